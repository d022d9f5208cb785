import { dropoutFields } from '../fields';
import { channelled } from '../geometry';
import { defineLayer } from '../layer';

/** Whole channels of a sequence dropped while training, as `keras.layers.SpatialDropout1D`. */
export const spatialDropout1D = defineLayer({
  kind: 'SpatialDropout1D',
  group: 'Regularization',
  doc: 'Sets whole channels of a sequence to zero at random while training.',
  formula: 'y = x · mask[channels] ÷ (1 − rate)',
  inputs: { min: 1, max: 1 },
  params: dropoutFields,
  mask: 'passes',
  output: (_, inputs) => channelled('SpatialDropout1D', inputs, 1),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[6, 4]], output: [6, 4] },
    { config: { rate: 0.2 }, inputs: [[null, 3]], output: [null, 3] },
  ],
});
