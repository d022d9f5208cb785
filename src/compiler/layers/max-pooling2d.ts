import { poolRules } from '../families/pooling';
import { poolFields } from '../fields';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';

/** Largest value of every window, as `keras.layers.MaxPooling2D`. */
export const maxPooling2D = defineLayer({
  kind: 'MaxPooling2D',
  group: 'Pooling',
  doc: 'Keeps the largest value of every window of every channel.',
  formula: 'y = max(window of x)',
  ...poolRules('MaxPooling2D', 2),
  params: poolFields,
  face: ({ poolSize }) => [sizesText(poolSize), 'max'],
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
