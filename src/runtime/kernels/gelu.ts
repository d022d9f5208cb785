import * as tf from '@tensorflow/tfjs';
import { runOwn } from './own';

/**
 * x · Φ(x) with Φ the normal distribution (Hendrycks and Gimpel, 2016), in one kernel each way on wasm, where the
 * exponentials of the stock way took half the time of a transformer's step.
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((input, save) => {
    const a = input as tf.Tensor;
    (save as tf.GradSaveFunc)([a]);
    return {
      value: runOwn('NetloomGelu', { x: a }, {}, () => a.mul(below(a))),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const b = saved[0]!;
        return runOwn('NetloomGeluGradient', { dy, x: b }, {}, () =>
          dy.mul(below(b).add(b.mul(density(b)))),
        );
      },
    };
  })(x);
}

const below = (x: tf.Tensor): tf.Tensor => x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);

const density = (x: tf.Tensor): tf.Tensor =>
  x
    .square()
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI));
