/** Attention and what goes with sequences, in PyTorch: products, a softmax and a table of what is not seen. */
import { headsInFront, sinePositions } from '../attention-values';
import type { Call } from '../program';
import { axesGap, axesOf, hiding, paddedAxesGap, sizesOf } from './attended';
import { number, rankOf } from './call-values';
import type { TensorData } from './files';
import { permuted, reshaped } from './tensors';
import { list, type TorchCode } from './torch-code';
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

/** Where no padding is looked at, as factors of [batch, T, S], or for all heads [batch, heads, T, S]. */
function unpadded(call: Call, code: TorchCode): string[] {
  const isMany = call.kind === 'MultiHeadAttention';
  const places = isMany ? ['[:, None, :, None]', '[:, None, None, :]'] : ['', '[:, None, :]'];
  return hiding(call).flatMap((ids, i) =>
    ids.flatMap((id) => {
      const mask = code.mask(id);
      return mask === undefined ? [] : [`${mask}${places[i]}`];
    }),
  );
}

/** Scores with −1e9 added where nothing is seen, so that a row of padding alone sums to one as well. */
function hiddenIn(
  call: Call,
  code: TorchCode,
  scores: string,
  ends: readonly [string, string],
): string {
  const mask = seen(call, ...ends);
  const masks = [...(mask === 'None' ? [] : [`(${mask})`]), ...unpadded(call, code)];
  return masks.length === 0 ? scores : `${scores} + ((${masks.join(' & ')}).float() - 1.0) * 1e9`;
}

/** The shares that every query takes of every key, from scores [..., T, S]. */
function shares(
  call: Call,
  code: TorchCode,
  scores: string,
  ends: readonly [string, string],
): string {
  const found = code.let(
    `${call.id}_shares`,
    `F.softmax(${hiddenIn(call, code, scores, ends)}, dim=-1)`,
  );
  if (flag(call, 'returnAttentionScores')) {
    const [queries, keys] = sizesOf(call);
    const at = rankOf(call) - queries.length;
    const apart = `.flatten(${at}).unflatten(-1, ${list([...queries, ...keys].map(Number))})`;
    code.set(`${call.id}:scores`, queries.length === 1 ? found : `${found}${apart}`);
  }
  const rate = number(call, 'dropout');
  return rate > 0 ? `F.dropout(${found}, ${rate}, self.training)` : found;
}

const flattened = (w: TensorData): TensorData => reshaped(w, [w.values.length]);

/** x [batch, …, features] to [batch, …, heads, positions, size], what is not attended over in front. */
function heads(call: Call, code: TorchCode, x: string, name: string): string {
  const weights = code.weights(call);
  const kernel = weights[`${name}Kernel`]!;
  const [features, count, size] = kernel.shape as [number, number, number];
  const flat = permuted(reshaped(kernel, [features, count * size]), [1, 0]);
  const weight = code.parameter(call, `${name}Kernel`, flat);
  const bias = has(call, `${name}Bias`)
    ? code.parameter(call, `${name}Bias`, flattened(weights[`${name}Bias`]!))
    : 'None';
  const rank = rankOf(call);
  const seen = axesOf(call);
  const order = headsInFront(rank + 1, seen).join(', ');
  const line = `F.linear(${x}, ${weight}, ${bias}).unflatten(-1, (${count}, ${size})).permute(${order})`;
  const positions = seen.length === 1 ? '' : `.flatten(${rank - seen.length}, ${rank - 1})`;
  return code.let(`${call.id}_${name}`, `${line}${positions}`);
}

/** What `heads` made, back to [batch, …] by the output kernel. */
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
  const rank = rankOf(call);
  const seen = axesOf(call);
  const order = headsInFront(rank + 1, seen);
  const apart =
    seen.length === 1
      ? y
      : `${y}.unflatten(${rank - seen.length}, ${list(sizesOf(call)[0].map(Number))})`;
  const back = `${apart}.permute(${order.map((_, axis) => order.indexOf(axis)).join(', ')})`;
  const z = `F.linear(${back}.flatten(${rank - 1}), ${weight}, ${bias})`;
  return sizes.length === 1 ? z : `${z}.unflatten(-1, (${sizes.join(', ')}))`;
}

const multiHeadAttention: TorchRow = {
  gap: axesGap,
  paddingGap: paddedAxesGap,
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
    const found = `${shares(call, code, scores, [query, key])} @ ${value}`;
    const mask = code.mask(call.inputs[0]!);
    code.set(call.id, mask === undefined ? found : `(${found}) * ${mask}.unsqueeze(-1)`);
  },
  paddingGap: () => undefined,
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
  paddingGap: () => undefined,
  write: (call, code) => {
    const [x, given] = call.inputs.map((id) => code.value(id)) as [string, string?];
    const mask = given ?? code.mask(call.inputs[0]!);
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
