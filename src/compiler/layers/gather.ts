import { axisIndex, only } from '../geometry';
import { defineLayer } from '../layer';
import { int, ints } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Chosen positions of an axis, in a chosen order. */
export const gather = defineLayer({
  kind: 'Gather',
  group: 'Reshaping',
  doc: 'Takes chosen positions of one axis, in the order and as often as they are named.',
  formula: 'y[i] = x[indices[i]]',
  inputs: { min: 1, max: 1 },
  params: {
    indices: ints([0], 'Positions, counted from 0; −1 is the last.', {
      min: -1_000_000,
      longest: 1024,
    }),
    axis: int(-1, 'Axis that they are taken from; −1 is the last.', { min: -8, max: 8 }),
  },
  output: ({ axis, indices }, inputs) => {
    const x = only('Gather', inputs);
    const at = axisIndex('Gather', axis, x);
    const size = x[at] ?? null;
    const wrong = indices.find(
      (index) => index === null || (size !== null && (index >= size || index < -size)),
    );
    if (indices.length === 0 || wrong !== undefined) {
      throw shapeError('gather-index', 'Gather', {
        received: wrong ?? 'none',
        axis: at + 1,
        input: shapeText(x),
      });
    }
    return x.map((given, i) => (i === at ? indices.length : given));
  },
  face: ({ indices }) => [indices.join(', '), ''],
  examples: [
    { config: { indices: [2, 0] }, inputs: [[4]], output: [2] },
    { config: { indices: [-1, 0, 0], axis: 1 }, inputs: [[5, 3]], output: [3, 3] },
  ],
});
