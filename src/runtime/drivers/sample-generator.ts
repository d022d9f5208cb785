import * as tf from '@tensorflow/tfjs';
import { soleIds } from '../procedures/players';
import type { Driver } from './driver';
import { normalTensor } from './noise';

/** Noise through the generator. */
export const sampleGenerator: Driver = ({ models, random, count }) => {
  const generator = models.generator!;
  const { noise, sample } = soleIds(generator.program, 'noise', 'sample');
  const { shape } = generator.program.calls.find((call) => call.id === noise)!.config;
  return tf.tidy(() => {
    // Input's shape is a list of sizes; a generator's noise has no free ones.
    const input = normalTensor([count, ...(shape as readonly number[])], random);
    return generator.forward({ [noise]: input }, { training: false })[sample]!;
  });
};
