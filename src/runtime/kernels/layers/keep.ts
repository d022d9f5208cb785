import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../random';

/** Inverted dropout: 0 for a share `rate` of the values, 1 ÷ (1 − rate) for the others. */
export function keptShares(shape: readonly number[], rate: number, random: Random): tf.Tensor {
  const keep = 1 - rate;
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < values.length; i++) values[i] = random.next() < keep ? 1 / keep : 0;
  return tf.tensor(values, [...shape]);
}
