import { float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated, planeColumns, planeSamples } from './plane';
import { withoutTest } from './without-test';

/** Two circles with one centre. */
export const rings = defineDataset({
  spec: {
    id: 'rings',
    doc: 'A ring of points inside another one: the border between them closes.',
    ...generated,
    citation: 'After make_circles of scikit-learn (Pedregosa et al., 2011).',
    params: {
      points: int(400, 'Number of points, half on each ring.', { min: 4, max: 100_000 }),
      innerRadius: float(0.5, 'Radius of the inner ring; the outer one has 1.', {
        min: 0.01,
        max: 0.99,
      }),
      noise: float(0.08, 'Standard deviation of the noise on both coordinates.', {
        min: 0,
        max: 2,
      }),
    },
    columns: planeColumns(['outer', 'inner']),
    samples: { train: 400, test: 0 },
    describe: ({ points }) => ({ samples: { train: Number(points), test: 0 } }),
  },
  load: async ({ parameters, random }) => {
    const { points, innerRadius, noise } = parameters as Record<
      'points' | 'innerRadius' | 'noise',
      number
    >; // as declared above
    const each = Array.from({ length: points }, (_, i) => {
      const label = i % 2;
      const radius = label === 1 ? innerRadius : 1;
      const angle = 2 * Math.PI * random.next();
      return {
        x: radius * Math.cos(angle) + noise * random.normal(),
        y: radius * Math.sin(angle) + noise * random.normal(),
        label,
      };
    });
    return withoutTest(planeSamples(each));
  },
});
