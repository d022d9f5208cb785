import { axisIndex, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { int, optional } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** A part of an axis. */
export const slice = defineLayer({
  kind: 'Slice',
  group: 'Reshaping',
  doc: 'Keeps a part of one axis.',
  inputs: { min: 1, max: 1 },
  params: {
    axis: int(-1, 'Axis that is cut; −1 is the last.', { min: -8, max: 8 }),
    start: int(0, 'First position that is kept; −1 is the last.', { min: -1_000_000 }),
    size: optional(int(1, 'How many positions; without a value, all that follow.')),
  },
  output: ({ axis, start, size }, inputs) => {
    const x = only('Slice', inputs);
    const at = axisIndex('Slice', axis, x);
    return x.map((given, i) => (i === at ? sizeOf(x, given, start, size) : given));
  },
  face: ({ start, size }) => [size === null ? `${start} …` : `${start} … + ${size}`, ''],
  examples: [
    { config: { start: 2, size: 3 }, inputs: [[8]], output: [3] },
    { config: { axis: 1, start: -1 }, inputs: [[5, 4]], output: [1, 4] },
    { config: { axis: 2, start: 1 }, inputs: [[3, 4, 2]], output: [3, 3, 2] },
    { config: { axis: 1, size: 2 }, inputs: [[null, 3]], output: [2, 3] },
  ],
});

function sizeOf(x: Shape, given: number | null, start: number, size: number | null): number | null {
  const room = given === null ? null : start < 0 ? Math.min(-start, given) : given - start;
  if (start < 0 && given !== null && -start > given) throw refusal(x, start, size);
  if (room === null) return size;
  if (room < 1 || (size ?? 1) > room) throw refusal(x, start, size);
  return size ?? room;
}

const refusal = (x: Shape, start: number, size: number | null) =>
  shapeError('slice-range', 'Slice', { start, size: size ?? 1, input: shapeText(x) });
