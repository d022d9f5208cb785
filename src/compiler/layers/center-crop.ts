import { picture } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';

/** The middle of a picture, as `keras.layers.CenterCrop`; smaller pictures are enlarged. */
export const centerCrop = defineLayer({
  kind: 'CenterCrop',
  group: 'Reshaping',
  doc: 'Cuts the middle out of a picture; a smaller picture is enlarged first.',
  inputs: { min: 1, max: 1 },
  params: {
    height: int(24, 'Rows of the output.', { max: 4096 }),
    width: int(24, 'Columns of the output.', { max: 4096 }),
  },
  output: ({ height, width }, inputs) => [height, width, picture('CenterCrop', inputs)[2]],
  face: ({ height, width }) => [`${height}×${width}`, ''],
  examples: [
    { config: { height: 4, width: 3 }, inputs: [[8, 7, 2]], output: [4, 3, 2] },
    { config: { height: 6, width: 6 }, inputs: [[3, 8, 1]], output: [6, 6, 1] },
  ],
});
