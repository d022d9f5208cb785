/** Attention and what goes with sequences, in PyTorch: products, a softmax and a table of what is not seen. */
import { sinePositions } from '../attention-values';
import type { Call } from '../program';
import { number } from './call-values';
import type { TensorData } from './files';
import { permuted, reshaped } from './tensors';
import type { TorchCode } from './torch-code';
import type { TorchRow } from './torch-row';

const flag = (call: Call, name: string): boolean => call.config[name] === true;
const has = (call: Call, name: string): boolean => call.weights.some((w) => w.name === name);

/** Query, key and value: what is not given is the value, or the query itself. */
function sources(call: Call, code: TorchCode): readonly [string, string, string] {
  const [query, value = query, key = value] = call.inputs.map((id) => code.value(id)) as [
    string,
    ...string[],
  ]; // one at least by its definition
  return [query, key, value];
}

/** An expression that is true where a query [T] looks at a key [S], or `None`. */
function seen(call: Call, query: string, key: string): string {
  const { slidingWindow: window } = call.config;
  const rows = `torch.arange(${query}.shape[-2])[:, None]`;
  const columns = `torch.arange(${key}.shape[-2])[None, :]`;
  const parts = [
    ...(flag(call, 'useCausalMask') ? [`(${columns} <= ${rows})`] : []),
    ...(typeof window === 'number' ? [`((${columns} - ${rows}).abs() < ${window})`] : []),
  ];
  return parts.length > 0 ? parts.join(' & ') : 'None';
}

/** The shares that every query takes of every key, from scores [..., T, S]. */
function shares(
  call: Call,
  code: TorchCode,
  scores: string,
  ends: readonly [string, string],
): string {
  const mask = seen(call, ...ends);
  const hidden = mask === 'None' ? scores : `(${scores}).masked_fill(~(${mask}), -1e9)`;
  const found = code.let(`${call.id}_shares`, `F.softmax(${hidden}, dim=-1)`);
  if (flag(call, 'returnAttentionScores')) code.set(`${call.id}:scores`, found);
  const rate = number(call, 'dropout');
  return rate > 0 ? `F.dropout(${found}, ${rate}, self.training)` : found;
}

const flattened = (w: TensorData): TensorData => reshaped(w, [w.values.length]);

/** x [batch, steps, features] to [batch, heads, steps, size] by a linear layer. */
function heads(call: Call, code: TorchCode, x: string, name: string): string {
  const weights = code.weights(call);
  const kernel = weights[`${name}Kernel`]!;
  const [features, count, size] = kernel.shape as [number, number, number];
  const flat = permuted(reshaped(kernel, [features, count * size]), [1, 0]);
  const weight = code.parameter(call, `${name}Kernel`, flat);
  const bias = has(call, `${name}Bias`)
    ? code.parameter(call, `${name}Bias`, flattened(weights[`${name}Bias`]!))
    : 'None';
  const line = `F.linear(${x}, ${weight}, ${bias}).unflatten(-1, (${count}, ${size})).transpose(1, 2)`;
  return code.let(`${call.id}_${name}`, line);
}

/** [batch, heads, steps, size] to [batch, steps, …] by the output kernel. */
function together(call: Call, code: TorchCode, y: string): string {
  const weights = code.weights(call);
  const kernel = weights.outputKernel!;
  const [count, size, ...sizes] = kernel.shape as [number, number, ...number[]];
  const into = count * size;
  const flat = permuted(reshaped(kernel, [into, kernel.values.length / into]), [1, 0]);
  const weight = code.parameter(call, 'outputKernel', flat);
  const bias = has(call, 'outputBias')
    ? code.parameter(call, 'outputBias', flattened(weights.outputBias!))
    : 'None';
  const z = `F.linear(${y}.transpose(1, 2).flatten(2), ${weight}, ${bias})`;
  return sizes.length === 1 ? z : `${z}.unflatten(-1, (${sizes.join(', ')}))`;
}

