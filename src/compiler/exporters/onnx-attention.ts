/** Attention and what goes with sequences, in ONNX: products, a softmax and a table of what is not seen. */
import { hiddenScores, sinePositions } from '../attention-values';
import type { Call } from '../program';
import { number } from './call-values';
import type { TensorData } from './files';
import type { OnnxGraph } from './onnx-graph';
import { plain, type Row } from './onnx-row';
import { reshaped } from './tensors';

/** Steps of the query and of the keys, `null` where they are free. */
function stepsOf({ inputShapes }: Call): readonly [number | null, number | null] {
  const query = inputShapes[0]![0] ?? null;
  return [query, (inputShapes[1] ?? inputShapes[0]!)[0] ?? null];
}

const lookingOf = ({ config }: Call) => ({
  causal: config.useCausalMask === true,
  window: typeof config.slidingWindow === 'number' ? config.slidingWindow : null,
});

/** A table of what is hidden has a size. */
function maskGap(call: Call): string | undefined {
  const { causal, window } = lookingOf(call);
  const isFree = stepsOf(call).includes(null);
  return (causal || window !== null) && isFree
    ? 'A mask over a sequence of free length cannot be written.'
    : undefined;
}

/** Rows that sum to one, from scores [..., queries, keys]. */
function shares(graph: OnnxGraph, call: Call, scores: string): string {
  const [queries, keys] = stepsOf(call);
  const values = hiddenScores(queries ?? 0, keys ?? 0, lookingOf(call));
  const seen = values
    ? graph.add('Add', [
        scores,
        graph.tensor(`${call.id}.hidden`, { shape: [queries ?? 0, keys ?? 0], values }),
      ])
    : scores;
  return graph.add('Softmax', [seen], { axis: { int: -1 } });
}

/** A copy, since a value takes its name when it is set and the product reads the scores by their own. */
function setScores(graph: OnnxGraph, call: Call, scores: string): void {
  if (call.config.returnAttentionScores !== true) return;
  graph.set(`${call.id}:scores`, graph.add('Identity', [scores]));
}

/** x [batch, steps, features] to [batch, heads, steps, size], or with `perm` in another order. */
function heads(
  graph: OnnxGraph,
  call: Call,
  x: string,
  { name, perm }: { readonly name: string; readonly perm: readonly number[] },
): string {
  const kernel = `${name}Kernel`;
  const [features, count, size] = call.weights.find((w) => w.name === kernel)!.shape as number[];
  const flat = graph.weight(call, kernel, (w) => reshaped(w, [features!, count! * size!]));
  const product = graph.add('MatMul', [x, flat]);
  const y = hasBias(call)
    ? graph.add('Add', [product, graph.weight(call, `${name}Bias`, flattened)])
    : product;
  const apart = graph.add('Reshape', [y, graph.ints([0, -1, count!, size!])]);
  return graph.add('Transpose', [apart], { perm: { ints: perm } });
}

const flattened = (w: TensorData): TensorData => reshaped(w, [w.values.length]);

const hasBias = ({ config }: Call): boolean => config.useBias !== false;

const multiHeadAttention: Row = {
  write: (call, graph) => {
    const query = graph.value(call.inputs[0]!);
    const value = call.inputs[1] === undefined ? query : graph.value(call.inputs[1]);
    const key = call.inputs[2] === undefined ? value : graph.value(call.inputs[2]);
    const byHead = [0, 2, 1, 3];
    const q = heads(graph, call, query, { name: 'query', perm: byHead });
    const k = heads(graph, call, key, { name: 'key', perm: [0, 2, 3, 1] });
    const v = heads(graph, call, value, { name: 'value', perm: byHead });
    const scale = graph.scalar(1 / Math.sqrt(number(call, 'keyDim')));
    const scores = shares(graph, call, graph.add('MatMul', [graph.add('Mul', [q, scale]), k]));
    setScores(graph, call, scores);
    const found = graph.add('MatMul', [scores, v]);
    const gate = call.config.useGate === true;
    const y = gate
      ? graph.add('Mul', [
          found,
          graph.add('Sigmoid', [heads(graph, call, query, { name: 'gate', perm: byHead })]),
        ])
      : found;
    graph.set(call.id, together(graph, call, y));
  },
  gap: (call) => {
    if (call.inputShapes[0]!.length !== 2) return 'ONNX attends over one axis here.';
    if (call.config.attentionAxes !== null && String(call.config.attentionAxes) !== '1') {
      return 'ONNX attends over the first axis here.';
    }
    return maskGap(call);
  },
};

