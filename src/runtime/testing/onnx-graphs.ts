/** Small ONNX graphs with weights, each as some exporter writes it. */
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../../compiler/exporters/files';
import { createRandom } from '../random';

const random = createRandom(7);
export const normal = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
const positive = (values: Float32Array): Float32Array => values.map((x) => 0.5 + Math.abs(x));

export interface Graph {
  readonly input: readonly number[];
  readonly nodes: readonly OnnxNode[];
  readonly weights?: Readonly<Record<string, readonly number[] | Float32Array | OnnxTensor>>;
  readonly output: string;
  /** Axes of the output with the batch; 4 where nothing is said. */
  readonly rank?: number;
}

export const node = (
  op: string,
  inputs: readonly string[],
  output: string | readonly string[],
  attributes: Readonly<Record<string, OnnxAttribute>> = {},
): OnnxNode => ({
  name: `${op}_${typeof output === 'string' ? output : output.join('_')}`,
  op,
  inputs,
  outputs: typeof output === 'string' ? [output] : output,
  attributes,
});
const ints = (...values: number[]): OnnxAttribute => ({ ints: values });
const int = (value: number): OnnxAttribute => ({ int: value });
const int64 = (name: string, ...values: number[]): OnnxTensor => ({
  name,
  shape: [values.length],
  values: BigInt64Array.from(values, BigInt),
  dtype: 'int64',
});

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
  'an LSTM over [batch, time], its last step': {
    input: [5, 3],
    nodes: [
      node('Transpose', ['x'], 't', { perm: ints(1, 0, 2) }),
      node('LSTM', ['t', 'w', 'r', 'b'], ['all', 'last'], { hidden_size: int(4) }),
      node('Squeeze', ['last', 'zero'], 'y'),
    ],
    weights: { w: [1, 16, 3], r: [1, 16, 4], b: [1, 32], zero: int64('zero', 0) },
    output: 'y',
    rank: 2,
  },
  "a GRU of PyTorch's kind, every step": {
    input: [5, 3],
    nodes: [
      node('Transpose', ['x'], 't', { perm: ints(1, 0, 2) }),
      node('GRU', ['t', 'w', 'r', 'b'], ['all'], {
        hidden_size: int(4),
        linear_before_reset: int(1),
      }),
      node('Squeeze', ['all', 'one'], 's'),
      node('Transpose', ['s'], 'y', { perm: ints(1, 0, 2) }),
    ],
    weights: { w: [1, 12, 3], r: [1, 12, 4], b: [1, 24], one: int64('one', 1) },
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
};
