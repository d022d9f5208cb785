import type * as tf from '@tensorflow/tfjs';
import { poolOf } from '../../../compiler/geometry';
import { maxPooling3D as definition } from '../../../compiler/layers/max-pooling3d';
import { maxPool2d } from '../fused';
import { ownLayer } from './own-layer';

type Pair = [number, number];

/**
 * The largest of planes, then of what is left along the depth: two poolings of pictures, whose kernels are fast.
 * TensorFlow.js' own shifts its windows where a stride is longer than the window.
 */
export const maxPooling3D = ownLayer(definition, (config) => {
  const { window, strides } = poolOf(config);
  return ([x]) => {
    const [batch, depth, height, width, channels] = x!.shape as number[];
    const pictures = x!.reshape<tf.Tensor4D>([batch! * depth!, height!, width!, channels!]);
    const flat = maxPool2d(
      pictures,
      window.slice(1) as Pair,
      strides.slice(1) as Pair,
      config.padding,
    );
    const [, rows, columns] = flat.shape;
    const deep = flat.reshape<tf.Tensor4D>([batch!, depth!, rows * columns, channels!]);
    const y = maxPool2d(deep, [window[0]!, 1], [strides[0]!, 1], config.padding);
    return y.reshape([batch!, y.shape[1], rows, columns, channels!]);
  };
});
