import { poolFields } from '../fields';
import { only, pairText, picture, poolOf, slide, slideText } from '../geometry';
import { defineLayer } from '../layer';

/** Largest value of every window, as `keras.layers.MaxPooling2D`. */
export const maxPooling2D = defineLayer({
  kind: 'MaxPooling2D',
  group: 'Pooling',
  doc: 'Keeps the largest value of every window of every channel.',
  formula: 'y = max(window of x)',
  inputs: { min: 1, max: 1 },
  params: poolFields,
  output: (config, inputs) => {
    const x = picture('MaxPooling2D', inputs);
    return [...slide('MaxPooling2D', x, poolOf(config)), x[2]];
  },
  arithmetic: (config, inputs, output) =>
    slideText(only('MaxPooling2D', inputs), output, poolOf(config)),
  face: ({ poolSize }) => [pairText(poolSize), 'max'],
  examples: [
    { config: {}, inputs: [[24, 24, 6]], output: [12, 12, 6] },
    {
      config: { poolSize: [3, 3], strides: [2, 2], padding: 'same' },
      inputs: [[7, 5, 2]],
      output: [4, 3, 2],
    },
    { config: { poolSize: [3, 2] }, inputs: [[8, 7, 1]], output: [2, 3, 1] },
  ],
});
