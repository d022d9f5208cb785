/** Layers that compute value by value, feature by feature or over statistics, in ONNX. */
import type { Call } from '../program';
import { axisFirst, axisOf, number, numbers, rankOf, targetShape } from './call-values';
import type { OnnxGraph } from './onnx-graph';
import { activate, activationGap, elementwise, layoutOf, plain, type Row } from './onnx-row';
import { reshaped } from './tensors';

const dense: Row = {
  gap: activationGap,
  ...plain((graph, x, call) => {
    const product = graph.add('MatMul', [x, graph.weight(call, 'kernel')]);
    const y =
      call.config.useBias === false
        ? product
        : graph.add('Add', [product, graph.weight(call, 'bias')]);
    return activate(graph, y, call.config.activation, 'last');
  }),
};

const embedding: Row = plain((graph, x, call) => {
  const tokens = graph.add('Cast', [x], { to: { int: 7 } });
  return graph.add('Gather', [graph.weight(call, 'embeddings'), tokens], { axis: { int: 0 } });
});

/** A weight of one axis, stretched so that it lies along `axis`. */
function along(
  graph: OnnxGraph,
  call: Call,
  name: string,
  at: { axis: number; rank: number },
): string {
  const { axis, rank } = at;
  return graph.weight(call, name, (w) =>
    reshaped(
      w,
      Array.from({ length: rank }, (_, i) => (i === axis ? w.shape[0]! : 1)),
    ),
  );
}

const ones = (size: number, value: number) => ({
  shape: [size],
  values: new Float32Array(size).fill(value),
});

const batchNormalization: Row = {
  write: (call, graph) => {
    const rank = rankOf(call);
    const axis = axisOf(number(call, 'axis', -1), rank);
    // The operator takes channels at axis 1.
    const layout = axis === 1 && rank > 2 ? 'last' : 'first';
    if (axis !== 1 && axis !== rank - 1) throw new Error(`${call.id}: the axis is ${axis}.`);
    const size = call.weights.find(({ name }) => name === 'movingMean')!.shape[0]!;
    const weight = (name: string, value: number): string =>
      call.weights.some((w) => w.name === name)
        ? graph.weight(call, name)
        : graph.tensor(`${call.id}.${name}`, ones(size, value));
    const inputs = [
      graph.value(call.inputs[0]!, layout),
      weight('gamma', 1),
      weight('beta', 0),
      graph.weight(call, 'movingMean'),
      graph.weight(call, 'movingVariance'),
    ];
    const attributes = { epsilon: { float: number(call, 'epsilon', 1e-3) } };
    graph.set(call.id, graph.add('BatchNormalization', inputs, attributes), layout);
  },
  gap: (call) => {
    const axis = axisOf(number(call, 'axis', -1), rankOf(call));
    return axis === 1 || axis === rankOf(call) - 1
      ? undefined
      : 'ONNX normalises over the first or the last axis.';
  },
};

/** Mean 0 and variance 1 over `axes`. */
function standardized(
  graph: OnnxGraph,
  x: string,
  axes: readonly number[],
  epsilon: number,
): string {
  const over = { axes: { ints: axes }, keepdims: { int: 1 } };
  const centered = graph.add('Sub', [x, graph.add('ReduceMean', [x], over)]);
  const variance = graph.add('ReduceMean', [graph.add('Mul', [centered, centered])], over);
  const deviation = graph.add('Sqrt', [graph.add('Add', [variance, graph.scalar(epsilon)])]);
  return graph.add('Div', [centered, deviation]);
}

const axesOf = (call: Call): number[] =>
  numbers(call, 'axis', 1).map((axis) => axisOf(axis, rankOf(call)));

/** Statistics over the named axes; the weights have the sizes of these axes. */
function scaledAndShifted(
  graph: OnnxGraph,
  call: Call,
  y: string,
  axes: readonly number[],
): string {
  const has = (name: string): boolean => call.weights.some((w) => w.name === name);
  const rank = rankOf(call);
  const stretch = (name: string): string =>
    graph.weight(call, name, (w) => {
      const sorted = [...axes].sort((a, b) => a - b);
      const size = (i: number): number => w.shape[sorted.indexOf(i)] ?? 1;
      return reshaped(
        w,
        Array.from({ length: rank }, (_, i) => (sorted.includes(i) ? size(i) : 1)),
      );
    });
  const scaled = has('gamma')
    ? graph.add('Mul', [y, stretch('gamma')])
    : has('scale')
      ? graph.add('Mul', [y, stretch('scale')])
      : y;
  return has('beta') ? graph.add('Add', [scaled, stretch('beta')]) : scaled;
}

const layerNormalization: Row = plain((graph, x, call) => {
  const axes = axesOf(call);
  return scaledAndShifted(
    graph,
    call,
    standardized(graph, x, axes, number(call, 'epsilon', 1e-3)),
    axes,
  );
});

