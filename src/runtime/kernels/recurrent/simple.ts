/** Fully connected cell: h = activation(projected + h · recurrentKernel). */
import * as tf from '@tensorflow/tfjs';
import { activationOf } from '../../forward-activations';
import type { Cell } from './cell';
import { slopeOf } from './slopes';

/** Weights: recurrentKernel [units, units]. */
export function simpleCell(activation: string): Cell {
  const activate = activationOf(activation);
  const slope = slopeOf(activation);
  return {
    states: 1,
    step: (projected, { seen }, [kernel]) => {
      const y = activate(tf.add(projected, tf.matMul(seen, kernel!)));
      return { states: [y], kept: [y] };
    },
    ...(slope
      ? {
          gradient: {
            factors: ([y]) => [slope(y!)],
            back: ([dy], [factor], [kernel]) => {
              const projected = tf.mul(dy!, factor!);
              const seen = tf.matMul(projected, kernel!, false, true);
              return { projected, seen, states: [null] };
            },
            weights: (projected, _kept, seen) => [tf.matMul(seen, projected, true, false)],
          },
        }
      : {}),
  };
}
