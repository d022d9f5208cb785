/** Padding, cropping and repeating along one, two or three axes; TensorFlow.js has those of pictures only. */
import * as tf from '@tensorflow/tfjs';
import { listOf, type Sizes } from '../../../compiler/geometry';
import { cropping1D } from '../../../compiler/layers/cropping1d';
import { cropping2D } from '../../../compiler/layers/cropping2d';
import { cropping3D } from '../../../compiler/layers/cropping3d';
import { upSampling1D } from '../../../compiler/layers/up-sampling1d';
import { upSampling2D } from '../../../compiler/layers/up-sampling2d';
import { upSampling3D } from '../../../compiler/layers/up-sampling3d';
import { zeroPadding1D } from '../../../compiler/layers/zero-padding1d';
import { zeroPadding3D } from '../../../compiler/layers/zero-padding3d';
import type { Run } from '../../forward';
import { ownLayer } from './own-layer';
import { resize } from './resize';

const pad =
  ({ padding }: { readonly padding: Sizes }): Run =>
  ([x]) => {
    const ends = listOf(padding);
    const pairs = x!.shape
      .slice(1, -1)
      .map((_, i): [number, number] => [ends[2 * i] ?? 0, ends[2 * i + 1] ?? 0]);
    return tf.pad(x!, [[0, 0], ...pairs, [0, 0]]);
  };

const crop =
  ({ cropping }: { readonly cropping: Sizes }): Run =>
  ([x]) => {
    const ends = listOf(cropping);
    const before = x!.shape.slice(1, -1).map((_, i) => ends[2 * i] ?? 0);
    const sizes = x!.shape
      .slice(1, -1)
      .map((size, i) => size - (ends[2 * i] ?? 0) - (ends[2 * i + 1] ?? 0));
    return tf.slice(x!, [0, ...before, 0], [x!.shape[0]!, ...sizes, x!.shape.at(-1)!]);
  };

/**
 * Every slice along an axis `times` times, one axis after another. The gradient of TensorFlow.js' nearest resizing
 * loses values at the edges.
 */
const repeat =
  ({ size }: { readonly size: Sizes }): Run =>
  ([x]) =>
    listOf(size).reduce((all, times, i) => {
      if (times === 1) return all;
      const shape = all.shape;
      const inner = shape.slice(i + 2).reduce((product, n) => product * n, 1);
      const rows = all.reshape([-1, 1, inner]).tile([1, times, 1]);
      return rows.reshape(shape.map((n, axis) => (axis === i + 1 ? n * times : n)));
    }, x!);

export const borders = [
  ownLayer(zeroPadding1D, pad),
  ownLayer(zeroPadding3D, pad),
  ownLayer(cropping1D, crop),
  ownLayer(cropping2D, crop),
  ownLayer(cropping3D, crop),
  ownLayer(upSampling1D, repeat),
  ownLayer(upSampling2D, ({ size, interpolation }) => (inputs, pass) => {
    if (interpolation === 'nearest') return repeat({ size })(inputs, pass);
    const [height, width] = inputs[0]!.shape.slice(1, 3) as [number, number];
    return resize(inputs[0]!, height * size[0], width * size[1], interpolation);
  }),
  ownLayer(upSampling3D, repeat),
];
