import { float, int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import { generated, planeColumns, planeSamples } from './plane';
import { withoutTest } from './without-test';

const MODES = 8;

/** Eight Gaussians on a circle: what a generator misses is seen at once. */
export const gaussianRing = defineDataset({
  spec: {
    id: 'gaussian-ring',
    doc: 'Eight round clouds of points on a circle; a generator has to find every one.',
    ...generated,
    citation: 'After Metz, Poole, Pfau and Sohl-Dickstein: Unrolled GANs, 2017.',
    params: {
      points: int(8_000, 'Number of points, an eighth in each cloud.', { min: 8, max: 1_000_000 }),
      radius: float(2, 'Distance of the clouds from the centre.', { min: 0.1, max: 100 }),
      deviation: float(0.1, 'Standard deviation of each cloud.', { min: 0, max: 10 }),
    },
    columns: planeColumns(Array.from({ length: MODES }, (_, i) => `${i * (360 / MODES)}°`)),
    samples: { train: 8_000, test: 0 },
  },
  load: async ({ parameters, random }) => {
    const { points, radius, deviation } = parameters as {
      points: number;
      radius: number;
      deviation: number;
    };
    const each = Array.from({ length: points }, (_, i) => {
      const label = i % MODES;
      const angle = (2 * Math.PI * label) / MODES;
      return {
        x: radius * Math.cos(angle) + deviation * random.normal(),
        y: radius * Math.sin(angle) + deviation * random.normal(),
        label,
      };
    });
    return withoutTest(planeSamples(each));
  },
});
