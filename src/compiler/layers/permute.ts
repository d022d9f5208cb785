import { only } from '../geometry';
import { defineLayer } from '../layer';
import { ints } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Axes in another order, as `keras.layers.Permute`. */
export const permute = defineLayer({
  kind: 'Permute',
  group: 'Reshaping',
  doc: 'Puts the axes in another order; axis 1 is the first after the batch.',
  inputs: { min: 1, max: 1 },
  params: {
    dims: ints([2, 1, 3], 'Which axis stands where, e.g. 2, 1, 3 swaps height and width.', {
      max: 8,
    }),
  },
  output: ({ dims }, inputs) => {
    const x = only('Permute', inputs);
    const order = [...dims].sort((a, b) => (a ?? 0) - (b ?? 0));
    if (dims.length !== x.length || order.some((axis, i) => axis !== i + 1)) {
      throw shapeError('permute-axes', 'Permute', {
        dims: dims.join(', ') || 'none',
        rank: x.length,
        input: shapeText(x),
      });
    }
    return dims.map((axis) => x[(axis ?? 1) - 1] ?? null);
  },
  face: ({ dims }) => [dims.join(', '), ''],
  examples: [
    { config: { dims: [2, 1] }, inputs: [[3, 5]], output: [5, 3] },
    { config: {}, inputs: [[4, 6, 2]], output: [6, 4, 2] },
  ],
});
