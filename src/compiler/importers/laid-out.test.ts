import { describe, expect, it } from 'vitest';
import { chain, type NodeRow } from '../testing/documents';
import { laidOut } from './laid-out';

/** Places of a chain of so many layers. */
function placesOf(count: number) {
  const rows = Array.from({ length: count }, (_, i): NodeRow => [`n${i}`, 'ReLU']);
  return laidOut(chain(...rows)).nodes.map(({ position }) => position);
}

const differentOf = (values: readonly number[]): number => new Set(values).size;

describe('an imported chain', () => {
  // What a window shows at full size: five columns, or all of them at the shape of a screen.
  it.each([
    [3, 3, 1],
    [5, 5, 1],
    [8, 4, 2],
    [10, 5, 2],
    [50, 10, 5],
  ])('of %i layers stands in %i columns and %i rows', (count, columns, rows) => {
    const places = placesOf(count);
    expect(differentOf(places.map(({ x }) => x))).toBe(columns);
    expect(differentOf(places.map(({ y }) => y))).toBe(rows);
  });

  it('has no two layers in one place', () => {
    const places = placesOf(97).map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(97);
  });
});
