import { croppingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { ints } from '../params';

/** The middle of a picture, as `keras.layers.Cropping2D`. */
export const cropping2D = defineLayer({
  kind: 'Cropping2D',
  group: 'Reshaping',
  doc: 'Cuts rows and columns off the edges of a picture.',
  ...croppingRules('Cropping2D', 2),
  params: {
    cropping: ints([1, 1, 1, 1], 'Rows cut off above and below, columns left and right.', {
      min: 0,
      max: 4096,
      length: 4,
    }),
  },
  examples: [
    { config: {}, inputs: [[6, 5, 3]], output: [4, 3, 3] },
    { config: { cropping: [0, 1, 2, 3] }, inputs: [[4, 8, 1]], output: [3, 3, 1] },
    { config: {}, inputs: [[null, 4, 1]], output: [null, 2, 1] },
  ],
});
