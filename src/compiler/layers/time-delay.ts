import { known, only, requireRank } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { ints } from '../params';

/** A tapped delay line, the memory of the time-delay networks of Waibel et al., 1989. */
export const timeDelay = defineLayer({
  kind: 'TimeDelay',
  group: 'Recurrent',
  doc: 'Shows at every time what came some steps before; zeros stand before the start.',
  formula: 'y[t] = (x[t − d₁], x[t − d₂], …)',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    delays: ints([1], 'Steps back of every copy; copies are joined along the features.', {
      min: 0,
      longest: 64,
    }),
  },
  output: ({ delays }, inputs) => {
    const x = sequence(inputs);
    const copies = Math.max(1, delays.length);
    return [x[0] ?? null, known('TimeDelay', x, 1) * copies];
  },
  face: ({ delays }) => [delays.join(', '), ''],
  examples: [
    { config: {}, inputs: [[6, 3]], output: [6, 3] },
    { config: { delays: [0, 1, 4] }, inputs: [[6, 2]], output: [6, 6] },
  ],
});

function sequence(inputs: readonly Shape[]): Shape {
  const x = only('TimeDelay', inputs);
  requireRank('TimeDelay', x, 2, 'time, features');
  return x;
}
