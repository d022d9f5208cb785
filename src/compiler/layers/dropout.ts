import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float, int, ints, optional } from '../params';

/** Random zeros while training, as `keras.layers.Dropout`. */
export const dropout = defineLayer({
  kind: 'Dropout',
  group: 'Regularization',
  doc: 'Sets a random share of the values to zero while training; the rest grows to make up.',
  formula: 'y = x · mask ÷ (1 − rate)',
  inputs: { min: 1, max: 1 },
  params: {
    rate: float(0.5, 'Share of the values that become zero.', { min: 0, max: 0.999 }),
    noiseShape: optional(
      ints([], 'Shape of the mask, batch first; a size of 1 drops a whole axis together.', {
        free: true,
        rare: true,
      }),
    ),
    seed: optional(
      int(0, 'Fixes the draw; without it the seed of the training draws.', {
        min: 0,
        max: 2 ** 31 - 1,
        rare: true,
      }),
    ),
  },
  mask: 'passes',
  output: (_, inputs) => only('Dropout', inputs),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[16]], output: [16] },
    { config: { rate: 0.25 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
