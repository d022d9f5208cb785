import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationOf } from './forward-activations';
import './kernels/layers/all';

beforeAll(() => tf.setBackend('cpu'));

/** Values as the pages of `keras.ops` print them, for -1, 0 and 1 where nothing else is said. */
const published: readonly [string, number[], number[]][] = [
  ['hardSwish', [-3, -1, 0, 1, 3], [0, -0.3333333, 0, 0.6666667, 3]],
  ['hardTanh', [-2, -1, 0, 1, 2], [-1, -1, 0, 1, 1]],
  ['logSigmoid', [-0.541391, 0, 0.5, 5], [-1.0000418, -Math.LN2, -0.474077, -0.00671535]],
  ['exponential', [-1, 0, 1], [1 / Math.E, 1, Math.E]],
  ['squareplus', [-1, 0, 1], [0.618034, 1, 1.618034]],
  ['softShrink', [-1, 0, 1], [-0.5, 0, 0.5]],
  ['hardShrink', [-0.5, 0, 1], [0, 0, 1]],
  ['tanhShrink', [-1, 0, 1], [-0.23840582, 0, 0.23840582]],
  ['gelu', [-1, 0, 1], [-0.15865525, 0, 0.8413447]],
  ['mish', [-1, 0, 1], [-0.30340146, 0, 0.86509836]],
  ['swish', [-1, 0, 1], [-0.26894143, 0, 0.7310586]],
];

describe('activations', () => {
  it.each(published)('%s of %j is %j', (name, inputs, outputs) => {
    const values = tf.tidy(() => activationOf(name)(tf.tensor1d(inputs)).dataSync());
    outputs.forEach((value, i) => void expect(values[i]).toBeCloseTo(value, 5));
  });

  it('are found by name in models of TensorFlow.js', () => {
    const layer = tf.layers.activation({ activation: 'hardSwish' as 'relu' }); // names beyond the type's
    const y = tf.tidy(() => (layer.apply(tf.tensor2d([[1, 3]])) as tf.Tensor).dataSync());
    expect(y[0]).toBeCloseTo(2 / 3, 5);
    expect(layer.getConfig().activation).toBe('hardSwish');
  });
});
