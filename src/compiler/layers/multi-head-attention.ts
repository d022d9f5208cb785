import { attentionCallFields, attentionDropFields, attentionPorts, scoresOf } from '../attention';
import { activityField, biasFields, kernelFields } from '../fields';
import { axisIndices, countOf, known, only } from '../geometry';
import { defineLayer, type Shape, type WeightSpec } from '../layer';
import { bool, int, ints, optional, type ValuesOf } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

const params = {
  numHeads: int(4, 'Number of heads, each with a look of its own.', {
    max: 4096,
    structural: true,
  }),
  keyDim: int(16, 'Features of a query and a key in one head.', { structural: true }),
  valueDim: optional(
    int(16, 'Features of a value in one head; without a number, those of a key.', { rare: true }),
  ),
  ...attentionDropFields,
  ...biasFields,
  outputShape: optional(
    ints([64], 'Features of the output; without a value, those of the input.', { rare: true }),
  ),
  attentionAxes: optional(
    ints([1], 'Axes that are attended over; without a value, all but the features.', {
      min: -8,
      max: 8,
      rare: true,
    }),
  ),
  slidingWindow: optional(
    int(16, 'Each position sees only those fewer than this many steps away.', { rare: true }),
  ),
  useGate: bool(false, 'Multiply what the heads give by a learned gate.', {
    rare: true,
    structural: true,
  }),
  ...kernelFields,
  activityRegularizer: activityField,
  ...attentionCallFields,
};

/** Several attentions side by side, as `keras.layers.MultiHeadAttention`; Vaswani et al., 2017, §3.2.2. */
export const multiHeadAttention = defineLayer({
  kind: 'MultiHeadAttention',
  group: 'Attention',
  doc: 'Lets every position gather from all others what matters to it, in several ways at once.',
  formula: 'head = softmax(query · keyᵀ ÷ √keyDim) · value; y = (head₁, head₂, …) · outputKernel',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  inputPorts: () => attentionPorts(0),
  outputPorts: ({ returnAttentionScores }) => (returnAttentionScores ? ['scores'] : []),
  params,
  output: (config, inputs, ports) => {
    const { query, value, key } = arriving(inputs, ports);
    axesOf(config, query);
    for (const [name, shape] of [['value', value] as const, ['key', key] as const]) {
      const sides = name === 'key' ? value : query;
      const sameRank = shape.length === query.length;
      const sameLength =
        name === 'value' || sides.slice(0, -1).join() === shape.slice(0, -1).join();
      if (sameRank && sameLength) continue;
      throw shapeError('attention-shape', 'MultiHeadAttention', {
        port: name,
        received: shapeText(shape),
        expected: shapeText(name === 'key' ? [...value.slice(0, -1), null] : query),
        input: shapeText(query),
      });
    }
    return [...query.slice(0, -1), ...outputSizes(config, query)];
  },
  moreOutputs: (config, inputs) => {
    if (!config.returnAttentionScores) return [];
    const { query, value } = arriving(inputs);
    return [scoresOf(query, value, axesOf(config, query), config.numHeads)];
  },
  weights: (config, inputs) => weightsOf(config, inputs),
  macs: (config, inputs) => macsOf(config, inputs),
  face: ({ numHeads, keyDim, useCausalMask }) => [
    `${numHeads} × ${keyDim}`,
    useCausalMask ? 'causal' : '',
  ],
  examples: [
    { config: { numHeads: 2, keyDim: 3 }, inputs: [[5, 4]], output: [5, 4] },
    {
      config: { numHeads: 2, keyDim: 3, valueDim: 5, outputShape: [6], useCausalMask: true },
      inputs: [[4, 4]],
      output: [4, 6],
    },
    {
      config: { numHeads: 1, keyDim: 4, useBias: false, returnAttentionScores: true },
      inputs: [
        [3, 4],
        [5, 6],
      ],
      ports: ['in', 'value'],
      output: [3, 4],
      moreOutputs: [[1, 3, 5]],
    },
    {
      config: { numHeads: 2, keyDim: 2, useGate: true, slidingWindow: 2 },
      inputs: [
        [3, 4],
        [3, 6],
        [3, 2],
      ],
      ports: ['in', 'value', 'key'],
      output: [3, 4],
    },
    {
      config: { numHeads: 2, keyDim: 2, attentionAxes: [2] },
      inputs: [[2, 3, 4]],
      output: [2, 3, 4],
    },
    {
      config: { numHeads: 1, keyDim: 2, attentionAxes: [-2], returnAttentionScores: true },
      inputs: [[2, 3, 4]],
      output: [2, 3, 4],
      moreOutputs: [[2, 1, 3, 3]],
    },
    { config: { numHeads: 1, keyDim: 2 }, inputs: [[2, 3, 4]], output: [2, 3, 4] },
  ],
});

