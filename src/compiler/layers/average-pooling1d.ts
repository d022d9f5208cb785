import { poolRules } from '../families/pooling';
import { poolFields1D } from '../fields';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';

/** Mean of every window, as `keras.layers.AveragePooling1D`. */
export const averagePooling1D = defineLayer({
  kind: 'AveragePooling1D',
  group: 'Pooling',
  doc: 'Keeps the mean of every window of steps, for every channel.',
  formula: 'y = mean(window of x)',
  ...poolRules('AveragePooling1D', 1),
  params: poolFields1D,
  face: ({ poolSize }) => [sizesText(poolSize), 'mean'],
  examples: [
    { config: {}, inputs: [[24, 6]], output: [12, 6] },
    { config: { poolSize: 3, strides: 2, padding: 'same' }, inputs: [[7, 2]], output: [4, 2] },
    { config: { poolSize: 3 }, inputs: [[null, 1]], output: [null, 1] },
  ],
});
