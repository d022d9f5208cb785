import { axisIndex, known, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { int } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Equal parts of an axis, each at a port of its own. */
export const split = defineLayer({
  kind: 'Split',
  group: 'Reshaping',
  doc: 'Cuts one axis into equal parts, each at a port of its own.',
  inputs: { min: 1, max: 1 },
  params: {
    parts: int(2, 'Number of parts; each is a port.', { min: 2, max: 64, structural: true }),
    axis: int(-1, 'Axis that is cut; −1 is the last.', { min: -8, max: 8 }),
  },
  outputPorts: ({ parts }) => Array.from({ length: parts - 1 }, (_, i) => `part${i + 2}`),
  output: ({ axis, parts }, inputs) => partOf(axis, parts, inputs),
  moreOutputs: ({ axis, parts }, inputs) =>
    Array.from({ length: parts - 1 }, () => partOf(axis, parts, inputs)),
  arithmetic: ({ axis, parts }, inputs) => {
    const x = only('Split', inputs);
    const size = known('Split', x, axisIndex('Split', axis, x));
    return `${size} ÷ ${parts} = ${size / parts}`;
  },
  face: ({ parts }) => [`÷ ${parts}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [4], moreOutputs: [[4]] },
    {
      config: { parts: 3, axis: 1 },
      inputs: [[6, 2]],
      output: [2, 2],
      moreOutputs: [
        [2, 2],
        [2, 2],
      ],
    },
  ],
});

function partOf(axis: number, parts: number, inputs: readonly Shape[]): Shape {
  const x = only('Split', inputs);
  const at = axisIndex('Split', axis, x);
  const size = known('Split', x, at);
  if (size % parts !== 0) {
    throw shapeError('split-parts', 'Split', { parts, size, axis: at + 1, input: shapeText(x) });
  }
  return x.map((given, i) => (i === at ? size / parts : given));
}
