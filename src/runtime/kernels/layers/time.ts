/** Sequences: what came before, and what they are on average. */
import * as tf from '@tensorflow/tfjs';
import { maskedMean as meanDefinition } from '../../../compiler/layers/masked-mean';
import { timeDelay as delayDefinition } from '../../../compiler/layers/time-delay';
import { ownLayer } from './own-layer';

export const timeDelay = ownLayer(delayDefinition, ({ delays }) => {
  const steps = delays.map((delay) => delay ?? 0);
  const taps = steps.length > 0 ? steps : [0];
  const longest = Math.max(...taps);
  return ([x]) => {
    const [batch, length, features] = x!.shape as [number, number, number];
    const padded = x!.pad([
      [0, 0],
      [longest, 0],
      [0, 0],
    ]);
    const copies = taps.map((delay) =>
      delay === 0 ? x! : padded.slice([0, longest - delay, 0], [batch, length, features]),
    );
    return copies.length === 1 ? copies[0]! : tf.concat(copies, 2);
  };
});

export const maskedMean = ownLayer(meanDefinition, () => ([x, given], pass) => {
  const [batch, length, features] = x!.shape as [number, number, number];
  const mask = given ?? pass.masks?.[0];
  const weights = (mask ? mask.toFloat() : tf.ones([batch, length])).expandDims(1);
  // One product is sum and mean; a sequence of padding alone gives 0.
  const count = weights.sum(-1, true).maximum(1e-7);
  return tf.matMul(weights.div(count), x!).reshape([batch, features]);
});
