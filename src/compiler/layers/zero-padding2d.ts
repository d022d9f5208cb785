import { picture } from '../geometry';
import { defineLayer } from '../layer';
import { ints } from '../params';

/** Zeros around a picture, as `keras.layers.ZeroPadding2D`. */
export const zeroPadding2D = defineLayer({
  kind: 'ZeroPadding2D',
  group: 'Reshaping',
  doc: 'Surrounds a picture with zeros.',
  inputs: { min: 1, max: 1 },
  params: {
    padding: ints([1, 1, 1, 1], 'Rows above and below, columns left and right.', {
      min: 0,
      max: 4096,
      length: 4,
    }),
  },
  output: ({ padding }, inputs) => {
    const [height, width, channels] = picture('ZeroPadding2D', inputs);
    const [top, bottom, left, right] = padding.map((size) => size ?? 0);
    return [
      height === null ? null : height + (top ?? 0) + (bottom ?? 0),
      width === null ? null : width + (left ?? 0) + (right ?? 0),
      channels,
    ];
  },
  arithmetic: ({ padding }, inputs, output) => {
    const [height, width] = picture('ZeroPadding2D', inputs);
    const [top, bottom, left, right] = padding;
    return `${top} + ${height ?? '?'} + ${bottom} = ${output[0] ?? '?'}, ${left} + ${width ?? '?'} + ${right} = ${output[1] ?? '?'}`;
  },
  face: ({ padding }) => [padding.join(' '), ''],
  examples: [
    { config: {}, inputs: [[4, 4, 3]], output: [6, 6, 3] },
    { config: { padding: [0, 1, 2, 3] }, inputs: [[4, 4, 1]], output: [5, 9, 1] },
  ],
});
