import { axisIndices, only } from '../geometry';
import { defineLayer } from '../layer';
import { ints } from '../params';

/** Vectors of length 1, as `keras.layers.UnitNormalization`. */
export const unitNormalization = defineLayer({
  kind: 'UnitNormalization',
  group: 'Normalization',
  doc: 'Scales every vector to length 1.',
  formula: 'y = x ÷ √(Σ x²)',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    axis: ints([-1], 'Axes that make up a vector; −1 is the last.', {
      min: -8,
      max: 8,
      rare: true,
    }),
  },
  output: ({ axis }, inputs) => {
    const x = only('UnitNormalization', inputs);
    axisIndices('UnitNormalization', axis, x);
    return x;
  },
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { axis: [1, 2] }, inputs: [[3, 4]], output: [3, 4] },
    { config: { axis: [1] }, inputs: [[3, 4]], output: [3, 4] },
  ],
});
