/** Recurrent kinds against TensorFlow.js' own layers with the same weights, and against Keras 3. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lower } from '../compiler/lower';
import { documentOf, networkOfRows } from '../compiler/testing/documents';
import type { Config } from '../graph/document';
import { buildModel } from './build';
import type { Model } from './model';
import { useWasm } from './testing/wasm';

beforeAll(useWasm);

/** The kind between an Input of this shape, Inputs for its first states, and an Output for every port. */
function modelOf(
  kind: string,
  shape: readonly (number | null)[],
  config: Config,
  ports: { readonly inputs?: Readonly<Record<string, number[]>>; readonly outputs?: string[] } = {},
): Model {
  const states = Object.entries(ports.inputs ?? {});
  const outputs = ['out', ...(ports.outputs ?? [])];
  const network = networkOfRows(
    [
      ['x', 'Input', { shape }],
      ...states.map(([port, state]) => [port, 'Input', { shape: state }] as const),
      ['node', kind, config],
      ...outputs.map((port) => [`${port}End`, 'Output', {}] as const),
    ],
    [
      'x>node',
      ...states.map(([port]) => `${port}>node:${port}`),
      ...outputs.map((port) => `node:${port}>${port}End`),
    ],
  );
  return buildModel(lower(documentOf(network)), { seed: 5 });
}

function feedOf(model: Model, steps = 6): Record<string, tf.Tensor> {
  return Object.fromEntries(
    model.program.inputs.map((id, i) => {
      const { outputShape } = model.program.calls.find((call) => call.id === id)!;
      const sizes = [3, ...outputShape.map((size) => size ?? steps)];
      return [id, tf.randomNormal(sizes, 0, 1, 'float32', 11 + i)];
    }),
  );
}

/** Largest difference, as a share of the largest value where that is over 1. */
const difference = (a: tf.Tensor, b: tf.Tensor): number =>
  tf.tidy(() => {
    const [most, scale] = [tf.max(tf.abs(tf.sub(a, b))), tf.maximum(tf.max(tf.abs(b)), 1)];
    return tf.div(most, scale).dataSync()[0]!;
  });

/** Largest differences of outputs and of gradients between our way and TensorFlow.js' layers. */
function compare(model: Model): { readonly values: number; readonly gradients: number } {
  const feed = feedOf(model);
  const xs = model.program.inputs.map((id) => feed[id]!);
  const ours = () => Object.values(model.forward(feed, { training: false }));
  // The layer by itself: a model of TensorFlow.js hands the first states of one layer on to the next.
  const layer = model.layers.getLayer('node');
  const theirs = () =>
    [layer.apply(xs.length === 1 ? xs[0]! : xs, {}) as tf.Tensor | tf.Tensor[]].flat();
  const loss = (values: readonly tf.Tensor[]) =>
    values
      .map((value, i) => tf.sum(tf.mul(tf.sin(value), i + 1)))
      .reduce((a, b) => tf.add(a, b)) as tf.Scalar;
  const [a, b] = [ours(), theirs()];
  const values = Math.max(...a.map((value, i) => difference(value, b[i]!)));
  const weights = [...model.variables.values()];
  if (weights.length === 0) return { values, gradients: 0 };
  const ofOurs = tf.variableGrads(() => loss(ours()), weights).grads;
  const ofTheirs = tf.variableGrads(() => loss(theirs()), weights).grads;
  const gradients = Math.max(
    ...weights.map(({ name }) => difference(ofOurs[name]!, ofTheirs[name]!)),
  );
  return { values, gradients };
}

const rows: readonly (readonly [string, Config, string[]])[] = [
  ['SimpleRNN', {}, []],
  ['SimpleRNN', { returnSequences: true, activation: 'relu' }, []],
  ['SimpleRNN', { goBackwards: true, returnSequences: true, returnState: true }, ['hidden']],
  ['SimpleRNN', { initialState: true, activation: 'gelu' }, []],
  ['LSTM', {}, []],
  ['LSTM', { returnSequences: true, recurrentActivation: 'hardSigmoid' }, []],
  ['LSTM', { returnState: true, initialState: true, unitForgetBias: false }, ['hidden', 'cell']],
  ['LSTM', { goBackwards: true, returnSequences: true, activation: 'softsign' }, []],
  ['LSTM', { useBias: false, activation: 'swish', recurrentActivation: 'softmax' }, []],
  ['GRU', { resetAfter: false }, []],
  ['GRU', { resetAfter: false, returnSequences: true, returnState: true }, ['hidden']],
  ['GRU', { resetAfter: false, initialState: true, goBackwards: true, useBias: false }, []],
  ['GRU', { resetAfter: false, activation: 'mish' }, []],
  ['GRU', { initialState: true, returnSequences: true }, []],
];

