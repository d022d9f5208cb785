/** Activations and merges value by value that TensorFlow.js lacks, or has without all parameters. */
import * as tf from '@tensorflow/tfjs';
import { concatenate } from '../../../compiler/layers/concatenate';
import { eLU } from '../../../compiler/layers/elu';
import { masking } from '../../../compiler/layers/masking';
import { maximum } from '../../../compiler/layers/maximum';
import { minimum } from '../../../compiler/layers/minimum';
import { reLU } from '../../../compiler/layers/relu';
import { subtract } from '../../../compiler/layers/subtract';
import { thresholdedReLU } from '../../../compiler/layers/thresholded-relu';
import { indexOf } from './axes';
import { ownLayer } from './own-layer';

/** One shape for all, by an operation whose gradient sums over what it stretched. */
function stretched(inputs: readonly tf.Tensor[]): tf.Tensor[] {
  const shape = inputs
    .map((x) => x.shape)
    .reduce((a, b) => tf.backend_util.assertAndGetBroadcastShape(a, b));
  return inputs.map((x) => (x.shape.join() === shape.join() ? x : tf.broadcastTo(x, shape)));
}

export const elementwise = [
  /** TensorFlow.js joins along the last axis, whatever negative axis is asked for. */
  ownLayer(
    concatenate,
    ({ axis }) =>
      (inputs) =>
        tf.concat([...inputs], indexOf(axis, inputs[0]!.rank)),
  ),
  /** TensorFlow.js' gradients of these do not fit inputs that were stretched. */
  ownLayer(maximum, () => (inputs) => stretched(inputs).reduce((a, b) => tf.maximum(a, b))),
  ownLayer(minimum, () => (inputs) => stretched(inputs).reduce((a, b) => tf.minimum(a, b))),
  ownLayer(
    subtract,
    () =>
      ([a, b]) =>
        tf.sub(a!, b!),
  ),
  /** TensorFlow.js refuses an alpha other than 1. */
  ownLayer(eLU, ({ alpha }) => ([x]) => {
    if (alpha === 1) return tf.elu(x!);
    return tf.relu(x!).add(tf.elu(tf.minimum(x!, 0)).mul(alpha));
  }),
  /** TensorFlow.js' own has no gradient, for the comparison has none. */
  ownLayer(
    thresholdedReLU,
    ({ theta }) =>
      ([x]) =>
        x!.mul(x!.sub(theta).step()),
  ),
  /** TensorFlow.js' own has no gradient either. */
  ownLayer(
    masking,
    ({ maskValue }) =>
      ([x]) =>
        zeroWhere(x!, maskValue),
  ),
  /** TensorFlow.js knows `maxValue` only. */
  ownLayer(reLU, ({ maxValue, negativeSlope, threshold }) => {
    const isPlain = threshold === 0 && negativeSlope === 0;
    const bent = (x: tf.Tensor): tf.Tensor => {
      const below = tf.sub(x, threshold).mul(negativeSlope);
      return tf.where(tf.greaterEqual(x, threshold), x, below);
    };
    return ([x]) => {
      const y = isPlain ? tf.relu(x!) : bent(x!);
      return maxValue === null ? y : tf.minimum(y, maxValue);
    };
  }),
];

/** x with zeros at the steps that hold nothing but `value`. */
function zeroWhere(x: tf.Tensor, value: number): tf.Tensor {
  return tf.customGrad((input, save) => {
    const a = input as tf.Tensor;
    const mask = tf.any(tf.notEqual(a, value), -1, true).toFloat();
    (save as tf.GradSaveFunc)([mask]);
    return {
      value: a.mul(mask),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(saved[0]!),
    };
  })(x);
}
