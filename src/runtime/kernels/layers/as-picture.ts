/** Sequences as pictures of height 1, so that the kernels for pictures serve them. */
import * as tf from '@tensorflow/tfjs';

/** [batch, steps, channels] → [batch, 1, steps, channels] */
export const asPicture = (x: tf.Tensor): tf.Tensor4D => x.expandDims(1);

/** [window, …] → [1, window, …] */
export const asKernel = (kernel: tf.Tensor): tf.Tensor4D => kernel.expandDims(0);

/** [batch, 1, steps, channels] → [batch, steps, channels] */
export const asSequence = (picture: tf.Tensor): tf.Tensor3D => picture.squeeze([1]);

interface Slide {
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: string;
  readonly dilationRate: number;
}

/** Zeros before the first step, so that no window sees a later one; nothing for other paddings. */
export function hideFuture(x: tf.Tensor, config: Slide): tf.Tensor {
  if (config.padding !== 'causal') return x;
  const before = (config.kernelSize - 1) * config.dilationRate;
  return x.pad([
    [0, 0],
    [before, 0],
    [0, 0],
  ]);
}

/** What a picture kernel is told: causal zeros are there already. */
export const padOf = (padding: string): 'valid' | 'same' => (padding === 'same' ? 'same' : 'valid');

/** Every channel of a sequence convolved by itself. */
export function depthwiseSequence(x: tf.Tensor, kernel: tf.Tensor, config: Slide): tf.Tensor {
  const { strides, padding, dilationRate } = config;
  const y = tf.depthwiseConv2d(
    asPicture(hideFuture(x, config)),
    asKernel(kernel),
    [1, strides],
    padOf(padding),
    'NHWC',
    [1, dilationRate],
  );
  return asSequence(y);
}
