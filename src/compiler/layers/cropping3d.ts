import { croppingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { ints } from '../params';

/** The middle of a volume, as `keras.layers.Cropping3D`. */
export const cropping3D = defineLayer({
  kind: 'Cropping3D',
  group: 'Reshaping',
  doc: 'Cuts planes, rows and columns off the faces of a volume.',
  ...croppingRules('Cropping3D', 3),
  params: {
    cropping: ints(
      [1, 1, 1, 1, 1, 1],
      'Planes cut off in front and behind, rows above and below, columns left and right.',
      {
        min: 0,
        max: 4096,
        length: 6,
      },
    ),
  },
  examples: [
    { config: {}, inputs: [[3, 4, 5, 1]], output: [1, 2, 3, 1] },
    { config: { cropping: [1, 0, 0, 2, 1, 1] }, inputs: [[3, 5, 4, 2]], output: [2, 3, 2, 2] },
  ],
});
