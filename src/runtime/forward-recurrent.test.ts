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

const difference = (a: tf.Tensor, b: tf.Tensor): number =>
  tf.tidy(() => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!);

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