const rmsNormalization: Row = plain((graph, x, call) => {
  const axes = axesOf(call);
  const squares = graph.add('ReduceMean', [graph.add('Mul', [x, x])], {
    axes: { ints: axes },
    keepdims: { int: 1 },
  });
  const sum = graph.add('Add', [squares, graph.scalar(number(call, 'epsilon', 1e-6))]);
  return scaledAndShifted(graph, call, graph.add('Div', [x, graph.add('Sqrt', [sum])]), axes);
});

/** Channels to the front, groups apart, statistics over everything else, and back. */
const groupNormalization: Row = plain((graph, x, call) => {
  const rank = rankOf(call);
  const axis = axisOf(number(call, 'axis', -1), rank);
  const order = [
    0,
    axis,
    ...Array.from({ length: rank - 1 }, (_, i) => i + 1).filter((i) => i !== axis),
  ];
  const shape = call.inputShapes[0]!;
  const channels = shape[axis - 1]!;
  const groups = number(call, 'groups') < 0 ? channels : number(call, 'groups');
  const first = graph.add('Transpose', [x], { perm: { ints: order } });
  const apart = graph.add('Reshape', [first, graph.ints([0, groups, -1])]);
  const y = standardized(graph, apart, [2], number(call, 'epsilon', 1e-3));
  const whole = graph.add('Reshape', [
    y,
    graph.ints([0, ...order.slice(1).map((i) => shape[i - 1] ?? -1)]),
  ]);
  const back = graph.add('Transpose', [whole], {
    perm: { ints: order.map((_, i) => order.indexOf(i)) },
  });
  return scaledAndShifted(graph, call, back, [axis]);
});

const unitNormalization: Row = plain((graph, x, call) => {
  const over = { axes: { ints: axesOf(call) }, keepdims: { int: 1 } };
  const length = graph.add('Max', [graph.add('ReduceL2', [x], over), graph.scalar(1e-12)]);
  return graph.add('Div', [x, length]);
});

const normalization: Row = plain((graph, x, call) => {
  const rank = rankOf(call);
  const kept = numbers(call, 'axis', 1).map((axis) => axisOf(axis, rank));
  const shape = Array.from({ length: rank }, (_, i) =>
    kept.includes(i) ? call.inputShapes[0]![i - 1]! : 1,
  );
  const statistic = (name: string): string => {
    const given = call.config[name];
    if (!Array.isArray(given)) return graph.weight(call, name, (w) => reshaped(w, shape));
    const values = Float32Array.from(given as readonly number[]); // a list of numbers by its param
    return graph.tensor(`${call.id}.${name}`, { shape: values.length === 1 ? [] : shape, values });
  };
  const root = graph.add('Sqrt', [statistic('variance')]);
  const deviation = graph.add('Max', [root, graph.scalar(1e-7)]);
  const mean = statistic('mean');
  if (call.config.invert === true)
    return graph.add('Add', [graph.add('Mul', [x, deviation]), mean]);
  return graph.add('Div', [graph.add('Sub', [x, mean]), deviation]);
});

/** One number for all, or a learned one a channel. */
const learned = (op: 'Mul' | 'Add', param: string): Row => ({
  write: (call, graph) => {
    const layout = layoutOf(call, graph);
    const rank = rankOf(call);
    const [weight] = call.weights;
    const axis = layout === 'first' && rank > 2 ? 1 : rank - 1;
    const by = !weight
      ? graph.scalar(number(call, param))
      : weight.shape.length === 1 && weight.shape[0]! > 1
        ? along(graph, call, weight.name, { axis, rank })
        : graph.weight(call, weight.name, (w) => reshaped(w, []));
    graph.set(call.id, graph.add(op, [graph.value(call.inputs[0]!, layout), by]), layout);
  },
});

const prelu: Row = plain((graph, x, call) => graph.add('PRelu', [x, graph.weight(call, 'alpha')]));

const softmax: Row = {
  write: (call, graph) => {
    const layout = layoutOf(call, graph);
    const rank = rankOf(call);
    const axis = axisOf(number(call, 'axis', -1), rank);
    const at = layout === 'first' && rank > 2 ? axisFirst(axis, rank) : axis;
    const x = graph.value(call.inputs[0]!, layout);
    graph.set(call.id, graph.add('Softmax', [x], { axis: { int: at } }), layout);
  },
};

const relu: Row = elementwise((graph, x, call) => {
  const { maxValue } = call.config;
  const slope = number(call, 'negativeSlope');
  const threshold = number(call, 'threshold');
  if (slope === 0 && threshold === 0) {
    if (typeof maxValue !== 'number') return graph.add('Relu', [x]);
    return graph.add('Clip', [x, graph.scalar(0), graph.scalar(maxValue)]);
  }
  const isAbove = graph.add('GreaterOrEqual', [x, graph.scalar(threshold)]);
  const below = graph.add('Mul', [
    graph.add('Sub', [x, graph.scalar(threshold)]),
    graph.scalar(slope),
  ]);
  const y = graph.add('Where', [isAbove, x, below]);
  return typeof maxValue === 'number' ? graph.add('Min', [y, graph.scalar(maxValue)]) : y;
});

