import { describe, expect, it } from 'vitest';
import { centres, modesFound } from './modes';

/** Eight clouds on a circle of radius 2, each a small cross, as the ring of clouds has them. */
const ring = Array.from({ length: 8 }, (_, label) => {
  const [x, y] = [2 * Math.cos((label * Math.PI) / 4), 2 * Math.sin((label * Math.PI) / 4)];
  return [
    { x: x + 0.1, y, label },
    { x: x - 0.1, y, label },
    { x, y: y + 0.1, label },
    { x, y: y - 0.1, label },
  ];
}).flat();

describe('centres', () => {
  it('finds the middle of every cloud and three of its standard deviations', () => {
    const modes = centres(ring);
    expect(modes).toHaveLength(8);
    modes.forEach(({ x, y, radius }, i) => {
      expect(Math.hypot(x, y)).toBeCloseTo(2, 10);
      expect(Math.atan2(y, x)).toBeCloseTo(
        Math.atan2(Math.sin((i * Math.PI) / 4), Math.cos((i * Math.PI) / 4)),
        8,
      );
      // Half of the squared distances lie on each axis: σ² = 0.1² / 2.
      expect(radius).toBeCloseTo(3 * Math.sqrt(0.005), 10);
    });
  });

  it('finds none without data', () => {
    expect(centres([])).toEqual([]);
  });
});

describe('modesFound', () => {
  it('counts a mode once however many points reach it, and none for points between the clouds', () => {
    const modes = centres(ring);
    const at = (x: number, y: number) => ({ x, y, label: 1 });
    expect(modesFound(modes, [])).toBe(0);
    expect(modesFound(modes, [at(0, 0), at(1.2, 0)])).toBe(0);
    expect(modesFound(modes, [at(2, 0), at(2.05, 0), at(0, -2)])).toBe(2);
    expect(modesFound(modes, ring)).toBe(8);
  });
});
