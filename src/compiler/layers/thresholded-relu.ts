import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Values up to a threshold become zero, as `keras.layers.ThresholdedReLU` in Keras 2; Konda et al., 2014. */
export const thresholdedReLU = defineLayer({
  kind: 'ThresholdedReLU',
  group: 'Activation',
  doc: 'Sets values up to a threshold to zero and leaves the others.',
  formula: 'y = x where x > theta, else 0',
  inputs: { min: 1, max: 1 },
  params: { theta: float(1, 'Values up to here become zero.', { min: 0, max: 1e6 }) },
  mask: 'passes',
  output: (_, inputs) => only('ThresholdedReLU', inputs),
  face: ({ theta }) => [`θ ${theta}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { theta: 0.5 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
