import { poolRules } from '../families/pooling';
import { poolFields1D } from '../fields';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';

/** Largest value of every window, as `keras.layers.MaxPooling1D`. */
export const maxPooling1D = defineLayer({
  kind: 'MaxPooling1D',
  group: 'Pooling',
  doc: 'Keeps the largest value of every window of steps, for every channel.',
  formula: 'y = max(window of x)',
  ...poolRules('MaxPooling1D', 1),
  params: poolFields1D,
  face: ({ poolSize }) => [sizesText(poolSize), 'max'],
  examples: [
    { config: {}, inputs: [[24, 6]], output: [12, 6] },
    { config: { poolSize: 3, strides: 2, padding: 'same' }, inputs: [[7, 2]], output: [4, 2] },
    { config: { poolSize: 3 }, inputs: [[null, 1]], output: [null, 1] },
  ],
});
