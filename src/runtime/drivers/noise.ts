/** Seeded random tensors: the ops of TensorFlow.js draw from `Math.random` on some backends. */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';

/** Standard normal values. */
export function normalTensor(shape: readonly number[], random: Random): tf.Tensor {
  return filled(shape, () => random.normal());
}

/** Uniform values in [0, 1). */
export function uniformTensor(shape: readonly number[], random: Random): tf.Tensor {
  return filled(shape, () => random.next());
}

function filled(shape: readonly number[], next: () => number): tf.Tensor {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let i = 0; i < values.length; i++) values[i] = next();
  return tf.tensor(values, [...shape]);
}
