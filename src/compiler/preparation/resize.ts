import { enumeration, pair } from '../params';
import { shapeText } from '../words';
import { definePreparation, PreparationError, received } from './preparation';

/** Pictures of another size: averaged where they shrink, blended where they grow, or by the nearest pixel. */
export const resize = definePreparation({
  kind: 'Resize',
  doc: 'Brings every picture to one size. Pictures made of bytes stay bytes, rounded to the nearest.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {
    size: pair([28, 28], 'Height and width, in pixels.'),
    method: enumeration(
      'area',
      ['area', 'nearest'],
      'Area averages the pixels that a new one covers, and blends the nearest two each way where a picture grows; nearest takes the one at its centre.',
    ),
  },
  output: ({ size }, input) => {
    const { shape, dtype } = received('Resize', input);
    if (shape.length !== 3) {
      throw new PreparationError(
        'resize-input',
        `Resize receives ${shapeText(shape)}; it expects pictures of height × width × channels.`,
        'Connect a column of pictures.',
        { shape: shapeText(shape) },
      );
    }
    return { shape: [size[0], size[1], shape[2]!], dtype };
  },
  face: ({ size, method }) => [`${size[0]}×${size[1]}`, method],
  examples: [
    {
      config: { size: [14, 14] },
      input: { shape: [28, 28, 1], dtype: 'uint8' },
      output: { shape: [14, 14, 1], dtype: 'uint8' },
    },
  ],
});
