/** Attention and what goes with sequences, in ONNX: products, a softmax and a table of what is not seen. */
import { HIDDEN, headsInFront, hiddenScores, sinePositions } from '../attention-values';
import type { Call } from '../program';
import { axesGap, axesOf, hiding, lookingOf, paddedAxesGap, sizesOf } from './attended';
import { isKnown, number, rankOf } from './call-values';
import type { TensorData } from './files';
import type { OnnxGraph } from './onnx-graph';
import { plain, type Row } from './onnx-row';
import { reshaped } from './tensors';

/** A table of what is hidden has a size. */
function maskGap(call: Call): string | undefined {
  const { causal, window } = lookingOf(call);
  const isFree = !sizesOf(call).every(isKnown);
  return (causal || window !== null) && isFree
    ? 'A mask over a sequence of free length cannot be written.'
    : undefined;
}

/** Padding as something to add to scores [batch, queries, keys]; `undefined` where there is none. */
function paddingOf(graph: OnnxGraph, call: Call): string | undefined {
  const seen = hiding(call).flatMap((ids, i) =>
    ids.flatMap((id) => {
      const mask = graph.mask(id);
      if (mask === undefined) return [];
      const counts = graph.add('Cast', [mask], { to: { int: 1 } });
      return [graph.add('Unsqueeze', [counts, graph.ints([i === 0 ? 2 : 1])])];
    }),
  );
  if (seen.length === 0) return undefined;
  const both = seen.reduce((a, b) => graph.add('Mul', [a, b]));
  return graph.add('Mul', [graph.add('Sub', [both, graph.scalar(1)]), graph.scalar(-HIDDEN)]);
}

/** Rows that sum to one, from scores [..., queries, keys]. */
function shares(graph: OnnxGraph, call: Call, scores: string): string {
  const [queries, keys] = sizesOf(call).map((sizes) =>
    sizes.reduce<number>((product, size) => product * (size ?? 0), 1),
  ) as [number, number]; // one for each
  const values = hiddenScores(queries, keys, lookingOf(call));
  const padding = paddingOf(graph, call);
  const hidden = [
    ...(values ? [graph.tensor(`${call.id}.hidden`, { shape: [queries, keys], values })] : []),
    ...(padding === undefined ? [] : [spread(graph, call, padding)]),
  ];
  const seen =
    hidden.length === 0
      ? scores
      : graph.add('Add', [scores, hidden.reduce((a, b) => graph.add('Min', [a, b]))]);
  return graph.add('Softmax', [seen], { axis: { int: -1 } });
}

/** One mask for all heads. */
const spread = (graph: OnnxGraph, { kind }: Call, mask: string): string =>
  kind === 'MultiHeadAttention' ? graph.add('Unsqueeze', [mask, graph.ints([1])]) : mask;

/** A copy, since a value takes its name when it is set and the product reads the scores by their own. */
function setScores(graph: OnnxGraph, call: Call, scores: string): void {
  if (call.config.returnAttentionScores !== true) return;
  const [queries, keys] = sizesOf(call);
  const axes = queries.length;
  const apart = [...kept(rankOf(call) - axes), ...queries, ...keys].map((size) => size ?? -1);
  const copy =
    axes === 1
      ? graph.add('Identity', [scores])
      : graph.add('Reshape', [scores, graph.ints(apart)]);
  graph.set(`${call.id}:scores`, copy);
}

/** x [batch, …, features] to [batch, …, heads, positions, size], what is not attended over in front. */
function heads(graph: OnnxGraph, call: Call, x: string, name: string): string {
  const kernel = `${name}Kernel`;
  const [features, count, size] = call.weights.find((w) => w.name === kernel)!.shape as number[];
  const flat = graph.weight(call, kernel, (w) => reshaped(w, [features!, count! * size!]));
  const product = graph.add('MatMul', [x, flat]);
  const y = hasBias(call)
    ? graph.add('Add', [product, graph.weight(call, `${name}Bias`, flattened)])
    : product;
  const rank = rankOf(call);
  const seen = axesOf(call);
  const apart = graph.add('Reshape', [y, graph.ints([...kept(rank - 1), count!, size!])]);
  const moved = graph.add('Transpose', [apart], {
    perm: { ints: headsInFront(rank + 1, seen) },
  });
  if (seen.length === 1) return moved;
  return graph.add('Reshape', [moved, graph.ints([...kept(rank - seen.length), -1, size!])]);
}

