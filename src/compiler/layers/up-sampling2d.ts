import { upSamplingRules } from '../families/borders';
import { interpolationField } from '../fields';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';
import { pair } from '../params';

/** A picture made larger without weights, as `keras.layers.UpSampling2D`. */
export const upSampling2D = defineLayer({
  kind: 'UpSampling2D',
  group: 'Reshaping',
  doc: 'Enlarges a picture by whole factors.',
  ...upSamplingRules('UpSampling2D', 2),
  params: {
    size: pair([2, 2], 'Factors for height and width.', { max: 256 }),
    interpolation: interpolationField('nearest'),
  },
  face: ({ size, interpolation }) => [sizesText(size), interpolation],
  examples: [
    { config: {}, inputs: [[4, 4, 3]], output: [8, 8, 3] },
    { config: { size: [1, 3], interpolation: 'bilinear' }, inputs: [[2, 2, 1]], output: [2, 6, 1] },
  ],
});
