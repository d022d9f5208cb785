import { axisIndex, only } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';

/** Values that are positive and sum to one, as `keras.layers.Softmax`. */
export const softmax = defineLayer({
  kind: 'Softmax',
  group: 'Activation',
  doc: 'Turns values into probabilities that sum to one.',
  formula: 'y[i] = exp(x[i]) ÷ Σ exp(x)',
  inputs: { min: 1, max: 1 },
  params: {
    axis: int(-1, 'Axis that sums to one; −1 is the last.', { min: -8, max: 8, rare: true }),
  },
  mask: 'passes',
  output: ({ axis }, inputs) => {
    const x = only('Softmax', inputs);
    axisIndex('Softmax', axis, x);
    return x;
  },
  examples: [
    { config: {}, inputs: [[10]], output: [10] },
    { config: { axis: -1 }, inputs: [[4, 3]], output: [4, 3] },
  ],
});
