import { pair } from '../params';
import { receivedPicture } from './pictures';
import { definePreparation, PreparationError } from './preparation';

/** The middle of every picture. */
export const centreCrop = definePreparation({
  kind: 'CentreCrop',
  doc: 'Keeps the middle of every picture and drops its borders.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: { size: pair([24, 24], 'Height and width that are kept, in pixels.') },
  output: ({ size }, input) => {
    const { shape, dtype } = receivedPicture('CentreCrop', input);
    const [height, width, channels] = shape;
    if (size[0] > height || size[1] > width) {
      throw new PreparationError(
        'crop-size',
        `CentreCrop keeps ${size[0]}×${size[1]} of pictures of ${height}×${width}.`,
        'Choose a size within the pictures, or resize them first.',
        { size: `${size[0]}×${size[1]}`, picture: `${height}×${width}` },
      );
    }
    return { shape: [size[0], size[1], channels], dtype };
  },
  face: ({ size }) => [`${size[0]}×${size[1]}`, ''],
  examples: [
    {
      config: { size: [6, 4] },
      input: { shape: [8, 8, 3], dtype: 'uint8' },
      output: { shape: [6, 4, 3], dtype: 'uint8' },
    },
  ],
});
