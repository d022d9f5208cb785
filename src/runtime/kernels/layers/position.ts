import * as tf from '@tensorflow/tfjs';
import { sinePositions } from '../../../compiler/attention-values';
import { positionEmbedding as learned } from '../../../compiler/layers/position-embedding';
import { sinePositionEncoding as fixed } from '../../../compiler/layers/sine-position-encoding';
import { ownLayer } from './own-layer';

export const positionEmbedding = ownLayer(learned, ({ sequenceLength }) => ([x], pass) => {
  const [, length, features] = x!.shape as [number, number, number];
  if (length > sequenceLength) {
    throw new Error(
      `PositionEmbedding knows ${sequenceLength} positions and receives ${length}; set sequenceLength to ${length} or more.`,
    );
  }
  const embeddings = pass.weight('embeddings');
  const used =
    length === sequenceLength ? embeddings : embeddings.slice([0, 0], [length, features]);
  return addToEach(x!, used);
});

export const sinePositionEncoding = ownLayer(fixed, ({ maxWavelength }) => {
  let made: { readonly length: number; readonly values: Float32Array } | undefined;
  return ([x]) => {
    const [, length, features] = x!.shape as [number, number, number];
    if (made?.length !== length) {
      made = { length, values: sinePositions(length, features, maxWavelength) };
    }
    return x!.add(tf.tensor2d(made.values, [length, features]));
  };
});

/** x [batch, time, features] + y [time, features]; a gradient of one product where the stock one sums over axes. */
function addToEach(x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return tf.customGrad((a, b) => ({
    value: (a as tf.Tensor).add(b as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => {
      const batch = dy.shape[0]!;
      const sums = tf.matMul(tf.ones([1, batch]), dy.reshape([batch, -1]));
      return [dy, sums.reshape(y.shape)];
    },
  }))(x, y);
}
