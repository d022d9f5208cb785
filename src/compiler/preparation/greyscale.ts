import { receivedPicture } from './pictures';
import { definePreparation } from './preparation';

/** Brightness in the place of colours. */
export const greyscale = definePreparation({
  kind: 'Greyscale',
  doc: 'Makes one channel of brightness out of red, green and blue.',
  formula: 'y = 0.299 · red + 0.587 · green + 0.114 · blue',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {},
  output: (_config, input) => {
    const { shape, dtype } = receivedPicture('Greyscale', input);
    return { shape: [shape[0], shape[1], 1], dtype };
  },
  examples: [
    {
      config: {},
      input: { shape: [8, 8, 3], dtype: 'uint8' },
      output: { shape: [8, 8, 1], dtype: 'uint8' },
    },
  ],
});
