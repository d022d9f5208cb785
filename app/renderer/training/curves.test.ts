import { describe, expect, it } from 'vitest';
import { decimate, nearest, smooth, thin } from './curves';

describe('smoothing', () => {
  it('leaves a constant series constant from its first value on', () => {
    for (const value of smooth([3, 3, 3, 3], 0.9)) expect(value).toBeCloseTo(3, 12);
  });
  it('weighs values by powers of the weight, as the definition says', () => {
    const [a, b, c] = smooth([1, 2, 4], 0.5);
    expect(a).toBeCloseTo(1, 12);
    expect(b).toBeCloseTo((0.5 * 1 + 2) / 1.5, 12);
    expect(c).toBeCloseTo((0.25 * 1 + 0.5 * 2 + 4) / 1.75, 12);
  });
  it('with weight 0 returns the values', () => {
    expect(smooth([5, 1, 7], 0)).toEqual([5, 1, 7]);
  });
  it('goes on after a value that is not finite', () => {
    const smoothed = smooth([1, Number.NaN, 1], 0.9);
    expect(smoothed[1]).toBeNaN();
    expect(smoothed[2]).toBeCloseTo(1, 12);
  });
});

describe('decimation', () => {
  const points = Array.from({ length: 10_000 }, (_, x) => ({ x, y: Math.sin(x / 900) }));
  const spiked = points.map((p) => (p.x === 4_321 ? { x: p.x, y: 99 } : p));
  it('keeps a single spike, both ends and the order within the limit', () => {
    const kept = decimate(spiked, 600);
    expect(kept.length).toBeLessThanOrEqual(600);
    expect(kept).toContainEqual({ x: 4_321, y: 99 });
    expect(kept[0]).toEqual(spiked[0]);
    expect(kept.at(-1)).toEqual(spiked.at(-1));
    expect(kept.every((p, i) => i === 0 || p.x > kept[i - 1]!.x)).toBe(true);
  });
  it('does not touch a short series', () => {
    expect(decimate(points.slice(0, 600), 600)).toHaveLength(600);
  });
});

it('finds the point nearest to a place on the axis', () => {
  const points = [0, 1, 4, 9].map((x) => ({ x, y: x }));
  expect(nearest(points, 3)?.x).toBe(4);
  expect(nearest(points, 2)?.x).toBe(1);
  expect(nearest(points, -5)?.x).toBe(0);
  expect(nearest([], 1)).toBeUndefined();
});

it('thins ridges evenly and keeps the newest', () => {
  expect(thin(5, 3)).toEqual([0, 2, 4]);
  expect(thin(2, 40)).toEqual([0, 1]);
  expect(thin(1000, 40).at(-1)).toBe(999);
});
