import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Product of inputs of one shape, as `keras.layers.Multiply`. */
export const multiply = defineLayer({
  kind: 'Multiply',
  group: 'Merging',
  doc: 'Multiplies inputs value by value, as a gate does.',
  formula: 'y = a · b · …',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {},
  mask: 'passes',
  output: (_, inputs) => elementwise('Multiply', inputs),
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
