/** Pictures cut and brought to another size. */
import type * as tf from '@tensorflow/tfjs';
import { middleOf, partOfRatio } from '../../../compiler/geometry';
import { centerCrop } from '../../../compiler/layers/center-crop';
import { randomWidth } from '../../../compiler/layers/random-width';
import { rescaling } from '../../../compiler/layers/rescaling';
import { resizing } from '../../../compiler/layers/resizing';
import { ownLayer } from './own-layer';
import { resize } from './resize';

/** The largest part around the middle that has the ratio of `width` to `height`. */
function cropToRatio(x: tf.Tensor, height: number, width: number): tf.Tensor {
  const [rows, columns] = x.shape.slice(1, 3) as [number, number];
  return middle(x, ...partOfRatio([rows, columns], [height, width]));
}

function middle(x: tf.Tensor, height: number, width: number): tf.Tensor {
  const [batch, rows, columns, channels] = x.shape as [number, number, number, number];
  const from = [0, middleOf(rows, height), middleOf(columns, width), 0];
  return x.slice(from, [batch, height, width, channels]);
}

export const pictures = [
  /** TensorFlow.js aligns corners, and takes `cropToAspectRatio` for the opposite of it. */
  ownLayer(resizing, ({ height, width, interpolation, cropToAspectRatio }) => ([x]) => {
    const part = cropToAspectRatio ? cropToRatio(x!, height, width) : x!;
    return resize(part, height, width, interpolation);
  }),
  /** TensorFlow.js crops between pixels, one column aside, and without a gradient. */
  ownLayer(centerCrop, ({ height, width }) => ([x]) => {
    const [rows, columns] = x!.shape.slice(1, 3) as [number, number];
    return rows >= height && columns >= width
      ? middle(x!, height, width)
      : resize(cropToRatio(x!, height, width), height, width, 'bilinear');
  }),
  /** TensorFlow.js stretches outside training too. */
  ownLayer(randomWidth, ({ factor, interpolation }) => ([x], pass) => {
    if (!pass.training || factor === 0) return x!;
    const [height, width] = x!.shape.slice(1, 3) as [number, number];
    const scale = 1 + factor * (2 * pass.random().next() - 1);
    return resize(x!, height, Math.max(1, Math.round(width * scale)), interpolation);
  }),
  ownLayer(
    rescaling,
    ({ scale, offset }) =>
      ([x]) =>
        x!.mul(scale).add(offset),
  ),
];
