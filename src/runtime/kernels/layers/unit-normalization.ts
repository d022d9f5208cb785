import * as tf from '@tensorflow/tfjs';
import { unitNormalization as definition } from '../../../compiler/layers/unit-normalization';
import { overLastAxis } from './axes';
import { ownLayer } from './own-layer';

/** Keras' smallest length, below which a vector keeps its own. */
const SHORTEST = 1e-12;

export const unitNormalization = ownLayer(
  definition,
  ({ axis }) =>
    ([x]) =>
      overLastAxis(x!, axis, unit),
);

/** x ÷ |x| over the rows of x [rows, features]. */
function unit(x: tf.Tensor2D): tf.Tensor2D {
  return tf.customGrad((input, save) => {
    const a = input as tf.Tensor;
    // The root of a square underflows before 1e-12 does.
    const inverse = a.square().sum(-1, true).sqrt().maximum(SHORTEST).reciprocal();
    const normal = a.mul(inverse);
    (save as tf.GradSaveFunc)([normal, inverse]);
    return {
      value: normal,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [n, i] = saved as [tf.Tensor, tf.Tensor];
        return dy.sub(n.mul(dy.mul(n).sum(-1, true))).mul(i);
      },
    };
  })(x) as tf.Tensor2D;
}
