/** TensorFlow.js infers a wrong shape for dilated depthwise convolutions. */
import * as tf from '@tensorflow/tfjs';
import { depthwiseConv2D as depthwise } from '../../../compiler/layers/depthwise-conv2d';
import { separableConv2D as separable } from '../../../compiler/layers/separable-conv2d';
import { fusedDense } from '../fused';
import { activated, finish } from './activated';
import { ownLayer } from './own-layer';

interface Slide {
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly dilationRate: readonly [number, number];
}

function convolve(x: tf.Tensor, kernel: tf.Tensor, config: Slide): tf.Tensor {
  const { strides, padding, dilationRate } = config;
  return tf.depthwiseConv2d(
    x as tf.Tensor4D, // both ranks are held by the shape rule
    kernel as tf.Tensor4D,
    [...strides],
    padding,
    'NHWC',
    [...dilationRate],
  );
}

export const depthwiseConv2D = ownLayer(
  depthwise,
  (config) =>
    ([x], pass) =>
      finish(convolve(x!, pass.weight('depthwiseKernel'), config), config, pass),
);

/** A convolution of size 1 is a product with the same matrix at every place. */
export const separableConv2D = ownLayer(separable, (config) => ([x], pass) => {
  const between = convolve(x!, pass.weight('depthwiseKernel'), config);
  const mix = pass.weight('pointwiseKernel').squeeze([0, 1]);
  const bias = config.useBias ? pass.weight('bias') : null;
  return activated(config.activation, pass.skipActivation, (activation) =>
    fusedDense(between, mix, bias, activation),
  );
});
