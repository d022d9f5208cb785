import { only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { int } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Inputs of one shape along a new axis. */
export const stack = defineLayer({
  kind: 'Stack',
  group: 'Merging',
  doc: 'Puts inputs of one shape side by side along a new axis.',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {
    axis: int(1, 'Where the new axis stands; 1 is the first after the batch, −1 the last.', {
      min: -8,
      max: 8,
    }),
  },
  output: ({ axis }, inputs) => {
    const first = only('Stack', inputs);
    inputs.slice(1).forEach((shape, i) => {
      if (shapeText(shape) === shapeText(first)) return;
      throw shapeError('merge-shape', 'Stack', {
        expected: shapeText(first),
        received: shapeText(shape),
        input: i + 1,
      });
    });
    const at = newAxis(axis, first);
    return [...first.slice(0, at), inputs.length, ...first.slice(at)];
  },
  examples: [
    { config: {}, inputs: [[4], [4], [4]], output: [3, 4] },
    {
      config: { axis: -1 },
      inputs: [
        [2, 3],
        [2, 3],
      ],
      output: [2, 3, 2],
    },
  ],
});

function newAxis(axis: number, x: Shape): number {
  const at = axis < 0 ? x.length + 1 + axis : axis - 1;
  if (at >= 0 && at <= x.length) return at;
  throw shapeError('axis', 'Stack', { axis, input: shapeText(x) });
}
