import { dropoutFields } from '../fields';
import { channelled } from '../geometry';
import { defineLayer } from '../layer';

/** Whole channels of a picture dropped while training, as `keras.layers.SpatialDropout2D`. */
export const spatialDropout2D = defineLayer({
  kind: 'SpatialDropout2D',
  group: 'Regularization',
  doc: 'Sets whole channels of a picture to zero at random while training.',
  formula: 'y = x · mask[channels] ÷ (1 − rate)',
  inputs: { min: 1, max: 1 },
  params: dropoutFields,
  mask: 'passes',
  output: (_, inputs) => channelled('SpatialDropout2D', inputs, 2),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[4, 4, 3]], output: [4, 4, 3] },
    { config: { rate: 0.2 }, inputs: [[2, 3, 5]], output: [2, 3, 5] },
  ],
});
