import { upSamplingRules } from '../families/borders';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';
import { triple } from '../params';

/** A volume made larger without weights, as `keras.layers.UpSampling3D`. */
export const upSampling3D = defineLayer({
  kind: 'UpSampling3D',
  group: 'Reshaping',
  doc: 'Enlarges a volume by whole factors, repeating its values.',
  ...upSamplingRules('UpSampling3D', 3),
  params: {
    size: triple([2, 2, 2], 'Factors for depth, height and width.', { max: 256 }),
  },
  face: ({ size }) => [sizesText(size), ''],
  examples: [
    { config: {}, inputs: [[2, 3, 4, 1]], output: [4, 6, 8, 1] },
    { config: { size: [1, 3, 2] }, inputs: [[2, 1, 2, 2]], output: [2, 3, 4, 2] },
  ],
});
