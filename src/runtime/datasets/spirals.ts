import { float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated, planeColumns, planeSamples } from './plane';
import { withoutTest } from './without-test';

/** Two arms wound round each other, radius at most 1. */
export const spirals = defineDataset({
  spec: {
    id: 'spirals',
    doc: 'Two spirals wound round each other: a border that has to be bent many times.',
    ...generated,
    citation: 'After Lang and Witbrock: Learning to tell two spirals apart, 1988.',
    params: {
      points: int(600, 'Number of points, half in each spiral.', { min: 4, max: 100_000 }),
      turns: float(1.75, 'How often each spiral winds round the centre.', { min: 0.25, max: 6 }),
      noise: float(0.02, 'Standard deviation of the noise on both coordinates.', {
        min: 0,
        max: 1,
      }),
    },
    columns: planeColumns(['first', 'second']),
    samples: { train: 600, test: 0 },
  },
  load: async ({ parameters, random }) => {
    const { points, turns, noise } = parameters as { points: number; turns: number; noise: number };
    const each = Array.from({ length: points }, (_, i) => {
      const label = i % 2;
      // The root spreads the points evenly along the arm instead of crowding the centre.
      const along = Math.sqrt(random.next());
      const angle = 2 * Math.PI * turns * along + Math.PI * label;
      const radius = 0.08 + 0.92 * along;
      return {
        x: radius * Math.cos(angle) + noise * random.normal(),
        y: radius * Math.sin(angle) + noise * random.normal(),
        label,
      };
    });
    return withoutTest(planeSamples(each));
  },
});