const inner = (id: string, config: Config = {}): Config => ({ layer: { id, units: 4, ...config } });
const lstmStates = [4, 4, 4, 4].map((units) => [units]);
const cellsOf = (...ids: string[]) => ({
  cells: ids.map((id, i) => ({
    id,
    units: 4 + i,
    ...(id === 'GRUCell' ? { resetAfter: false } : {}),
  })),
});

type Ports = Parameters<typeof modelOf>[3];
const named = (names: readonly string[], shapes: readonly number[][]): Record<string, number[]> =>
  Object.fromEntries(names.map((name, i) => [name, shapes[i]!]));
const bothWays = ['forwardHidden', 'forwardCell', 'backwardHidden', 'backwardCell'];

const wrapped: readonly (readonly [string, Config, (number | null)[], Ports])[] = [
  ['Bidirectional', { ...inner('LSTM'), mergeMode: 'concat' }, [null, 3], {}],
  [
    'Bidirectional',
    { ...inner('GRU', { resetAfter: false, returnSequences: true }), mergeMode: 'sum' },
    [null, 3],
    {},
  ],
  [
    'Bidirectional',
    { ...inner('SimpleRNN', { goBackwards: true, returnSequences: true }), mergeMode: 'mul' },
    [5, 3],
    {},
  ],
  [
    'Bidirectional',
    { ...inner('LSTM', { returnState: true }), mergeMode: 'ave' },
    [5, 3],
    { outputs: bothWays },
  ],
  [
    'Bidirectional',
    { ...inner('LSTM', { returnSequences: true }), mergeMode: null },
    [5, 3],
    { outputs: ['backward'] },
  ],
  [
    'Bidirectional',
    { ...inner('LSTM', { initialState: true }) },
    [5, 3],
    { inputs: named(bothWays, lstmStates) },
  ],
  ['RNN', cellsOf('LSTMCell'), [null, 3], {}],
  ['RNN', { ...cellsOf('SimpleRNNCell', 'GRUCell'), returnSequences: true }, [null, 3], {}],
  [
    'RNN',
    { ...cellsOf('LSTMCell', 'GRUCell'), returnState: true, goBackwards: true },
    [5, 3],
    { outputs: ['hidden2', 'hidden1', 'cell1'] },
  ],
  [
    'RNN',
    { ...cellsOf('LSTMCell', 'GRUCell'), initialState: true },
    [5, 3],
    { inputs: named(['hidden2', 'hidden1', 'cell1'], [[5], [4], [4]]) },
  ],
  ['TimeDistributed', inner('Dense', { activation: 'relu' }), [null, 3], {}],
  [
    'TimeDistributed',
    { layer: { id: 'Conv2D', filters: 2, kernelSize: [2, 2] } },
    [4, 5, 5, 2],
    {},
  ],
  ['TimeDistributed', { layer: { id: 'MaxPooling2D' } }, [4, 5, 5, 2], {}],
  ['TimeDistributed', { layer: { id: 'Flatten' } }, [4, 5, 2], {}],
  ['TimeDistributed', inner('LSTM', { returnSequences: true }), [3, 4, 2], {}],
  ['ConvLSTM2D', { filters: 2, kernelSize: [2, 2] }, [4, 5, 5, 1], {}],
  [
    'ConvLSTM2D',
    { filters: 2, padding: 'same', strides: [2, 2], returnSequences: true, goBackwards: true },
    [null, 5, 4, 2],
    {},
  ],
  [
    'ConvLSTM2D',
    { filters: 2, kernelSize: [3, 3], returnState: true, recurrentActivation: 'hardSigmoid' },
    [3, 5, 5, 1],
    { outputs: ['hidden', 'cell'] },
  ],
];

describe('a layer around recurrent ones', () => {
  it.each(wrapped)(
    '%s %j on %j computes what TensorFlow.js computes',
    (kind, config, shape, ports) => {
      const model = modelOf(kind, shape, config, ports);
      const found = compare(model);
      expect(found.values).toBeLessThan(1e-5);
      expect(found.gradients).toBeLessThan(1e-5);
      model.dispose();
    },
  );
});

describe('a recurrent layer', () => {
  it.each(rows)('%s %j computes what TensorFlow.js computes', (kind, config, outputs) => {
    const units = 4;
    const states = kind === 'LSTM' ? { hidden: [units], cell: [units] } : { hidden: [units] };
    const inputs = config.initialState ? states : {};
    const model = modelOf(kind, [null, 3], { units, ...config }, { inputs, outputs });
    const found = compare(model);
    expect(found.values).toBeLessThan(1e-5);
    expect(found.gradients).toBeLessThan(1e-5);
    model.dispose();
  });
});
