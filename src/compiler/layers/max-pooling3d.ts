import { poolRules } from '../families/pooling';
import { poolFields3D } from '../fields';
import { sizesText } from '../geometry';
import { defineLayer } from '../layer';

/** Largest value of every window, as `keras.layers.MaxPooling3D`. */
export const maxPooling3D = defineLayer({
  kind: 'MaxPooling3D',
  group: 'Pooling',
  doc: 'Keeps the largest value of every window of a volume, for every channel.',
  formula: 'y = max(window of x)',
  ...poolRules('MaxPooling3D', 3),
  params: poolFields3D,
  face: ({ poolSize }) => [sizesText(poolSize), 'max'],
  examples: [
    { config: {}, inputs: [[4, 6, 6, 3]], output: [2, 3, 3, 3] },
    {
      config: { poolSize: [2, 3, 3], strides: [1, 2, 2], padding: 'same' },
      inputs: [[3, 5, 4, 2]],
      output: [3, 3, 2, 2],
    },
  ],
});
