import { describe, expect, it } from 'vitest';
import { scheduleFactor } from './schedules';

const span = { epochs: 10, stepsPerEpoch: 20 };
const at = (config: Parameters<typeof scheduleFactor>[0], step: number): number =>
  scheduleFactor(config, step, span);

describe('schedules', () => {
  it('step drops by its factor every so many epochs', () => {
    const config = { id: 'step', every: 3, factor: 0.5 };
    expect([0, 59, 60, 120, 180].map((step) => at(config, step))).toEqual([1, 1, 0.5, 0.25, 0.125]);
  });

  it('exponential leaves its share after each epoch', () => {
    expect(at({ id: 'exponential', rate: 0.9 }, 40)).toBeCloseTo(0.81, 10);
  });

  it('cosine is half way in the middle and ends at its final share', () => {
    const config = { id: 'cosine', final: 0.2 };
    expect(at(config, 0)).toBeCloseTo(1, 10);
    expect(at(config, 100)).toBeCloseTo(0.6, 10);
    expect(at(config, 200)).toBeCloseTo(0.2, 10);
  });

  it.each(['constant', 'cosine'])('%s rises linearly while it warms up', (id) => {
    const config = { id, warmUp: 2 };
    expect([0, 19, 39, 40].map((step) => at(config, step))).toEqual([1 / 40, 0.5, 1, 1]);
  });
});
