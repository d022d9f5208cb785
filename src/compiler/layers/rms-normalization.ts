import { axisIndices, known, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { float, ints } from '../params';

/** Root mean square 1 over each sample, as `keras.layers.RMSNormalization`. */
export const rmsNormalization = defineLayer({
  kind: 'RMSNormalization',
  group: 'Normalization',
  doc: 'Brings the features of every sample to root mean square 1, then scales them.',
  formula: 'y = scale · x ÷ √(mean(x²) + epsilon)',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    axis: ints([-1], 'Axes that are normalized together; −1 is the last.', {
      min: -8,
      max: 8,
      rare: true,
    }),
    epsilon: float(0.000001, 'Added to the mean square, so that no division is by zero.', {
      min: 1e-12,
      max: 1,
      log: true,
    }),
  },
  output: ({ axis }, inputs) => {
    sizesOf(axis, inputs);
    return only('RMSNormalization', inputs);
  },
  weights: ({ axis }, inputs) => [{ name: 'scale', shape: sizesOf(axis, inputs), initial: 1 }],
  examples: [
    { config: {}, inputs: [[6, 8]], output: [6, 8] },
    { config: { epsilon: 0.001 }, inputs: [[5]], output: [5] },
    { config: { axis: [1, 2] }, inputs: [[3, 4]], output: [3, 4] },
  ],
});

function sizesOf(axes: readonly (number | null)[], inputs: readonly Shape[]): number[] {
  const x = only('RMSNormalization', inputs);
  return axisIndices('RMSNormalization', axes, x).map((axis) => known('RMSNormalization', x, axis));
}
