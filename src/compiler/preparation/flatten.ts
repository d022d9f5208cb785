import { definePreparation, received } from './preparation';

/** One row of numbers a sample, whatever shape it had. */
export const flatten = definePreparation({
  kind: 'Flatten',
  doc: 'Lays the values of every sample out in one row; the values stay as they are.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {},
  output: (_config, input) => {
    const { shape, dtype } = received('Flatten', input);
    const sizes = shape.filter((size) => size !== null);
    return { shape: [sizes.reduce((product, size) => product * size, 1)], dtype };
  },
  examples: [
    {
      config: {},
      input: { shape: [14, 14, 1], dtype: 'uint8' },
      output: { shape: [196], dtype: 'uint8' },
    },
  ],
});
