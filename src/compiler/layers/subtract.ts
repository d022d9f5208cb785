import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Difference of two inputs of one shape, as `keras.layers.Subtract`. */
export const subtract = defineLayer({
  kind: 'Subtract',
  group: 'Merging',
  doc: 'Takes the second input from the first value by value.',
  formula: 'y = a − b',
  inputs: { min: 2, max: 2 },
  params: {},
  mask: 'passes',
  output: (_, inputs) => elementwise('Subtract', inputs),
  examples: [
    { config: {}, inputs: [[8], [8]], output: [8] },
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
