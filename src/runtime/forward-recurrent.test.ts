/** Recurrent kinds against TensorFlow.js' own layers with the same weights, and against Keras 3. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../graph/document';
import type { Model } from './model';
import { modelOf, type Ports, setByFormula, slopes } from './testing/layer-model';
import { useWasm } from './testing/wasm';

beforeAll(useWasm);

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

/** Printed by Keras 3.15.1 on JAX; weight k holds 0.5 · sin(10 (k + 1) + i), x holds cos(i). */
const keras: readonly (readonly [string, Config, string[], number[][]])[] = [
  [
    'GRU',
    { units: 2, returnSequences: true, returnState: true },
    ['hidden'],
    [
      [
        0.657779, 0.210555, 0.040857, -0.125183, 0.235173, -0.249442, 0.677115, 0.269406, 0.112077,
        -0.094768, 0.098161, -0.300921,
      ],
      [0.235173, -0.249442, 0.098161, -0.300921],
    ],
  ],
  [
    'LSTM',
    { units: 2, returnState: true },
    ['hidden', 'cell'],
    [
      [0.012466, -0.128959, 0.007467, -0.129435],
      [0.012466, -0.128959, 0.007467, -0.129435],
      [0.033217, -0.264193, 0.018029, -0.249657],
    ],
  ],
  [
    'RNN',
    {
      cells: [
        { id: 'LSTMCell', units: 2 },
        { id: 'GRUCell', units: 2 },
      ],
    },
    [],
    [[0.468059, 0.407905, 0.468126, 0.40746]],
  ],
];

it.each(keras)('%s %j gives what Keras 3 gives', (kind, config, outputs, expected) => {
  const model = modelOf(kind, [3, 2], config, { outputs });
  setByFormula(model);
  const x = tf.tensor(
    Array.from({ length: 12 }, (_, i) => Math.cos(i)),
    [2, 3, 2],
  );
  const found = Object.values(model.forward({ x }, { training: false }));
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => {
    value.dataSync().forEach((entry, j) => void expect(entry).toBeCloseTo(expected[i]![j]!, 5));
  });
  model.dispose();
});

describe('dropout in a recurrent layer', () => {
  const config = { units: 5, dropout: 0.4, recurrentDropout: 0.3, returnSequences: true };
  const kinds: readonly (readonly [string, Config])[] = [
    ['SimpleRNN', config],
    ['LSTM', config],
    ['GRU', config],
    ['GRU', { ...config, resetAfter: false }],
    ['Bidirectional', { layer: { id: 'LSTM', ...config } }],
    ['RNN', { cells: [{ id: 'LSTMCell', units: 5, dropout: 0.4, recurrentDropout: 0.3 }] }],
  ];
  it.each(kinds)('of %s %j is drawn from seed and pass, and its gradient is exact', (kind, own) => {
    const model = modelOf(kind, [4, 3], own);
    const feed = feedOf(model);
    const run = (passes: number): tf.Tensor => {
      model.passes = passes;
      return model.forward(feed, { training: true }).outEnd!;
    };
    expect(difference(run(3), run(3))).toBe(0);
    expect(difference(run(3), run(4))).toBeGreaterThan(0.01);
    const whole = model.forward(feed, { training: false }).outEnd!;
    expect(difference(run(3), whole)).toBeGreaterThan(0.01);
    const { exact, numeric } = slopes(model, () => tf.sum(tf.sin(run(3))) as tf.Scalar);
    expect(exact / numeric).toBeCloseTo(1, 1);
    model.dispose();
  });
});

/** A step of TensorFlow.js' own LSTM launches 1,952 kernels here, of its GRU 2,487. */
const most: readonly (readonly [string, Config, number])[] = [
  ['SimpleRNN', {}, 250],
  ['LSTM', {}, 600],
  ['GRU', { resetAfter: false }, 800],
  ['GRU', {}, 720],
];

it.each(most)(
  '%s %j takes a gradient over 20 steps in few kernels',
  async (kind, config, limit) => {
    const model = modelOf(kind, [20, 8], { units: 32, ...config });
    const feed = feedOf(model);
    const loss = () =>
      tf.sum(tf.square(model.forward(feed, { training: true }).outEnd!)) as tf.Scalar;
    const { kernels } = await tf.profile(() => {
      tf.dispose(tf.variableGrads(loss).grads);
    });
    expect(kernels.length).toBeLessThan(limit);
    model.dispose();
  },
);
