import { dropoutFields, noiseShapeField } from '../fields';
import { only } from '../geometry';
import { defineLayer } from '../layer';

/** Random zeros while training, as `keras.layers.Dropout`. */
export const dropout = defineLayer({
  kind: 'Dropout',
  group: 'Regularization',
  doc: 'Sets a random share of the values to zero while training; the rest grows to make up.',
  formula: 'y = x · mask ÷ (1 − rate)',
  inputs: { min: 1, max: 1 },
  params: { ...dropoutFields, noiseShape: noiseShapeField },
  mask: 'passes',
  output: (_, inputs) => only('Dropout', inputs),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[16]], output: [16] },
    { config: { rate: 0.25 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
