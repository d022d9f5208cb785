/** Parts of tensors. `tf.split` would take one kernel, but on wasm its time grows with the square of the parts. */
import * as tf from '@tensorflow/tfjs';

/** Along the last axis. */
export function columns(x: tf.Tensor, from: number, count: number): tf.Tensor {
  const others = x.shape.slice(0, -1);
  return tf.slice(x, [...others.map(() => 0), from], [...others, count]);
}

/** Columns in parts of these widths. */
export function sideBySide(x: tf.Tensor, widths: readonly number[]): tf.Tensor[] {
  let from = 0;
  return widths.map((width) => {
    const part = columns(x, from, width);
    from += width;
    return part;
  });
}

/** The `step`th of pieces that stand below each other, `batch` rows each. */
export function piece(x: tf.Tensor, step: number, batch: number): tf.Tensor {
  const begin = [step * batch, ...x.shape.slice(1).map(() => 0)];
  return tf.slice(x, begin, [batch, ...x.shape.slice(1)]);
}
