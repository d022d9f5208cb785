/** Slopes of activation functions from their values, so that a gradient keeps the output and not the input. */
import * as tf from '@tensorflow/tfjs';

type Slope = (y: tf.Tensor) => tf.Tensor;

const oneMinus = (y: tf.Tensor): tf.Tensor => tf.sub(1, y);

/** Those that are missing depend on their input, or on their neighbours. */
const slopes: Readonly<Record<string, Slope>> = {
  linear: (y) => tf.onesLike(y),
  tanh: (y) => oneMinus(tf.square(y)),
  sigmoid: (y) => tf.mul(y, oneMinus(y)),
  hardSigmoid: (y) => tf.mul(tf.mul(tf.step(y), tf.step(oneMinus(y))), 0.2),
  relu: (y) => tf.step(y),
  relu6: (y) => tf.mul(tf.step(y), tf.step(tf.sub(6, y))),
  elu: (y) => tf.where(tf.greater(y, 0), tf.onesLike(y), tf.add(y, 1)),
  softsign: (y) => tf.square(oneMinus(tf.abs(y))),
  softplus: (y) => oneMinus(tf.exp(tf.neg(y))),
};

/** The slope of an activation from its value, where it follows from that. */
export function slopeOf(activation: string): Slope | undefined {
  return Object.hasOwn(slopes, activation) ? slopes[activation] : undefined;
}
