import { axisIndices, countOf, known, only } from '../geometry';
import { defineLayer, type Shape, type WeightSpec } from '../layer';
import { bool, floats, ints, optional } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Mean 0 and variance 1 over the training data, as `keras.layers.Normalization`. */
export const normalization = defineLayer({
  kind: 'Normalization',
  group: 'Normalization',
  doc: 'Brings features to mean 0 and variance 1, both measured on the training data.',
  formula: 'y = (x − mean) ÷ √variance',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    axis: ints([-1], 'Axes whose positions have statistics of their own; none: one for all.', {
      min: -8,
      max: 8,
      rare: true,
    }),
    mean: optional(
      floats([0], 'Fixed means, instead of those of the training data.', { rare: true }),
    ),
    variance: optional(
      floats([1], 'Fixed variances, instead of those of the training data.', {
        rare: true,
        min: 0,
      }),
    ),
    invert: bool(false, 'Undo a normalization instead: y = x · √variance + mean.', { rare: true }),
  },
  output: ({ axis, mean, variance }, inputs) => {
    const x = only('Normalization', inputs);
    const size = countOf(sizesOf(axis, x));
    for (const given of [mean, variance]) {
      const isPair = (mean === null) === (variance === null);
      if (isPair && (given === null || given.length === 1 || given.length === size)) continue;
      throw shapeError('statistics-size', 'Normalization', {
        means: mean?.length ?? 0,
        variances: variance?.length ?? 0,
        expected: size,
        input: shapeText(x),
      });
    }
    return x;
  },
  weights: ({ axis, mean }, inputs): WeightSpec[] => {
    if (mean !== null) return [];
    const shape = sizesOf(axis, only('Normalization', inputs));
    return [
      { name: 'mean', shape, trainable: false, initial: 0 },
      { name: 'variance', shape, trainable: false, initial: 1 },
      { name: 'count', shape: [], trainable: false, initial: 0 },
    ];
  },
  examples: [
    { config: {}, inputs: [[4, 3]], output: [4, 3] },
    { config: { axis: [] }, inputs: [[5]], output: [5] },
    { config: { mean: [1, 2], variance: [4, 9] }, inputs: [[3, 2]], output: [3, 2] },
    { config: { mean: [1], variance: [4], invert: true }, inputs: [[3]], output: [3] },
    { config: { axis: [1, 2] }, inputs: [[4, 3]], output: [4, 3] },
    { config: { axis: [-2, 3] }, inputs: [[4, 3, 2]], output: [4, 3, 2] },
  ],
});

/** Sizes of the axes that keep their positions apart, in their order. */
function sizesOf(axes: readonly (number | null)[], x: Shape): number[] {
  const own = axisIndices('Normalization', axes, x);
  return own.sort((a, b) => a - b).map((axis) => known('Normalization', x, axis));
}
