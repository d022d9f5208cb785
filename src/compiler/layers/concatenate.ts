import { axisIndex, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { int } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Inputs side by side, as `keras.layers.Concatenate`. */
export const concatenate = defineLayer({
  kind: 'Concatenate',
  group: 'Merging',
  doc: 'Joins inputs along one axis; all other sizes are equal.',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  params: {
    axis: int(-1, 'Axis along which inputs are joined; −1 is the last.', { min: -8, max: 8 }),
  },
  mask: 'passes',
  output: ({ axis }, inputs) => {
    const first = only('Concatenate', inputs);
    const at = axisIndex('Concatenate', axis, first);
    let size: number | null = first[at] ?? null;
    inputs.slice(1).forEach((shape, i) => {
      requireSides(first, shape, at, i + 1);
      const more = shape[at] ?? null;
      size = size === null || more === null ? null : size + more;
    });
    return first.map((given, i) => (i === at ? size : given));
  },
  arithmetic: ({ axis }, inputs, output) => {
    const at = axisIndex('Concatenate', axis, only('Concatenate', inputs));
    return `${inputs.map((shape) => shape[at] ?? '?').join(' + ')} = ${output[at] ?? '?'}`;
  },
  examples: [
    { config: {}, inputs: [[4], [3]], output: [7] },
    {
      config: { axis: 1 },
      inputs: [
        [2, 3],
        [5, 3],
        [1, 3],
      ],
      output: [8, 3],
    },
    {
      config: {},
      inputs: [
        [4, 4, 2],
        [4, 4, 6],
      ],
      output: [4, 4, 8],
    },
  ],
});

function requireSides(first: Shape, shape: Shape, at: number, input: number): void {
  const fits =
    first.length === shape.length &&
    first.every((size, axis) => axis === at || size === shape[axis]);
  if (fits) return;
  throw shapeError('concat-shape', 'Concatenate', {
    axis: at + 1,
    expected: shapeText(first),
    received: shapeText(shape),
    input,
  });
}
