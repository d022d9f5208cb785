import { float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated, planeColumns, planeSamples } from './plane';
import { withoutTest } from './without-test';

/** Four quadrants of a square, opposite ones alike. */
export const xor = defineDataset({
  spec: {
    id: 'xor',
    doc: 'Points of a square; the class says whether exactly one coordinate is positive.',
    ...generated,
    citation: 'After Minsky and Papert: Perceptrons, 1969.',
    params: {
      points: int(400, 'Number of points, a quarter in each quadrant.', { min: 4, max: 100_000 }),
      margin: float(0.1, 'Smallest distance of a point from both axes.', { min: 0, max: 0.9 }),
      noise: float(0, 'Standard deviation of the noise on both coordinates.', { min: 0, max: 1 }),
    },
    columns: planeColumns(['same', 'different']),
    samples: { train: 400, test: 0 },
  },
  load: async ({ parameters, random }) => {
    const { points, margin, noise } = parameters as {
      points: number;
      margin: number;
      noise: number;
    };
    const each = Array.from({ length: points }, (_, i) => {
      const right = i % 2 === 1;
      const up = i % 4 >= 2;
      const x = margin + (1 - margin) * random.next();
      const y = margin + (1 - margin) * random.next();
      return {
        x: (right ? x : -x) + noise * random.normal(),
        y: (up ? y : -y) + noise * random.normal(),
        label: right === up ? 0 : 1,
      };
    });
    return withoutTest(planeSamples(each));
  },
});
