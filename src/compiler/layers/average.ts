import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Mean of inputs of one shape, as `keras.layers.Average`. */
export const average = defineLayer({
  kind: 'Average',
  group: 'Merging',
  doc: 'Takes the mean of inputs value by value.',
  formula: 'y = (a + b + …) ÷ n',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {},
  mask: 'passes',
  output: (_, inputs) => elementwise('Average', inputs),
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
