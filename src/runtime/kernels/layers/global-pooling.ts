/** Poolings over all axes before the channels. TensorFlow.js has them for one and two axes, without `keepdims`. */
import * as tf from '@tensorflow/tfjs';
import { globalAveragePooling1D as average1D } from '../../../compiler/layers/global-average-pooling1d';
import { globalAveragePooling2D as average2D } from '../../../compiler/layers/global-average-pooling2d';
import { globalAveragePooling3D as average3D } from '../../../compiler/layers/global-average-pooling3d';
import { globalMaxPooling1D as max1D } from '../../../compiler/layers/global-max-pooling1d';
import { globalMaxPooling2D as max2D } from '../../../compiler/layers/global-max-pooling2d';
import { globalMaxPooling3D as max3D } from '../../../compiler/layers/global-max-pooling3d';
import type { Run } from '../../forward';
import { ownLayer } from './own-layer';

interface Config {
  readonly keepdims: boolean;
}

const places = (x: tf.Tensor): number[] => x.shape.slice(1, -1).map((_, axis) => axis + 1);

const average =
  ({ keepdims }: Config): Run =>
  ([x]) =>
    tf.mean(x!, places(x!), keepdims);

const max =
  ({ keepdims }: Config): Run =>
  ([x]) =>
    tf.max(x!, places(x!), keepdims);

/** The mean over the steps that count, as in Keras; over all where no mask arrives. */
const maskedAverage =
  ({ keepdims }: Config): Run =>
  (inputs, pass) => {
    const mask = pass.masks?.[0];
    if (!mask) return average({ keepdims })(inputs, pass);
    const weights = mask.toFloat().expandDims(-1);
    return inputs[0]!.mul(weights).sum(1, keepdims).div(weights.sum(1, keepdims));
  };

export const globalPoolings = [
  ownLayer(average1D, maskedAverage),
  ownLayer(average2D, average),
  ownLayer(average3D, average),
  ownLayer(max1D, max),
  ownLayer(max2D, max),
  ownLayer(max3D, max),
];
