/**
 * Convolutions through volumes as sums of convolutions of their planes, one for each plane of the kernel: they run on
 * the fast kernels for pictures, with dilation. TensorFlow.js' own gradients are wrong on wasm (they add to memory that
 * nobody cleared), missing for dilation, and missing for the transpose.
 */
import * as tf from '@tensorflow/tfjs';
import { listOf } from '../../../compiler/geometry';
import { conv3D as plain } from '../../../compiler/layers/conv3d';
import { conv3DTranspose as transpose } from '../../../compiler/layers/conv3d-transpose';
import { fusedConv2d } from '../fused';
import { finish } from './activated';
import { ownLayer } from './own-layer';

/** One plane of a kernel [depth, height, width, …] as a kernel of pictures. */
function planeOf(kernel: tf.Tensor, index: number): tf.Tensor4D {
  return kernel.slice([index], [1]).squeeze<tf.Tensor4D>([0]);
}

const padDepth = (x: tf.Tensor, before: number, after: number): tf.Tensor =>
  before === 0 && after === 0
    ? x
    : x.pad(x.shape.map((_, axis): [number, number] => (axis === 1 ? [before, after] : [0, 0])));

/** `count` planes of x [batch, depth, …] from `start`, `stride` apart. */
function planes(x: tf.Tensor, start: number, count: number, stride: number): tf.Tensor {
  const [batch, depth, ...rest] = x.shape as [number, number, ...number[]];
  if (stride === 1) return x.slice([0, start], [batch, count]);
  const missing = Math.max(0, start + count * stride - depth);
  const whole = padDepth(x, 0, missing).slice([0, start], [batch, count * stride]);
  return whole
    .reshape([batch, count, stride, rest.reduce((product, n) => product * n, 1)])
    .slice([0, 0, 0], [batch, count, 1])
    .reshape([batch, count, ...rest]);
}

const sumOf = (terms: readonly tf.Tensor[]): tf.Tensor => terms.reduce((a, b) => a.add(b));

export const conv3D = ownLayer(plain, (config) => ([x], pass) => {
  const [window, strides, rates] = [config.kernelSize, config.strides, config.dilationRate].map(
    listOf,
  ) as [number[], number[], number[]];
  const [batch, depth, height, width, channels] = x!.shape as number[];
  const reach = (window[0]! - 1) * rates[0]! + 1;
  const isSame = config.padding === 'same';
  const count = Math.ceil((isSame ? depth! : depth! - reach + 1) / strides[0]!);
  const missing = isSame ? Math.max(0, (count - 1) * strides[0]! + reach - depth!) : 0;
  const before = Math.floor(missing / 2);
  const volume = padDepth(x!, before, missing - before);
  const terms = Array.from({ length: window[0]! }, (_, i) => {
    const pictures = planes(volume, i * rates[0]!, count, strides[0]!);
    return fusedConv2d(
      pictures.reshape([batch! * count, height!, width!, channels!]),
      planeOf(pass.weight('kernel'), i),
      null,
      {
        strides: [strides[1]!, strides[2]!],
        dilations: [rates[1]!, rates[2]!],
        pad: config.padding,
        activation: 'linear',
      },
    );
  });
  const y = sumOf(terms);
  return finish(y.reshape([batch!, count, ...y.shape.slice(1)]), config, pass);
});

export const conv3DTranspose = ownLayer(transpose, (config) => ([x], pass) => {
  const [window, strides] = [config.kernelSize, config.strides].map(listOf) as [number[], number[]];
  const [batch, depth, height, width, channels] = x!.shape as number[];
  const grown = [depth!, height!, width!].map((size, axis) => {
    const overlap = config.padding === 'same' ? 0 : Math.max(window[axis]! - strides[axis]!, 0);
    return size * strides[axis]! + overlap;
  });
  const pictures = x!.reshape<tf.Tensor4D>([batch! * depth!, height!, width!, channels!]);
  const size = [grown[1]!, grown[2]!, config.filters];
  const terms = Array.from({ length: window[0]! }, (_, i) => {
    const spread = tf.conv2dTranspose(
      pictures,
      planeOf(pass.weight('kernel'), i),
      [batch! * depth!, size[0]!, size[1]!, size[2]!],
      [strides[1]!, strides[2]!],
      config.padding,
    );
    return padDepth(
      apart(spread.reshape([batch!, depth!, ...size]), strides[0]!),
      i,
      window[0]! - 1 - i,
    );
  });
  const missing = Math.max((depth! - 1) * strides[0]! + window[0]! - grown[0]!, 0);
  const before = config.padding === 'same' ? Math.floor(missing / 2) : 0;
  const y = sumOf(terms).slice([0, before], [batch!, grown[0]!]);
  return finish(y, config, pass);
});

/** The planes of x [batch, depth, …] with `stride − 1` planes of zeros behind each. */
function apart(x: tf.Tensor, stride: number): tf.Tensor {
  if (stride === 1) return x;
  const [batch, depth, ...rest] = x.shape as [number, number, ...number[]];
  return x
    .reshape([batch, depth, 1, rest.reduce((product, n) => product * n, 1)])
    .pad([
      [0, 0],
      [0, 0],
      [0, stride - 1],
      [0, 0],
    ])
    .reshape([batch, depth * stride, ...rest]);
}
