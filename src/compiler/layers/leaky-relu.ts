import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Negative values shrink, as `keras.layers.LeakyReLU`, whose newer name for alpha is negative_slope. */
export const leakyReLU = defineLayer({
  kind: 'LeakyReLU',
  group: 'Activation',
  doc: 'Shrinks negative values instead of cutting them off.',
  formula: 'y = x where x ≥ 0, else alpha · x',
  inputs: { min: 1, max: 1 },
  params: { alpha: float(0.3, 'Slope below zero.', { min: 0, max: 100 }) },
  mask: 'passes',
  output: (_, inputs) => only('LeakyReLU', inputs),
  face: ({ alpha }) => [`α ${alpha}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { alpha: 0.01 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
