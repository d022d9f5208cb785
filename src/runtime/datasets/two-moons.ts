import { float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated, planeColumns, planeSamples } from './plane';
import { withoutTest } from './without-test';

/** Two interleaved half circles. */
export const twoMoons = defineDataset({
  spec: {
    id: 'two-moons',
    doc: 'Two half circles that reach into each other; no straight line parts them.',
    ...generated,
    citation: 'After make_moons of scikit-learn (Pedregosa et al., 2011).',
    params: {
      points: int(400, 'Number of points, half in each moon.', { min: 4, max: 100_000 }),
      noise: float(0.1, 'Standard deviation of the noise on both coordinates.', { min: 0, max: 2 }),
    },
    columns: planeColumns(['upper', 'lower']),
    samples: { train: 400, test: 0 },
  },
  load: async ({ parameters, random }) => {
    const { points, noise } = parameters as { points: number; noise: number };
    const each = Array.from({ length: points }, (_, i) => {
      const label = i % 2;
      const angle = Math.PI * random.next();
      const x = label === 0 ? Math.cos(angle) : 1 - Math.cos(angle);
      const y = label === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
      return { x: x + noise * random.normal(), y: y + noise * random.normal(), label };
    });
    return withoutTest(planeSamples(each));
  },
});
