/**
 * Means of windows. Where a window reaches into the padding, its mean is over the values that are there; the gradient
 * of TensorFlow.js divides by the whole window all the same, so `same` padding is done here before the kernel.
 */
import * as tf from '@tensorflow/tfjs';
import { type Axes, poolOf, type Sizes } from '../../../compiler/geometry';
import { averagePooling1D } from '../../../compiler/layers/average-pooling1d';
import { averagePooling2D } from '../../../compiler/layers/average-pooling2d';
import { averagePooling3D } from '../../../compiler/layers/average-pooling3d';
import type { Run } from '../../forward';
import { asPicture, asSequence } from './as-picture';
import { ownLayer } from './own-layer';

interface PoolConfig {
  readonly poolSize: Sizes;
  readonly strides: Sizes | null;
  readonly padding: 'valid' | 'same';
}

/** Zeros at both ends of one axis, and how many values each window then finds among `size`. */
interface Edge {
  readonly before: number;
  readonly after: number;
  readonly counts: number[];
}

function edgeOf(size: number, window: number, stride: number): Edge {
  const output = Math.ceil(size / stride);
  const missing = Math.max((output - 1) * stride + window - size, 0);
  const before = Math.floor(missing / 2);
  const counts = Array.from({ length: output }, (_, i) => {
    const start = i * stride - before;
    return Math.min(start + window, size) - Math.max(start, 0);
  });
  return { before, after: missing - before, counts };
}

function averagePool(x: tf.Tensor, window: number[], strides: number[]): tf.Tensor {
  if (window.length === 2) {
    return tf.avgPool(
      x as tf.Tensor4D,
      window as [number, number],
      strides as [number, number],
      'valid',
    );
  }
  const three = [window, strides] as [[number, number, number], [number, number, number]];
  return tf.avgPool3d(x as tf.Tensor5D, three[0], three[1], 'valid');
}

/** Mean pooling over two or three axes. */
function pool(x: tf.Tensor, window: number[], strides: number[], padding: string): tf.Tensor {
  if (padding === 'valid') return averagePool(x, window, strides);
  const edges = window.map((size, i) => edgeOf(x.shape[i + 1]!, size, strides[i]!));
  const pads = edges.map(({ before, after }): [number, number] => [before, after]);
  const y = averagePool(tf.pad(x, [[0, 0], ...pads, [0, 0]]), window, strides);
  return edges.reduce((all, { counts }, axis) => {
    if (counts.every((count) => count === window[axis])) return all;
    const factors = counts.map((count) => window[axis]! / count);
    const shape = y.shape.map((_, i) => (i === axis + 1 ? counts.length : 1));
    return all.mul(tf.tensor(factors, shape));
  }, y);
}

const averagePooling =
  (axes: Axes) =>
  (config: PoolConfig): Run =>
  ([x]) => {
    const { window, strides } = poolOf(config);
    if (axes > 1) return pool(x!, [...window], [...strides], config.padding);
    return asSequence(pool(asPicture(x!), [1, ...window], [1, ...strides], config.padding));
  };

export const averagePoolings = [
  ownLayer(averagePooling1D, averagePooling(1)),
  ownLayer(averagePooling2D, averagePooling(2)),
  ownLayer(averagePooling3D, averagePooling(3)),
];
