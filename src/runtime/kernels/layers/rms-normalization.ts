import * as tf from '@tensorflow/tfjs';
import { rmsNormalization as definition } from '../../../compiler/layers/rms-normalization';
import { columnSums } from '../own';
import { overLastAxis } from './axes';
import { ownLayer } from './own-layer';

/** Zhang and Sennrich, 2019. */
export const rmsNormalization = ownLayer(definition, ({ axis, epsilon }) => ([x], pass) => {
  const scale = pass.weight('scale');
  return overLastAxis(x!, axis, (rows) => rmsNorm(rows, scale.flatten(), epsilon));
});

/** y = scale · x ÷ √(mean(x²) + epsilon) over the rows of x [rows, features]. */
function rmsNorm(x: tf.Tensor2D, scale: tf.Tensor1D, epsilon: number): tf.Tensor2D {
  return tf.customGrad((input, weight, save) => {
    const [a, g] = [input as tf.Tensor, weight as tf.Tensor];
    const inverse = a.square().mean(-1, true).add(epsilon).rsqrt();
    const normal = a.mul(inverse);
    (save as tf.GradSaveFunc)([normal, inverse, g]);
    return {
      value: normal.mul(g),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [n, i, w] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        const upstream = dy.mul(w);
        const along = upstream.mul(n).mean(-1, true);
        return [upstream.sub(n.mul(along)).mul(i), columnSums(dy.mul(n))];
      },
    };
  })(x, scale) as tf.Tensor2D;
}
