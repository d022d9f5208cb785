/** Small ONNX graphs with weights, each as some exporter writes it. */
import type { OnnxAttribute } from '../../compiler/exporters/files';
import { type Graph, int, int64, ints, node, normal, scalar } from './onnx-graph';
import { sequenceGraphs } from './onnx-sequence-graphs';

const positive = (values: Float32Array): Float32Array => values.map((x) => 0.5 + Math.abs(x));

const conv = (attributes: Readonly<Record<string, OnnxAttribute>> = {}) =>
  node('Conv', ['x', 'w', 'b'], 'y', attributes);

export const graphs: Readonly<Record<string, Graph>> = {
  'a convolution without padding': {
    input: [3, 7, 6],
    nodes: [conv()],
    weights: { w: [4, 3, 3, 2], b: [4] },
    output: 'y',
  },
  'a convolution whose padding Keras calls same': {
    input: [3, 7, 6],
    nodes: [conv({ pads: ints(1, 1, 1, 1) })],
    weights: { w: [4, 3, 3, 3], b: [4] },
    output: 'y',
  },
  'a strided convolution padded evenly, as PyTorch does': {
    input: [3, 8, 8],
    nodes: [conv({ pads: ints(1, 1, 1, 1), strides: ints(2, 2) })],
    weights: { w: [4, 3, 3, 3], b: [4] },
    output: 'y',
  },
  'a dilated convolution': {
    input: [2, 9, 9],
    nodes: [conv({ dilations: ints(2, 2) })],
    weights: { w: [4, 2, 3, 3], b: [4] },
    output: 'y',
  },
  'a depthwise convolution with two kernels a channel': {
    input: [3, 6, 6],
    nodes: [conv({ group: int(3) })],
    weights: { w: [6, 1, 3, 3], b: [6] },
    output: 'y',
  },
  'a convolution over time': {
    input: [3, 9],
    nodes: [conv({ pads: ints(1, 1) })],
    weights: { w: [5, 3, 3], b: [5] },
    output: 'y',
    rank: 3,
  },
  'a transposed convolution with output padding': {
    input: [3, 5, 5],
    nodes: [
      node('ConvTranspose', ['x', 'w', 'b'], 'y', {
        strides: ints(2, 2),
        pads: ints(1, 1, 1, 1),
        output_padding: ints(1, 1),
      }),
    ],
    weights: { w: [3, 4, 3, 3], b: [4] },
    output: 'y',
  },
  'a transposed convolution that doubles the picture': {
    input: [3, 5, 5],
    nodes: [
      node('ConvTranspose', ['x', 'w'], 'y', { strides: ints(2, 2), pads: ints(1, 1, 1, 1) }),
    ],
    weights: { w: [3, 2, 4, 4] },
    output: 'y',
  },
  'the stem of a ResNet, its padded maximum behind a relu': {
    input: [3, 16, 16],
    nodes: [
      node('Conv', ['x', 'w'], 'c', { pads: ints(3, 3, 3, 3), strides: ints(2, 2) }),
      node('BatchNormalization', ['c', 'g', 'be', 'm', 'v'], 'n'),
      node('Relu', ['n'], 'r'),
      node('MaxPool', ['r'], 'y', {
        kernel_shape: ints(3, 3),
        strides: ints(2, 2),
        pads: ints(1, 1, 1, 1),
      }),
    ],
    weights: {
      w: [4, 3, 7, 7],
      g: positive(normal([4])),
      be: [4],
      m: [4],
      v: positive(normal([4])),
    },
    output: 'y',
  },
  'a residual block with a projection, a global mean and a classifier': {
    input: [3, 8, 8],
    nodes: [
      node('Conv', ['x', 'w1', 'b1'], 'a', { pads: ints(1, 1, 1, 1) }),
      node('Relu', ['a'], 'r'),
      node('Conv', ['x', 'w2'], 'p'),
      node('Add', ['r', 'p'], 's'),
      node('GlobalAveragePool', ['s'], 'q'),
      node('Flatten', ['q'], 'f'),
      node('Gemm', ['f', 'w3', 'b3'], 'z', { transB: int(1) }),
      node('Softmax', ['z'], 'y'),
    ],
    weights: { w1: [4, 3, 3, 3], b1: [4], w2: [4, 3, 1, 1], w3: [5, 4], b3: [5] },
    output: 'y',
    rank: 2,
  },
  'squeeze and excitation, whose gate is broadcast': {
    input: [4, 6, 6],
    nodes: [
      node('Conv', ['x', 'w'], 'c'),
      node('GlobalAveragePool', ['c'], 'q'),
      node('Conv', ['q', 'w1', 'b1'], 'e'),
      node('Sigmoid', ['e'], 'g'),
      node('Mul', ['c', 'g'], 'y'),
    ],
    weights: { w: [4, 4, 3, 3], w1: [4, 4, 1, 1], b1: [4] },
    output: 'y',
  },
  'values flattened in the order of channels, then a product with its bias behind': {
    input: [2, 4, 4],
    nodes: [
      node('Conv', ['x', 'w'], 'c'),
      node('Reshape', ['c', 'shape'], 'f'),
      node('MatMul', ['f', 'k'], 'm'),
      node('Add', ['m', 'b'], 'y'),
    ],
    weights: { w: [3, 2, 3, 3], shape: int64('shape', 0, -1), k: [12, 5], b: [5] },
    output: 'y',
    rank: 2,
  },
  'a target that is computed from the size of the batch': {
    input: [2, 4, 4],
    nodes: [
      node('Relu', ['x'], 'r'),
      node('Shape', ['r'], 'sizes'),
      node('Gather', ['sizes', 'zero'], 'n', { axis: int(0) }),
      node('Concat', ['n', 'rest'], 'target', { axis: int(0) }),
      node('Reshape', ['r', 'target'], 'y'),
    ],
    weights: { zero: int64('zero', 0), rest: int64('rest', 32) },
    output: 'y',
    rank: 2,
  },
  'branches joined along channels': {
    input: [3, 5, 5],
    nodes: [
      node('Conv', ['x', 'w1'], 'a'),
      node('Conv', ['x', 'w2'], 'b'),
      node('Concat', ['a', 'b'], 'y', { axis: int(1) }),
    ],
    weights: { w1: [2, 3, 1, 1], w2: [4, 3, 1, 1] },
    output: 'y',
  },
  'channels last inside transposes, as TensorFlow exports it': {
    input: [6, 5, 3],
    nodes: [
      node('Transpose', ['x'], 't', { perm: ints(0, 3, 1, 2) }),
      node('Conv', ['t', 'w'], 'c'),
      node('Transpose', ['c'], 'y', { perm: ints(0, 2, 3, 1) }),
    ],
    weights: { w: [4, 3, 3, 3] },
    output: 'y',
  },
  'a factor and an offset for every channel': {
    input: [3, 4, 4],
    nodes: [
      node('Mul', ['x', 'f'], 'a'),
      node('Add', ['a', 'o'], 'b'),
      node('Conv', ['b', 'w'], 'y'),
    ],
    weights: { f: [3, 1, 1], o: [3, 1, 1], w: [2, 3, 3, 3] },
    output: 'y',
  },
  'nearest pixels twice as large': {
    input: [2, 3, 3],
    nodes: [
      node('Resize', ['x', '', 'scales'], 'y', {
        mode: { text: 'nearest' },
        coordinate_transformation_mode: { text: 'asymmetric' },
        nearest_mode: { text: 'floor' },
      }),
    ],
    weights: {
      scales: { name: 'scales', shape: [4], values: Float32Array.of(1, 1, 2, 2), dtype: 'float32' },
    },
    output: 'y',
  },
  "a transformer's normalization and activation": {
    input: [6, 8],
    nodes: [
      node('LayerNormalization', ['x', 'g', 'b'], 'n', { epsilon: { float: 1e-5 } }),
      node('MatMul', ['n', 'w'], 'm'),
      node('Sigmoid', ['m'], 's'),
      node('Mul', ['m', 's'], 'y'),
    ],
    weights: { g: [8], b: [8], w: [8, 4] },
    output: 'y',
    rank: 3,
  },
  'values held between limits and cut': {
    input: [4, 6, 6],
    nodes: [
      node('Clip', ['x', 'low', 'high'], 'c'),
      node('AveragePool', ['c'], 'p', { kernel_shape: ints(2, 2), strides: ints(2, 2) }),
      node('LeakyRelu', ['p'], 'y', { alpha: { float: 0.2 } }),
    ],
    weights: {
      low: { name: 'low', shape: [], values: Float32Array.of(-0.5), dtype: 'float32' },
      high: { name: 'high', shape: [], values: Float32Array.of(0.75), dtype: 'float32' },
    },
    output: 'y',
  },
  'a convolution in groups, as ResNeXt has': {
    input: [6, 7, 7],
    nodes: [conv({ group: int(3), pads: ints(1, 1, 1, 1), strides: ints(2, 2) })],
    weights: { w: [9, 2, 3, 3], b: [9] },
    output: 'y',
  },
  'the activations of MobileNetV3': {
    input: [3, 5, 5],
    nodes: [
      node('Conv', ['x', 'w', 'b'], 'c'),
      node('HardSwish', ['c'], 'h'),
      node('GlobalAveragePool', ['h'], 'g'),
      node('HardSigmoid', ['g'], 's', { alpha: { float: 1 / 6 } }),
      node('Mul', ['s', 'h'], 'y'),
    ],
    weights: { w: [4, 3, 1, 1], b: [4] },
    output: 'y',
  },
  'channels split, shuffled and joined, as ShuffleNet does': {
    input: [4, 5, 5],
    nodes: [
      node('Split', ['x'], ['p', 'q'], { axis: int(1) }),
      node('Conv', ['q', 'w', 'b'], 'c', { pads: ints(1, 1, 1, 1) }),
      node('Concat', ['p', 'c'], 'j', { axis: int(1) }),
      node('Reshape', ['j', 'five'], 'r'),
      node('Transpose', ['r'], 't', { perm: ints(0, 2, 1, 3, 4) }),
      node('Reshape', ['t', 'four'], 'y'),
    ],
    weights: {
      ...{ w: [2, 2, 3, 3], b: [2] },
      five: int64('five', 0, 2, 2, 5, 5),
      four: int64('four', 0, 4, 5, 5),
    },
    output: 'y',
  },
  'parts of several axes, by positions from the end too': {
    input: [6, 8, 5],
    nodes: [
      node('Conv', ['x', 'w', 'b'], 'c'),
      node('Slice', ['c', 'from', 'to', 'axes'], 's'),
      node('Split', ['s'], ['y', 'rest'], { axis: int(-2) }),
      node('Relu', ['rest'], 'unread'),
    ],
    weights: {
      ...{ w: [6, 6, 1, 1], b: [6] },
      from: int64('from', 1, -4),
      to: int64('to', -1, 9_223_372_036),
      axes: int64('axes', 1, 2),
    },
    output: 'y',
  },
  'a constant before the sign, a root, a power of e': {
    input: [5],
    nodes: [
      node('Mul', ['x', 'x'], 'q'),
      node('Add', ['q', 'one'], 'a'),
      node('Sqrt', ['a'], 'r'),
      node('Neg', ['r'], 'n'),
      node('Exp', ['n'], 'e'),
      node('Sub', ['one', 'e'], 'y'),
    ],
    weights: { one: scalar('one', 1) },
    output: 'y',
    rank: 2,
  },
  ...sequenceGraphs,
};
