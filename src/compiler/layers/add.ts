import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Sum of inputs of one shape, as `keras.layers.Add`. */
export const add = defineLayer({
  kind: 'Add',
  group: 'Merging',
  doc: 'Adds inputs value by value; a skip connection ends here.',
  formula: 'y = a + b + …',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {},
  mask: 'passes',
  output: (_, inputs) => elementwise('Add', inputs),
  examples: [
    { config: {}, inputs: [[8], [8]], output: [8] },
    {
      config: {},
      inputs: [
        [4, 4, 2],
        [4, 4, 2],
        [4, 4, 2],
      ],
      output: [4, 4, 2],
    },
    {
      config: {},
      inputs: [
        [4, 4, 2],
        [1, 1, 2],
      ],
      output: [4, 4, 2],
    },
  ],
});