const step: Row = elementwise((graph, x, call) => {
  const isAbove = graph.add('Greater', [x, graph.scalar(number(call, 'threshold'))]);
  return graph.add('Where', [
    isAbove,
    graph.scalar(number(call, 'high', 1)),
    graph.scalar(number(call, 'low')),
  ]);
});

const thresholdedReLU: Row = elementwise((graph, x, call) => {
  const isAbove = graph.add('Greater', [x, graph.scalar(number(call, 'theta'))]);
  return graph.add('Where', [isAbove, x, graph.scalar(0)]);
});

const positionEmbedding: Row = plain((graph, x, call) => {
  const length = call.inputShapes[0]!.at(-2) ?? null;
  const table = graph.weight(call, 'embeddings');
  if (length === call.weights[0]!.shape[0]) return graph.add('Add', [x, table]);
  // A shorter sequence uses the first positions; its length is known when it comes.
  const size = graph.add('Shape', [x], {
    start: { int: rankOf(call) - 2 },
    end: { int: rankOf(call) - 1 },
  });
  return graph.add('Add', [x, graph.add('Slice', [table, graph.ints([0]), size, graph.ints([0])])]);
});

const same: Row = {
  write: (call, graph) => graph.alias(call.id, call.inputs[0]!),
};

/** Zeros at steps that hold nothing but the value. */
const masking: Row = plain((graph, x, call) => {
  const other = graph.add('Not', [
    graph.add('Equal', [x, graph.scalar(number(call, 'maskValue'))]),
  ]);
  const each = graph.add('Cast', [other], { to: { int: 1 } });
  const any = graph.add('ReduceMax', [each], { axes: { ints: [-1] }, keepdims: { int: 1 } });
  return graph.add('Mul', [x, any]);
});

/** Every token against every place. */
const categoryEncoding: Row = plain((graph, x, call) => {
  const tokens = Array.from({ length: number(call, 'numTokens') }, (_, i) => i);
  const wide = graph.add('Unsqueeze', [
    graph.add('Cast', [x], { to: { int: 7 } }),
    graph.ints([-1]),
  ]);
  const hits = graph.add('Cast', [graph.add('Equal', [wide, graph.ints(tokens)])], {
    to: { int: 1 },
  });
  switch (call.config.outputMode) {
    case 'count':
      return graph.add('ReduceSum', [hits, graph.ints([-2])], { keepdims: { int: 0 } });
    case 'oneHot':
      return graph.add('Reshape', [hits, graph.ints(targetShape(call.outputShape))]);
    default:
      return graph.add('ReduceMax', [hits], { axes: { ints: [-2] }, keepdims: { int: 0 } });
  }
});

const clip = elementwise((graph, x, call) =>
  graph.add('Clip', [
    x,
    graph.scalar(number(call, 'minValue')),
    graph.scalar(number(call, 'maxValue')),
  ]),
);

export const valueRows: Readonly<Record<string, Row>> = {
  Dense: dense,
  Embedding: embedding,
  Masking: masking,
  CategoryEncoding: categoryEncoding,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: rmsNormalization,
  GroupNormalization: groupNormalization,
  UnitNormalization: unitNormalization,
  Normalization: normalization,
  Scale: learned('Mul', 'factor'),
  Offset: learned('Add', 'offset'),
  Rescaling: elementwise((graph, x, call) =>
    graph.add('Add', [
      graph.add('Mul', [x, graph.scalar(number(call, 'scale'))]),
      graph.scalar(number(call, 'offset')),
    ]),
  ),
  Power: elementwise((graph, x, call) => {
    const exponent = number(call, 'exponent');
    // A root of a negative value is that of zero here.
    const base = Number.isInteger(exponent) ? x : graph.add('Relu', [x]);
    return graph.add('Pow', [base, graph.scalar(exponent)]);
  }),
  Clip: clip,
  Step: step,
  Activation: {
    gap: activationGap,
    ...elementwise((graph, x, call, layout) => activate(graph, x, call.config.activation, layout)),
  },
  ReLU: relu,
  ThresholdedReLU: thresholdedReLU,
  LeakyReLU: elementwise((graph, x, call) =>
    graph.add('LeakyRelu', [x], { alpha: { float: number(call, 'alpha', 0.3) } }),
  ),
  ELU: elementwise((graph, x, call) =>
    graph.add('Elu', [x], { alpha: { float: number(call, 'alpha', 1) } }),
  ),
  PReLU: prelu,
  Softmax: softmax,
  PositionEmbedding: positionEmbedding,
  Dropout: same,
  AlphaDropout: same,
  GaussianDropout: same,
  GaussianNoise: same,
  SpatialDropout1D: same,
  SpatialDropout2D: same,
  SpatialDropout3D: same,
  DropPath: same,
  RandomWidth: same,
};
