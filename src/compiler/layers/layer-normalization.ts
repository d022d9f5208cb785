import { normFields } from '../fields';
import { axisIndices, known, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { float, ints } from '../params';

/** Mean 0 and variance 1 over each sample, as `keras.layers.LayerNormalization`. */
export const layerNormalization = defineLayer({
  kind: 'LayerNormalization',
  group: 'Normalization',
  doc: 'Brings every sample to mean 0 and variance 1 over its features, then scales and shifts.',
  formula: 'y = gamma · (x − mean) ÷ √(variance + epsilon) + beta',
  inputs: { min: 1, max: 1 },
  params: {
    axis: ints([-1], 'Axes that are normalized together; −1 is the last.', {
      min: -8,
      max: 8,
      rare: true,
    }),
    epsilon: float(0.001, 'Added to the variance, so that no division is by zero.', {
      min: 1e-12,
      max: 1,
      log: true,
    }),
    ...normFields,
  },
  mask: 'passes',
  output: ({ axis, center, scale }, inputs) => {
    const x = only('LayerNormalization', inputs);
    // Without weights the axes may be of any size.
    if (center || scale) sizesOf(axis, inputs);
    else axisIndices('LayerNormalization', axis, x);
    return x;
  },
  weights: ({ axis, center, scale }, inputs) => {
    if (!center && !scale) return [];
    const shape = sizesOf(axis, inputs);
    return [
      ...(scale ? [{ name: 'gamma', shape }] : []),
      ...(center ? [{ name: 'beta', shape }] : []),
    ];
  },
  examples: [
    { config: {}, inputs: [[6, 8]], output: [6, 8] },
    { config: { axis: [1, 2], center: false }, inputs: [[3, 4]], output: [3, 4] },
    { config: { scale: false, epsilon: 0.00001 }, inputs: [[5]], output: [5] },
  ],
});

function sizesOf(axes: readonly (number | null)[], inputs: readonly Shape[]): number[] {
  const x = only('LayerNormalization', inputs);
  return axisIndices('LayerNormalization', axes, x).map((axis) =>
    known('LayerNormalization', x, axis),
  );
}
