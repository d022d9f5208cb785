import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Largest of inputs of one shape, as `keras.layers.Maximum`. */
export const maximum = defineLayer({
  kind: 'Maximum',
  group: 'Merging',
  doc: 'Keeps the largest of its inputs value by value.',
  formula: 'y = max(a, b, …)',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {},
  mask: 'passes',
  output: (_, inputs) => elementwise('Maximum', inputs),
  examples: [
    { config: {}, inputs: [[8], [8], [8]], output: [8] },
    {
      config: {},
      inputs: [
        [4, 3, 2],
        [1, 1, 2],
      ],
      output: [4, 3, 2],
    },
  ],
});
