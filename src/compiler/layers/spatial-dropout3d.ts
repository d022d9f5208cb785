import { dropoutFields } from '../fields';
import { channelled } from '../geometry';
import { defineLayer } from '../layer';

/** Whole channels of a volume dropped while training, as `keras.layers.SpatialDropout3D`. */
export const spatialDropout3D = defineLayer({
  kind: 'SpatialDropout3D',
  group: 'Regularization',
  doc: 'Sets whole channels of a volume to zero at random while training.',
  formula: 'y = x · mask[channels] ÷ (1 − rate)',
  inputs: { min: 1, max: 1 },
  params: dropoutFields,
  mask: 'passes',
  output: (_, inputs) => channelled('SpatialDropout3D', inputs, 3),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[2, 3, 4, 3]], output: [2, 3, 4, 3] },
    { config: { rate: 0.2 }, inputs: [[2, 2, 2, 1]], output: [2, 2, 2, 1] },
  ],
});
