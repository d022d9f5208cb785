import { paddingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { ints } from '../params';

/** Zeros around a volume, as `keras.layers.ZeroPadding3D`. */
export const zeroPadding3D = defineLayer({
  kind: 'ZeroPadding3D',
  group: 'Reshaping',
  doc: 'Surrounds a volume with zeros.',
  ...paddingRules('ZeroPadding3D', 3),
  params: {
    padding: ints(
      [1, 1, 1, 1, 1, 1],
      'Planes in front and behind, rows above and below, columns left and right.',
      {
        min: 0,
        max: 4096,
        length: 6,
      },
    ),
  },
  examples: [
    { config: {}, inputs: [[2, 3, 4, 1]], output: [4, 5, 6, 1] },
    { config: { padding: [1, 0, 0, 2, 3, 1] }, inputs: [[2, 2, 2, 2]], output: [3, 4, 6, 2] },
  ],
});
