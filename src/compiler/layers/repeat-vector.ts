import { only, requireRank } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';

/** One vector at every step, as `keras.layers.RepeatVector`. */
export const repeatVector = defineLayer({
  kind: 'RepeatVector',
  group: 'Reshaping',
  doc: 'Repeats a vector at every step of a sequence.',
  formula: 'y[t] = x',
  inputs: { min: 1, max: 1 },
  params: { n: int(4, 'Number of steps.', { max: 100_000 }) },
  output: ({ n }, inputs) => {
    const x = only('RepeatVector', inputs);
    requireRank('RepeatVector', x, 1, 'features');
    return [n, x[0] ?? null];
  },
  face: ({ n }) => [`× ${n}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [4, 8] },
    { config: { n: 1 }, inputs: [[3]], output: [1, 3] },
  ],
});
