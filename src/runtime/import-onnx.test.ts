import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor } from '../compiler/exporters/files';
import { ImportError } from '../compiler/importers/importer';
import { importOnnx } from '../compiler/importers/onnx';
import { lower } from '../compiler/lower';
import { buildModel } from './build';
import { ContainerError } from './containers/container-error';
import { encodeOnnx } from './containers/onnx';
import { readOnnx } from './containers/onnx-read';
import { joined } from './containers/parts';
import { createRandom } from './random';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const random = createRandom(7);
const normal = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
const positive = (values: Float32Array): Float32Array => values.map((x) => 0.5 + Math.abs(x));

interface Graph {
  readonly input: readonly number[];
  readonly nodes: readonly OnnxNode[];
  readonly weights?: Readonly<Record<string, readonly number[] | Float32Array | OnnxTensor>>;
  readonly output: string;
  /** Axes of the output with the batch; 4 where nothing is said. */
  readonly rank?: number;
}

const node = (
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

function modelOf({ input, nodes, weights = {}, output, rank = 4 }: Graph): OnnxModel {
  return {
    name: 'test',
    opset: 17,
    doc: '',
    metadata: {},
    nodes,
    initializers: Object.entries(weights).map(([name, given]) => {
      if ('dtype' in given) return given;
      // A bare list is a shape to fill.
      const shape = given instanceof Float32Array ? [given.length] : given;
      const values = given instanceof Float32Array ? given : normal(shape);
      return { name, shape, values, dtype: 'float32' };
    }),
    inputs: [{ name: 'x', shape: ['batch', ...input] }],
    outputs: [{ name: output, shape: Array.from({ length: rank }, (_, i) => `size${i}`) }],
  };
}

/** As a file, weights of more than `largest` bytes in a second one. */
function encoded(model: OnnxModel, externalName = 'x.bin', largest?: number) {
  const { model: parts, external } = encodeOnnx(model, {
    externalName,
    ...(largest === undefined ? {} : { largest }),
  });
  return { bytes: joined(parts), external };
}

/** What onnxruntime computes, what the import computes, and where axes must move before they are compared. */
async function compare(graph: Graph, x: Float32Array) {
  const bytes = encoded(modelOf(graph)).bytes;
  const session = await InferenceSession.create(bytes);
  const dims = [2, ...graph.input];
  const answers = await session.run({ x: new Tensor('float32', x, dims) });
  const expected = Array.from(answers[graph.output]!.data as Float32Array);
  const imported = importOnnx(readOnnx(bytes), 'test');
  expect(imported.placeholders).toEqual([]);
  const program = lower(imported.document);
  const model = buildModel(program, { seed: 1, weights: imported.weights });
  const shape = program.calls.find(({ kind }) => kind === 'Input')!.outputShape;
  const given = tf.tensor(x, dims);
  const isTurned = shape.join() !== graph.input.join();
  const last = dims.map((_, i) => i).slice(2);
  const fed = isTurned ? tf.transpose(given, [0, ...last, 1]) : given;
  const [output] = Object.values(model.forward({ [program.inputs[0]!]: fed }, { training: false }));
  const received = Array.from(await output!.data());
  model.dispose();
  return { expected, received, imported };
}

async function expectSame(graph: Graph) {
  const { expected, received } = await compare(graph, normal([2, ...graph.input]));
  expect(received.length).toBe(expected.length);
  const largest = Math.max(...received.map((value, i) => Math.abs(value - expected[i]!)));
  expect(largest / Math.max(1, ...expected.map(Math.abs))).toBeLessThan(1e-5);
}

const conv = (attributes: Readonly<Record<string, OnnxAttribute>> = {}) =>
  node('Conv', ['x', 'w', 'b'], 'y', attributes);

const graphs: Readonly<Record<string, Graph>> = {
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

describe('an ONNX graph that is imported', () => {
  for (const [name, graph] of Object.entries(graphs)) {
    it(`computes what onnxruntime does: ${name}`, async () => {
      await expectSame(graph);
    });
  }

  it('keeps what has no layer as a placeholder with its attributes and its inputs', () => {
    const graph = modelOf({
      input: [4, 4],
      nodes: [
        node('Einsum', ['x'], 'e', { equation: { text: 'bij->bji' } }),
        node('Relu', ['e'], 'y'),
      ],
      output: 'y',
    });
    const { document, placeholders } = importOnnx(readOnnx(encoded(graph).bytes), 'test');
    expect(placeholders.map(({ node, kind }) => [node, kind])).toEqual([
      ['Einsum_e', 'onnx.Einsum'],
      ['Relu_y', 'onnx.Relu'],
      ['y', 'Output'],
    ]);
    const [, einsum] = document.networks.main!.nodes;
    expect(einsum).toMatchObject({ kind: 'onnx.Einsum', config: { equation: 'bij->bji' } });
    expect(document.networks.main!.edges).toHaveLength(3);
  });

  it('reads weights from the file beside the model, and from nowhere else', () => {
    const graph = graphs['a convolution without padding']!;
    const model = modelOf({ ...graph, weights: { w: [40, 3, 3, 3], b: [40] } });
    const { bytes, external } = encoded(model, 'w.bin', 10);
    const beside = joined(external!);
    const read = readOnnx(bytes, (name) => (name === 'w.bin' ? beside : undefined));
    expect(read.constants.get('w')!.values).toEqual(model.initializers[0]!.values);
    expect(() => readOnnx(bytes)).toThrow('keeps w in w.bin, which is not beside it');
    const outside = encoded(model, '../w.bin', 10).bytes;
    expect(() => readOnnx(outside, () => beside)).toThrow('which is not beside it');
  });

  it('answers damaged bytes with one message, whatever they are', () => {
    const { bytes: model } = encoded(
      modelOf(graphs['the stem of a ResNet, its padded maximum behind a relu']!),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(model.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.option(fc.nat(model.length)),
        (changes, length) => {
          const bytes = Uint8Array.from(model);
          for (const [at, value] of changes) bytes[at] = value;
          try {
            importOnnx(readOnnx(bytes.subarray(0, length ?? bytes.length)), 'damaged');
          } catch (error) {
            expect(error).toSatisfy((e) => e instanceof ContainerError || e instanceof ImportError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
