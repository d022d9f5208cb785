import { defineLayer } from '../layer';
import { enumeration, ints } from '../params';
import { shapeText } from '../words';

/** Where samples enter, as `keras.Input`. */
export const input = defineLayer({
  kind: 'Input',
  group: 'Input',
  className: 'InputLayer',
  doc: 'Where samples enter the network.',
  inputs: { min: 0, max: 0 },
  params: {
    shape: ints([28, 28, 1], 'Shape of one sample; an empty size is free.', { free: true }),
    dtype: enumeration('float32', ['float32', 'int32'], 'Number type; tokens are int32.', {
      rare: true,
    }),
  },
  output: ({ shape }) => shape,
  face: ({ shape }) => [shapeText(shape), ''],
  examples: [
    { config: { shape: [28, 28, 1] }, inputs: [], output: [28, 28, 1] },
    { config: { shape: [4] }, inputs: [], output: [4] },
    { config: { shape: [null, null, 3] }, inputs: [], output: [null, null, 3] },
  ],
});
