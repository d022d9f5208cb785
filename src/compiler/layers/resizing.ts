import { interpolationField } from '../fields';
import { picture } from '../geometry';
import { defineLayer } from '../layer';
import { bool, int } from '../params';

/** Pictures of another size, as `keras.layers.Resizing`. */
export const resizing = defineLayer({
  kind: 'Resizing',
  group: 'Reshaping',
  doc: 'Brings pictures to a given height and width.',
  inputs: { min: 1, max: 1 },
  params: {
    height: int(32, 'Rows of the output.', { max: 4096 }),
    width: int(32, 'Columns of the output.', { max: 4096 }),
    interpolation: interpolationField('bilinear'),
    cropToAspectRatio: bool(false, 'Cut off borders rather than distort the picture.'),
  },
  output: ({ height, width }, inputs) => [height, width, picture('Resizing', inputs)[2]],
  face: ({ height, width, interpolation }) => [`${height}×${width}`, interpolation],
  examples: [
    { config: { height: 4, width: 6 }, inputs: [[8, 8, 3]], output: [4, 6, 3] },
    {
      config: { height: 5, width: 3, interpolation: 'nearest', cropToAspectRatio: true },
      inputs: [[3, 7, 1]],
      output: [5, 3, 1],
    },
    {
      config: { height: 3, width: 8, interpolation: 'nearest' },
      inputs: [[4, 5, 2]],
      output: [3, 8, 2],
    },
    { config: { height: 2, width: 2 }, inputs: [[null, null, 1]], output: [2, 2, 1] },
  ],
});
