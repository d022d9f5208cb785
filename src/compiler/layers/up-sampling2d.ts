import { pairText, picture } from '../geometry';
import { defineLayer } from '../layer';
import { enumeration, pair } from '../params';

/** A larger picture without weights, as `keras.layers.UpSampling2D`. */
export const upSampling2D = defineLayer({
  kind: 'UpSampling2D',
  group: 'Reshaping',
  doc: 'Enlarges a picture by whole factors.',
  inputs: { min: 1, max: 1 },
  params: {
    size: pair([2, 2], 'Factors for height and width.', { max: 256 }),
    interpolation: enumeration(
      'nearest',
      ['nearest', 'bilinear'],
      'Whether new values repeat the nearest one or lie between neighbours.',
    ),
  },
  output: ({ size }, inputs) => {
    const [height, width, channels] = picture('UpSampling2D', inputs);
    return [
      height === null ? null : height * size[0],
      width === null ? null : width * size[1],
      channels,
    ];
  },
  arithmetic: ({ size }, inputs, output) => {
    const [height, width] = picture('UpSampling2D', inputs);
    return `${height ?? '?'} × ${size[0]} = ${output[0] ?? '?'}, ${width ?? '?'} × ${size[1]} = ${output[1] ?? '?'}`;
  },
  face: ({ size, interpolation }) => [pairText(size), interpolation],
  examples: [
    { config: {}, inputs: [[4, 4, 3]], output: [8, 8, 3] },
    { config: { size: [1, 3], interpolation: 'bilinear' }, inputs: [[2, 2, 1]], output: [2, 6, 1] },
  ],
});
