/** Resizing as two matrix products, so that it has an exact gradient on every backend. */
import * as tf from '@tensorflow/tfjs';

type Interpolation = 'nearest' | 'bilinear';

/**
 * How much each of `from` values counts in each of `to` values, pixels being squares whose centres lie half a pixel
 * inside (as TensorFlow 2 and Keras), [to, from].
 */
function interpolationMatrix(from: number, to: number, how: Interpolation): tf.Tensor2D {
  const matrix = new Float32Array(to * from);
  const ratio = from / to;
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio;
    if (how === 'nearest') {
      matrix[i * from + Math.min(from - 1, Math.floor(centre))] = 1;
      continue;
    }
    const at = Math.min(from - 1, Math.max(0, centre - 0.5));
    const low = Math.floor(at);
    const high = Math.min(from - 1, low + 1);
    matrix[i * from + low]! += 1 - (at - low);
    matrix[i * from + high]! += at - low;
  }
  return tf.tensor2d(matrix, [to, from]);
}

/** x [batch, height, width, channels] at another height and width. */
export function resize(x: tf.Tensor, height: number, width: number, how: Interpolation): tf.Tensor {
  const [batch, rows, columns, channels] = x.shape as [number, number, number, number];
  const tall =
    rows === height
      ? x
      : batched(interpolationMatrix(rows, height, how), x.reshape([batch, rows, -1]));
  if (columns === width) return tall.reshape([batch, height, width, channels]);
  const lines = tall.reshape([batch * height, columns, channels]);
  const wide = batched(interpolationMatrix(columns, width, how), lines);
  return wide.reshape([batch, height, width, channels]);
}

/** The same matrix times each of several: one product, since broadcasting ones are slow on some backends. */
function batched(matrix: tf.Tensor2D, x: tf.Tensor): tf.Tensor {
  const [count, from, inner] = x.shape as [number, number, number];
  const flat = x.transpose([1, 0, 2]).reshape([from, count * inner]);
  return tf.matMul(matrix, flat).reshape([-1, count, inner]).transpose([1, 0, 2]);
}