type Config = ValuesOf<typeof params>;

/** Without a value the query attends to itself; without a key the values are their own keys. */
function arriving(inputs: readonly Shape[], ports: readonly string[] = []) {
  const query = only('MultiHeadAttention', inputs);
  if (query.length < 2) {
    throw shapeError('rank', 'MultiHeadAttention', {
      expected: 'time and features at least',
      input: shapeText(query),
      rank: query.length,
      wanted: 2,
    });
  }
  if (ports[1] === 'key') throw shapeError('key-without-value', 'MultiHeadAttention');
  const value = inputs[1] ?? query;
  return { query, value, key: inputs[2] ?? value };
}

/** Which axes of the query, counted from 0 after the batch, are attended over. */
function axesOf({ attentionAxes }: Config, query: Shape): number[] {
  const free = query.length - 1;
  if (attentionAxes === null) return Array.from({ length: free }, (_, i) => i);
  const axes = axisIndices('MultiHeadAttention', attentionAxes, query);
  // Features are what is looked at, not where.
  if (axes.length > 0 && !axes.includes(free)) return axes;
  throw shapeError('axis', 'MultiHeadAttention', {
    axis: attentionAxes.join(', ') || 'none',
    input: shapeText(query.slice(0, -1)),
  });
}

function outputSizes({ outputShape }: Config, query: Shape): number[] {
  const sizes = (outputShape ?? []).map((size) => size ?? 1);
  return sizes.length > 0 ? sizes : [known('MultiHeadAttention', query, -1)];
}

function weightsOf(config: Config, inputs: readonly Shape[]): WeightSpec[] {
  const { numHeads, keyDim, useBias, useGate } = config;
  const valueDim = config.valueDim ?? keyDim;
  const { query, value, key } = arriving(inputs);
  const project = (name: string, x: Shape, size: number): WeightSpec[] => [
    {
      name: `${name}Kernel`,
      shape: [known('MultiHeadAttention', x, -1), numHeads, size],
      param: 'kernel',
    },
    ...(useBias ? [{ name: `${name}Bias`, shape: [numHeads, size], param: 'bias' }] : []),
  ];
  const out = outputSizes(config, query);
  return [
    ...project('query', query, keyDim),
    ...project('key', key, keyDim),
    ...(useGate ? project('gate', query, valueDim) : []),
    ...project('value', value, valueDim),
    { name: 'outputKernel', shape: [numHeads, valueDim, ...out], param: 'kernel' },
    ...(useBias ? [{ name: 'outputBias', shape: out, param: 'bias' }] : []),
  ];
}

/** The projections of every position, then every position with every other. */
function macsOf(config: Config, inputs: readonly Shape[]): number {
  const { query, value, key } = arriving(inputs);
  const { numHeads, keyDim } = config;
  const valueDim = config.valueDim ?? keyDim;
  const kernels = weightsOf({ ...config, useBias: false }, inputs);
  const positions = (x: Shape): number => countOf(x.slice(0, -1));
  const projected = kernels.reduce((sum, { name, shape }) => {
    const x = name.startsWith('key') ? key : name.startsWith('value') ? value : query;
    return sum + positions(x) * countOf(shape);
  }, 0);
  const axes = axesOf(config, query);
  const keys = axes.reduce((size, axis) => size * (value[axis] ?? 1), 1);
  return projected + positions(query) * keys * numHeads * (keyDim + valueDim);
}
