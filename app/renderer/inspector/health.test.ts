import { describe, expect, it } from 'vitest';
import type { Histogram, Probe } from '../../../src/runtime/protocol';
import { healthOf } from './health';

const blank = { min: 0, max: 0, mean: 0, sigma: 0, zeros: 0, nans: 0, infinities: 0 };
const row = (variable: string, of: Histogram['of'], rest: Partial<Histogram>) => ({
  epoch: 1,
  histogram: { ...blank, counts: new Float32Array(64), norm: 0, variable, of, ...rest },
});

describe('the health of a node', () => {
  it('is unknown before anything was measured', () => {
    expect(healthOf('conv1', new Map())).toBeNull();
  });

  it('takes the norms of kernel and bias together, and of no other node', () => {
    const health = healthOf(
      'conv1',
      new Map([
        ['conv1.kernel/gradient', [1, 3].map((norm) => row('conv1.kernel', 'gradient', { norm }))],
        ['conv1.bias/gradient', [1, 4].map((norm) => row('conv1.bias', 'gradient', { norm }))],
        ['conv10.bias/gradient', [row('conv10.bias', 'gradient', { norm: 99 })]],
      ]),
    );
    expect(health?.gradientNorm).toBe(5);
    expect(health?.gradientNorms).toHaveLength(2);
    expect(health?.ratio).toBeNull();
  });

  it('divides what the last step changed by the size of the weights', () => {
    const rows = [row('fc.kernel', 'weight', { norm: 20, update: 0.02 })];
    expect(healthOf('fc', new Map([['fc.kernel/weight', rows]]))?.ratio).toBeCloseTo(1e-3, 12);
  });

  it('counts the units that stay silent', () => {
    const peak: Probe = { node: 'fc', of: 'peak', shape: [4], values: Float32Array.of(0, 1, 0, 2) };
    expect(healthOf('fc', new Map(), [peak])?.inactive).toEqual({ count: 2, of: 4 });
  });
});
