import { axisIndex } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { bool, pair } from '../params';
import { shapeError } from '../problems/problem-of';

/** Products of two inputs summed along an axis of each, as `keras.layers.Dot`. */
export const dot = defineLayer({
  kind: 'Dot',
  group: 'Merging',
  doc: 'Multiplies two inputs and sums along one axis of each; with normalize, their likeness.',
  formula: 'y[…, …] = Σ a[…, k] · b[…, k]',
  inputs: { min: 2, max: 2 },
  params: {
    axes: pair([-1, -1], 'Axis of the first and of the second input that are summed.', {
      min: -8,
      max: 8,
    }),
    normalize: bool(false, 'Bring vectors along these axes to length 1, which gives cosines.'),
  },
  output: ({ axes }, inputs) => {
    const [a, b] = restsOf(axes, inputs);
    // A single number a sample keeps an axis of its own, as in Keras.
    return a.length + b.length === 0 ? [1] : [...a, ...b];
  },
  macs: ({ axes }, inputs, output) => {
    const summed = inputs[0]?.[axisIndex('Dot', axes[0], inputs[0])] ?? 1;
    return output.reduce<number>((product, size) => product * (size ?? 1), summed);
  },
  face: ({ axes, normalize }) => [axes.join(', '), normalize ? 'cosine' : ''],
  examples: [
    { config: {}, inputs: [[8], [8]], output: [1] },
    { config: { normalize: true }, inputs: [[5], [5]], output: [1] },
    {
      config: { axes: [2, 1] },
      inputs: [
        [4, 3],
        [3, 5],
      ],
      output: [4, 5],
    },
    { config: { axes: [2, 1] }, inputs: [[4, 3], [3]], output: [4] },
  ],
});

/** What is left of each shape beside the axis that is summed; the two axes are of one size. */
function restsOf(axes: readonly [number, number], inputs: readonly Shape[]): [Shape, Shape] {
  const [a, b] = [inputs[0] ?? [], inputs[1] ?? []];
  const [i, j] = [axisIndex('Dot', axes[0], a), axisIndex('Dot', axes[1], b, 1)];
  if (a[i] !== b[j]) {
    throw shapeError('dot-size', 'Dot', {
      axis: i + 1,
      expected: a[i] ?? '?',
      other: j + 1,
      received: b[j] ?? '?',
      input: 1,
    });
  }
  return [a.filter((_, axis) => axis !== i), b.filter((_, axis) => axis !== j)];
}
