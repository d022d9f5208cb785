import { float, int } from '../../compiler/params';
import type { ColumnSpec } from '../../compiler/world';
import { defineDataset } from '../dataset';
import { generated } from './plane';
import { withoutTest } from './without-test';

const columnsFor = (window: number, horizon: number): Readonly<Record<string, ColumnSpec>> => ({
  sample: { shape: [window, 1], dtype: 'float32', doc: 'The past, one value a time step.' },
  target: { shape: [horizon, 1], dtype: 'float32', doc: 'What follows right after it.' },
});
const describe = (points: number, window: number, horizon: number) => ({
  columns: columnsFor(window, horizon),
  samples: { train: Math.max(0, points - window - horizon + 1), test: 0 },
});

/** Steps of the integration in one time step, and time steps until the start is forgotten. */
const STEPS = 10;
const WASHOUT = 300;

export const mackeyGlass = defineDataset({
  spec: {
    id: 'mackey-glass',
    doc: 'A chaotic series from an equation with a delay: easy to follow, hard to foresee.',
    ...generated,
    citation: 'Mackey and Glass: Oscillation and chaos in physiological control systems, 1977.',
    params: {
      points: int(3_000, 'Time steps of the series.', { min: 64, max: 100_000 }),
      delay: float(17, 'How far back the equation looks; chaos begins near 16.8.', {
        min: 1,
        max: 100,
      }),
      window: int(32, 'Rows that the network looks at.', { min: 1, max: 30_000 }),
      horizon: int(1, 'Rows that it forecasts, right after the window.', { min: 1, max: 1_000 }),
    },
    ...describe(3_000, 32, 1),
    describe: ({ points, window, horizon }) =>
      describe(Number(points), Number(window), Number(horizon)),
  },
  load: async ({ parameters, random }) => {
    const { points, delay, window, horizon } = parameters as Record<string, number>; // as declared above
    const series = integrate(points!, delay!, () => random.next());
    const count = Math.max(0, points! - window! - horizon! + 1);
    const slices = (from: number, length: number): Float32Array => {
      const values = new Float32Array(count * length);
      for (let i = 0; i < count; i++)
        values.set(series.subarray(i + from, i + from + length), i * length);
      return values;
    };
    return withoutTest({
      count,
      columns: {
        sample: { shape: [window!, 1], values: slices(0, window!) },
        target: { shape: [horizon!, 1], values: slices(window!, horizon!) },
      },
    });
  },
});

/** dx/dt = 0.2 x(t − delay) / (1 + x(t − delay)¹⁰) − 0.1 x, by Heun's method, from a past near 1.2. */
function integrate(points: number, delay: number, draw: () => number): Float32Array {
  const dt = 1 / STEPS;
  const lag = Math.round(delay * STEPS);
  const start = 1.1 + 0.2 * draw();
  const past = new Float64Array(lag + 1).fill(start);
  const series = new Float32Array(points);
  const slope = (x: number, delayed: number): number =>
    (0.2 * delayed) / (1 + delayed ** 10) - 0.1 * x;
  let x = start;
  for (let i = 0; i < (WASHOUT + points) * STEPS; i++) {
    const place = i % (lag + 1);
    const before = past[(i + 1) % (lag + 1)]!;
    const after = past[(i + 2) % (lag + 1)]!;
    past[place] = x;
    const first = slope(x, before);
    x += (dt / 2) * (first + slope(x + dt * first, after));
    const time = (i + 1) / STEPS - WASHOUT;
    if (time >= 1 && Number.isInteger(time)) series[time - 1] = x;
  }
  return series;
}
