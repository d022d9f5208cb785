import { enumeration, float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated } from './plane';
import { withoutTest } from './without-test';

/** What y is of x, without the noise; x goes from -1 to 1. */
const curves = {
  line: (x: number) => 0.7 * x + 0.2,
  parabola: (x: number) => 2 * x * x - 1,
  sine: (x: number) => Math.sin(2 * Math.PI * x),
  step: (x: number) => (x < 0 ? -0.8 : 0.8),
  bumps: (x: number) => Math.sin(3 * Math.PI * x) * Math.exp(-x),
} as const;
type Curve = keyof typeof curves;
const names = Object.keys(curves) as Curve[]; // the keys of a record

/** One number in, one number out: the smallest regression. */
export const noisyCurve = defineDataset({
  spec: {
    id: 'noisy-curve',
    doc: 'Points beside a line or a curve: one number in, one number out.',
    ...generated,
    citation: 'Legendre: Nouvelles méthodes pour la détermination des orbites des comètes, 1805.',
    params: {
      curve: enumeration<Curve>('sine', names, 'What lies under the noise.'),
      points: int(400, 'Number of points.', { min: 4, max: 100_000 }),
      noise: float(0.1, 'Standard deviation of the noise on y.', { min: 0, max: 2 }),
    },
    columns: {
      sample: { shape: [1], dtype: 'float32', doc: 'x, from -1 to 1.' },
      target: { shape: [], dtype: 'float32', doc: 'y.' },
    },
    samples: { train: 400, test: 0 },
    describe: ({ points }) => ({ samples: { train: Number(points), test: 0 } }),
  },
  load: async ({ parameters, random }) => {
    const { points, noise } = parameters as { points: number; noise: number }; // as declared above
    const curve = curves[parameters.curve as Curve];
    const x = Float32Array.from({ length: points }, () => 2 * random.next() - 1);
    const y = x.map((value) => curve(value) + noise * random.normal());
    return withoutTest({
      count: points,
      columns: { sample: { shape: [1], values: x }, target: { shape: [], values: y } },
    });
  },
});
