import { poolFields } from '../fields';
import { only, pairText, picture, poolOf, slide, slideText } from '../geometry';
import { defineLayer } from '../layer';

/** Mean of every window, as `keras.layers.AveragePooling2D`. */
export const averagePooling2D = defineLayer({
  kind: 'AveragePooling2D',
  group: 'Pooling',
  doc: 'Keeps the mean of every window of every channel.',
  formula: 'y = mean(window of x)',
  inputs: { min: 1, max: 1 },
  params: poolFields,
  output: (config, inputs) => {
    const x = picture('AveragePooling2D', inputs);
    return [...slide('AveragePooling2D', x, poolOf(config)), x[2]];
  },
  arithmetic: (config, inputs, output) =>
    slideText(only('AveragePooling2D', inputs), output, poolOf(config)),
  face: ({ poolSize }) => [pairText(poolSize), 'mean'],
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
