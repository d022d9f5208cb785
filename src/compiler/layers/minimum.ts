import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Smallest of inputs of one shape, as `keras.layers.Minimum`. */
export const minimum = defineLayer({
  kind: 'Minimum',
  group: 'Merging',
  doc: 'Keeps the smallest of its inputs value by value.',
  formula: 'y = min(a, b, …)',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {},
  mask: 'passes',
  output: (_, inputs) => elementwise('Minimum', inputs),
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