/** [batch, heads, steps, size] to [batch, steps, features] by the output kernel. */
function together(graph: OnnxGraph, call: Call, y: string): string {
  const kernel = call.weights.find(({ name }) => name === 'outputKernel')!;
  const [count, size, ...sizes] = kernel.shape as [number, number, ...number[]];
  const back = graph.add('Transpose', [y], { perm: { ints: [0, 2, 1, 3] } });
  const flat = graph.add('Reshape', [back, graph.ints([0, -1, count * size])]);
  const weight = graph.weight(call, 'outputKernel', (w) =>
    reshaped(w, [count * size, w.values.length / (count * size)]),
  );
  const product = graph.add('MatMul', [flat, weight]);
  const sum = hasBias(call)
    ? graph.add('Add', [product, graph.weight(call, 'outputBias', flattened)])
    : product;
  if (sizes.length === 1) return sum;
  return graph.add('Reshape', [sum, graph.ints([0, call.inputShapes[0]![0] ?? -1, ...sizes])]);
}

/** Attention without kernels, whose scores are a product or a sum. */
const withoutKernels = (
  scoresOf: (graph: OnnxGraph, call: Call, ends: readonly [string, string]) => string,
): Row => ({
  write: (call, graph) => {
    const [query, value] = call.inputs.map((id) => graph.value(id)) as [string, string];
    const key = call.inputs[2] === undefined ? value : graph.value(call.inputs[2]);
    const scores = shares(graph, call, scoresOf(graph, call, [query, key]));
    setScores(graph, call, scores);
    graph.set(call.id, graph.add('MatMul', [scores, value]));
  },
  gap: maskGap,
});

const has = (call: Call, name: string): boolean => call.weights.some((w) => w.name === name);

/** query [batch, T, 1, d] + key [batch, 1, S, d]. */
function pairs(graph: OnnxGraph, [query, key]: readonly [string, string]): string {
  return graph.add('Add', [
    graph.add('Unsqueeze', [query, graph.ints([2])]),
    graph.add('Unsqueeze', [key, graph.ints([1])]),
  ]);
}

const overFeatures = (graph: OnnxGraph, x: string): string =>
  graph.add('ReduceSum', [x, graph.ints([3])], { keepdims: { int: 0 } });

const attention = withoutKernels((graph, call, ends) => {
  const scaled = (x: string): string =>
    has(call, 'scale') ? graph.add('Mul', [x, graph.weight(call, 'scale')]) : x;
  if (call.config.scoreMode !== 'concat') {
    const keys = graph.add('Transpose', [ends[1]], { perm: { ints: [0, 2, 1] } });
    return scaled(graph.add('MatMul', [ends[0], keys]));
  }
  const bent = graph.add('Tanh', [scaled(pairs(graph, ends))]);
  return graph.add('Mul', [overFeatures(graph, bent), graph.weight(call, 'concatScoreWeight')]);
});

const additiveAttention = withoutKernels((graph, call, ends) => {
  const bent = graph.add('Tanh', [pairs(graph, ends)]);
  const weighed = has(call, 'scale') ? graph.add('Mul', [bent, graph.weight(call, 'scale')]) : bent;
  return overFeatures(graph, weighed);
});

const sinePositionEncoding: Row = {
  ...plain((graph, x, call) => {
    const [length, features] = call.inputShapes[0] as readonly [number, number];
    const values = sinePositions(length, features, number(call, 'maxWavelength'));
    return graph.add('Add', [
      x,
      graph.tensor(`${call.id}.waves`, { shape: [length, features], values }),
    ]);
  }),
  gap: (call) =>
    call.inputShapes[0]![0] === null
      ? 'A sequence of free length has no table of waves.'
      : undefined,
};

const maskedMean: Row = {
  write: (call, graph) => {
    const x = graph.value(call.inputs[0]!);
    const over = graph.ints([1]);
    if (call.inputs[1] === undefined) {
      const mean = graph.add('ReduceMean', [x], { axes: { ints: [1] }, keepdims: { int: 0 } });
      graph.set(call.id, mean);
      return;
    }
    const mask = graph.add('Unsqueeze', [graph.value(call.inputs[1]), graph.ints([2])]);
    const sum = (y: string): string => graph.add('ReduceSum', [y, over], { keepdims: { int: 0 } });
    const count = graph.add('Max', [sum(mask), graph.scalar(1e-7)]);
    graph.set(call.id, graph.add('Div', [sum(graph.add('Mul', [x, mask])), count]));
  },
};

export const attentionRows: Readonly<Record<string, Row>> = {
  MultiHeadAttention: multiHeadAttention,
  Attention: attention,
  AdditiveAttention: additiveAttention,
  SinePositionEncoding: sinePositionEncoding,
  MaskedMean: maskedMean,
};
