import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Random offsets while training, as `keras.layers.GaussianNoise`. */
export const gaussianNoise = defineLayer({
  kind: 'GaussianNoise',
  group: 'Regularization',
  doc: 'Adds normally distributed noise while training.',
  formula: 'y = x + stddev · N(0, 1)',
  inputs: { min: 1, max: 1 },
  params: {
    stddev: float(0.1, 'Standard deviation of the noise.', { min: 0, max: 1e6 }),
  },
  mask: 'passes',
  output: (_, inputs) => only('GaussianNoise', inputs),
  face: ({ stddev }) => [`σ ${stddev}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { stddev: 0.5 }, inputs: [[3, 3, 1]], output: [3, 3, 1] },
  ],
});
