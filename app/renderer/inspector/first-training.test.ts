import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { world } from '../stores/world';
import { firstTraining } from './first-training';

describe('training that nobody has set up', () => {
  it('counts right answers for classes alone; numbers have an error', () => {
    const metricsFor = (id: string) =>
      firstTraining(world.datasets.get(id)).phases[0]?.config?.metrics;
    expect(metricsFor('iris')).toEqual(['accuracy']);
    expect(metricsFor('cars')).toEqual(['meanAbsoluteError']);
  });

  it('takes hundreds of steps over few samples and ends soon with many', () => {
    const iris = world.datasets.get('iris')!;
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 1e6 }), (train) => {
        const { phases, batchSize } = firstTraining({ ...iris, samples: { train, test: 0 } });
        const epochs = phases[0]!.epochs;
        expect(epochs * Math.ceil(train / batchSize!)).toBeGreaterThanOrEqual(300);
        expect(epochs).toBeLessThanOrEqual(train > 10_000 ? 5 : 100);
      }),
    );
  });
});
