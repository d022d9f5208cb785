/** Layers that draw while training, from the project's own seeded generator. */
import * as tf from '@tensorflow/tfjs';
import { alphaDropout } from '../../../compiler/layers/alpha-dropout';
import { gaussianDropout } from '../../../compiler/layers/gaussian-dropout';
import { spatialDropout1D } from '../../../compiler/layers/spatial-dropout1d';
import { spatialDropout2D } from '../../../compiler/layers/spatial-dropout2d';
import { spatialDropout3D } from '../../../compiler/layers/spatial-dropout3d';
import type { Pass, Run } from '../../forward';
import { ownLayer } from './own-layer';

/** Ones with probability `1 − rate`, else zeros. */
function kept(shape: readonly number[], { random, rate }: Pass): tf.Tensor {
  const draw = random();
  const size = shape.reduce((product, n) => product * n, 1);
  const mask = Float32Array.from({ length: size }, () => (draw.next() < rate ? 0 : 1));
  return tf.tensor(mask, [...shape]);
}

/** Keras' `noise_shape`: sizes of 1 share one draw along their axis; `null` stands for the input's size. */
export function noiseShape(shape: readonly number[], given: unknown): number[] {
  if (!Array.isArray(given) || given.length === 0) return [...shape];
  const sizes: unknown[] = given.length === shape.length ? given : [null, ...given];
  return shape.map((size, axis) => {
    const wanted = sizes[axis];
    return typeof wanted === 'number' ? wanted : size;
  });
}

/** One draw for all places of a channel. */
const spatial =
  (): Run =>
  ([x], pass) => {
    if (!pass.training || pass.rate <= 0) return x!;
    const shape = x!.shape.map((size, axis) => (axis === 0 || axis === x!.rank - 1 ? size : 1));
    return x!.mul(kept(shape, pass)).div(1 - pass.rate);
  };

const gaussian =
  (): Run =>
  ([x], pass) => {
    if (!pass.training || pass.rate <= 0) return x!;
    const draw = pass.random();
    const deviation = Math.sqrt(pass.rate / (1 - pass.rate));
    const factors = Float32Array.from({ length: x!.size }, () => 1 + deviation * draw.normal());
    return x!.mul(tf.tensor(factors, x!.shape));
  };

/** −λα of selu: where its left arm ends (Klambauer et al., 2017). */
const LOWEST = -1.0507009873554805 * 1.6732632423543772;

export const dropouts = [
  ownLayer(spatialDropout1D, spatial),
  ownLayer(spatialDropout2D, spatial),
  ownLayer(spatialDropout3D, spatial),
  ownLayer(gaussianDropout, gaussian),
  ownLayer(alphaDropout, (config) => ([x], pass) => {
    const { rate } = pass;
    if (!pass.training || rate <= 0) return x!;
    const mask = kept(noiseShape(x!.shape, config.noiseShape), pass);
    // Factor and offset that give back mean 0 and variance 1.
    const a = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST ** 2));
    const b = -a * LOWEST * rate;
    const dropped = mask.mul(-1).add(1).mul(LOWEST);
    return x!.mul(mask).add(dropped).mul(a).add(b);
  }),
];
