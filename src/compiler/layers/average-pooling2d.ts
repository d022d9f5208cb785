import { poolRules } from '../families/pooling';
import { poolFields } from '../fields';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';

/** Mean of every window, as `keras.layers.AveragePooling2D`. */
export const averagePooling2D = defineLayer({
  kind: 'AveragePooling2D',
  group: 'Pooling',
  doc: 'Keeps the mean of every window of every channel.',
  formula: 'y = mean(window of x)',
  ...poolRules('AveragePooling2D', 2),
  params: poolFields,
  face: ({ poolSize }) => [sizesText(poolSize), 'mean'],
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
