/** LSTM cell whose products are convolutions; gates stand in Keras' order: input, forget, candidate, output. */
import * as tf from '@tensorflow/tfjs';
import { activationOf } from '../../forward-activations';
import type { Cell } from './cell';
import { sideBySide } from './slices';

/** Weights: recurrentKernel [height, width, filters, 4 · filters]. */
export function convLSTMCell(activation: string, recurrentActivation: string): Cell {
  const [activate, gate] = [activationOf(activation), activationOf(recurrentActivation)];
  return {
    states: 2,
    step: (projected, { states: [, c], seen }, [kernel]) => {
      const product = tf.conv2d(seen as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same'); // pictures
      const filters = c!.shape[3]!;
      const parts = sideBySide(tf.add(projected, product), [filters, filters, filters, filters]);
      const [i, f, candidate, o] = parts as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const added = tf.mul(gate(i), activate(candidate));
      const cell = tf.add(tf.mul(gate(f), c!), added);
      return { states: [tf.mul(gate(o), activate(cell)), cell], kept: [] };
    },
  };
}
