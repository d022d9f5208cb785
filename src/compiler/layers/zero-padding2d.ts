import { paddingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { ints } from '../params';

/** Zeros around a picture, as `keras.layers.ZeroPadding2D`. */
export const zeroPadding2D = defineLayer({
  kind: 'ZeroPadding2D',
  group: 'Reshaping',
  doc: 'Surrounds a picture with zeros.',
  ...paddingRules('ZeroPadding2D', 2),
  params: {
    padding: ints([1, 1, 1, 1], 'Rows above and below, columns left and right.', {
      min: 0,
      max: 4096,
      length: 4,
    }),
  },
  examples: [
    { config: {}, inputs: [[4, 4, 3]], output: [6, 6, 3] },
    { config: { padding: [0, 1, 2, 3] }, inputs: [[4, 4, 1]], output: [5, 9, 1] },
  ],
});
