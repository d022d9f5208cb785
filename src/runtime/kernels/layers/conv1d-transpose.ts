import * as tf from '@tensorflow/tfjs';
import { conv1DTranspose as definition } from '../../../compiler/layers/conv1d-transpose';
import { finish } from './activated';
import { asKernel, asPicture, asSequence } from './as-picture';
import { ownLayer } from './own-layer';

export const conv1DTranspose = ownLayer(definition, (config) => ([x], pass) => {
  const { filters, kernelSize, strides, padding } = config;
  const [batch, steps] = x!.shape as [number, number];
  const overlap = padding === 'same' ? 0 : Math.max(kernelSize - strides, 0);
  const y = tf.conv2dTranspose(
    asPicture(x!),
    asKernel(pass.weight('kernel')),
    [batch, 1, steps * strides + overlap, filters],
    [1, strides],
    padding,
  );
  return finish(asSequence(y), config, pass);
});