const multiHeadAttention: TorchRow = {
  gap: (call) => {
    const axes = call.config.attentionAxes;
    const isOne = call.inputShapes[0]!.length === 2 && (axes === null || String(axes) === '1');
    return isOne ? undefined : 'The row of MultiHeadAttention attends over one axis.';
  },
  write: (call, code) => {
    const [query, key, value] = sources(call, code);
    const q = heads(call, code, query, 'query');
    const k = heads(call, code, key, 'key');
    const v = heads(call, code, value, 'value');
    const scores = `${q} @ ${k}.transpose(-1, -2) / ${Math.sqrt(number(call, 'keyDim'))}`;
    const y = code.let(`${call.id}_found`, `${shares(call, code, scores, [q, k])} @ ${v}`);
    const gate = flag(call, 'useGate')
      ? `(${y} * torch.sigmoid(${heads(call, code, query, 'gate')}))`
      : y;
    code.set(call.id, together(call, code, gate));
  },
};

/** Attention without kernels, whose scores are a product or a sum. */
const withoutKernels = (
  scoresOf: (call: Call, code: TorchCode, ends: readonly [string, string]) => string,
): TorchRow => ({
  write: (call, code) => {
    const [query, key, value] = sources(call, code);
    const scores = scoresOf(call, code, [query, key]);
    code.set(call.id, `${shares(call, code, scores, [query, key])} @ ${value}`);
  },
});

const weight = (call: Call, code: TorchCode, name: string): string =>
  code.parameter(call, name, code.weights(call)[name]!);

/** Every query [T, 1] with every key [1, S]. */
const pairs = ([query, key]: readonly [string, string]): string =>
  `(${query}.unsqueeze(2) + ${key}.unsqueeze(1))`;

const attention = withoutKernels((call, code, ends) => {
  const scale = has(call, 'scale') ? ` * ${weight(call, code, 'scale')}` : '';
  if (call.config.scoreMode !== 'concat') {
    return `${ends[0]} @ ${ends[1]}.transpose(1, 2)${scale}`;
  }
  const factor = weight(call, code, 'concatScoreWeight');
  return `torch.tanh(${pairs(ends)}${scale}).sum(-1) * ${factor}`;
});

const additiveAttention = withoutKernels((call, code, ends) => {
  const scale = has(call, 'scale') ? ` * ${weight(call, code, 'scale')}` : '';
  return `(torch.tanh(${pairs(ends)})${scale}).sum(-1)`;
});

const sinePositionEncoding: TorchRow = {
  gap: ({ inputShapes }) =>
    inputShapes[0]![0] === null
      ? 'A table of positions over a sequence of free length cannot be written.'
      : undefined,
  write: (call, code) => {
    const [length, features] = call.inputShapes[0] as readonly [number, number]; // by its gap
    const values = sinePositions(length, features, number(call, 'maxWavelength'));
    const table = code.parameter(call, 'positions', { shape: [length, features], values });
    code.set(call.id, `${code.value(call.inputs[0]!)} + ${table}`);
  },
};

const maskedMean: TorchRow = {
  write: (call, code) => {
    const [x, mask] = call.inputs.map((id) => code.value(id)) as [string, string?];
    if (mask === undefined) {
      code.set(call.id, `${x}.mean(dim=1)`);
      return;
    }
    const count = `torch.clamp(${mask}.sum(dim=1, keepdim=True), min=1e-7)`;
    code.set(call.id, `(${x} * ${mask}.unsqueeze(-1)).sum(dim=1) / ${count}`);
  },
};

export const torchAttentionRows: Readonly<Record<string, TorchRow>> = {
  MultiHeadAttention: multiHeadAttention,
  Attention: attention,
  AdditiveAttention: additiveAttention,
  SinePositionEncoding: sinePositionEncoding,
  MaskedMean: maskedMean,
};