/** Sizes that a Reshape takes over. */
const kept = (count: number): number[] => Array.from({ length: count }, () => 0);

/** Keys [..., positions, size] as [..., size, positions]. */
function turned(graph: OnnxGraph, call: Call, keys: string): string {
  const rank = rankOf(call) + 2 - axesOf(call).length;
  const axes = Array.from({ length: rank }, (_, i) => i);
  return graph.add('Transpose', [keys], {
    perm: { ints: [...axes.slice(0, -2), rank - 1, rank - 2] },
  });
}

const flattened = (w: TensorData): TensorData => reshaped(w, [w.values.length]);

const hasBias = ({ config }: Call): boolean => config.useBias !== false;

const multiHeadAttention: Row = {
  write: (call, graph) => {
    const query = graph.value(call.inputs[0]!);
    const value = call.inputs[1] === undefined ? query : graph.value(call.inputs[1]);
    const key = call.inputs[2] === undefined ? value : graph.value(call.inputs[2]);
    const q = heads(graph, call, query, 'query');
    const k = turned(graph, call, heads(graph, call, key, 'key'));
    const v = heads(graph, call, value, 'value');
    const scale = graph.scalar(1 / Math.sqrt(number(call, 'keyDim')));
    const scores = shares(graph, call, graph.add('MatMul', [graph.add('Mul', [q, scale]), k]));
    setScores(graph, call, scores);
    const found = graph.add('MatMul', [scores, v]);
    const gate = call.config.useGate === true;
    const y = gate
      ? graph.add('Mul', [found, graph.add('Sigmoid', [heads(graph, call, query, 'gate')])])
      : found;
    graph.set(call.id, together(graph, call, y));
  },
  gap: (call) => axesGap(call) ?? maskGap(call),
  paddingGap: paddedAxesGap,
};

/** What `heads` made, back to [batch, …, features] by the output kernel. */
function together(graph: OnnxGraph, call: Call, y: string): string {
  const kernel = call.weights.find(({ name }) => name === 'outputKernel')!;
  const [count, size, ...sizes] = kernel.shape as [number, number, ...number[]];
  const rank = rankOf(call);
  const seen = axesOf(call);
  const order = headsInFront(rank + 1, seen);
  const along = sizesOf(call)[0].map((s) => s ?? -1);
  const apart =
    seen.length === 1
      ? y
      : graph.add('Reshape', [y, graph.ints([...kept(rank - seen.length), ...along, size])]);
  const perm = { ints: order.map((_, axis) => order.indexOf(axis)) };
  const back = graph.add('Transpose', [apart], { perm });
  const flat = graph.add('Reshape', [back, graph.ints([...kept(rank - 1), count * size])]);
  const weight = graph.weight(call, 'outputKernel', (w) =>
    reshaped(w, [count * size, w.values.length / (count * size)]),
  );
  const product = graph.add('MatMul', [flat, weight]);
  const sum = hasBias(call)
    ? graph.add('Add', [product, graph.weight(call, 'outputBias', flattened)])
    : product;
  if (sizes.length === 1) return sum;
  return graph.add('Reshape', [sum, graph.ints([...kept(rank - 1), ...sizes])]);
}

/** Zeros at padding, from [batch, steps, features] and [batch, steps]. */
function withoutPadding(graph: OnnxGraph, x: string, mask: string): string {
  const counts = graph.add('Cast', [mask], { to: { int: 1 } });
  return graph.add('Mul', [x, graph.add('Unsqueeze', [counts, graph.ints([2])])]);
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
    const found = graph.add('MatMul', [scores, value]);
    const mask = graph.mask(call.inputs[0]!);
    graph.set(call.id, mask === undefined ? found : withoutPadding(graph, found, mask));
  },
  gap: maskGap,
  paddingGap: () => undefined,
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
  paddingGap: () => undefined,
  write: (call, graph) => {
    const x = graph.value(call.inputs[0]!);
    const over = graph.ints([1]);
    const padding = graph.mask(call.inputs[0]!);
    if (call.inputs[1] === undefined && padding === undefined) {
      const mean = graph.add('ReduceMean', [x], { axes: { ints: [1] }, keepdims: { int: 0 } });
      graph.set(call.id, mean);
      return;
    }
    const counts =
      call.inputs[1] === undefined
        ? graph.add('Cast', [padding!], { to: { int: 1 } })
        : graph.value(call.inputs[1]);
    const mask = graph.add('Unsqueeze', [counts, graph.ints([2])]);
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
