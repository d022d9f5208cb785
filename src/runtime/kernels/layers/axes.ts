/** Axes moved to where kernels are fast. */
import type * as tf from '@tensorflow/tfjs';

/** Index from 0, batch included, of an axis that counts from 1 after the batch or backwards from −1. */
export const indexOf = (axis: number, rank: number): number => (axis < 0 ? rank + axis : axis);

/** Applies a function of [rows, features] to the features that lie along `axes` together. */
export function overLastAxis(
  x: tf.Tensor,
  axes: readonly (number | null)[],
  apply: (rows: tf.Tensor2D) => tf.Tensor2D,
): tf.Tensor {
  const chosen = axes.map((axis) => indexOf(axis ?? -1, x.rank));
  const others = x.shape.map((_, i) => i).filter((i) => !chosen.includes(i));
  const order = [...others, ...chosen];
  const isLast = order.every((axis, i) => axis === i);
  const moved = isLast ? x : x.transpose(order);
  const features = chosen.reduce((size, axis) => size * x.shape[axis]!, 1);
  const y = apply(moved.reshape([-1, features])).reshape(moved.shape);
  return isLast ? y : y.transpose(order.map((_, i) => order.indexOf(i)));
}
