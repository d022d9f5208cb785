import { float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated, planeColumns, planeSamples } from './plane';
import { withoutTest } from './without-test';

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `group ${i + 1}`);

/** Round clouds at drawn places. */
export const blobs = defineDataset({
  spec: {
    id: 'blobs',
    doc: 'Round clouds of points at places that the seed draws.',
    ...generated,
    citation: 'After make_blobs of scikit-learn (Pedregosa et al., 2011).',
    params: {
      points: int(600, 'Number of points.', { min: 4, max: 100_000 }),
      clouds: int(3, 'Number of clouds.', { min: 1, max: 20 }),
      deviation: float(0.12, 'Standard deviation of each cloud.', { min: 0, max: 2 }),
    },
    columns: planeColumns(names(3)),
    samples: { train: 600, test: 0 },
    describe: ({ points, clouds }) => ({
      columns: planeColumns(names(Number(clouds))),
      samples: { train: Number(points), test: 0 },
    }),
  },
  load: async ({ parameters, random }) => {
    const { points, clouds, deviation } = parameters as Record<
      'points' | 'clouds' | 'deviation',
      number
    >; // as declared above
    const centres = Array.from({ length: clouds }, () => ({
      x: 2 * random.next() - 1,
      y: 2 * random.next() - 1,
    }));
    const each = Array.from({ length: points }, (_, i) => {
      const label = i % clouds;
      const { x, y } = centres[label]!;
      return { x: x + deviation * random.normal(), y: y + deviation * random.normal(), label };
    });
    return withoutTest(planeSamples(each));
  },
});
