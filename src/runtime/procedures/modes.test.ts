import { expect, it } from 'vitest';
import { createRandom } from '../random';
import { countModes, pointsOf } from './modes';

const random = createRandom(11);

/** Points around the given angles of a circle of radius 2. */
function ring(eighths: readonly number[], each: number, deviation = 0.1): Float32Array {
  const points = eighths.flatMap((eighth) =>
    Array.from({ length: each }, () => {
      const angle = (eighth * Math.PI) / 4;
      return [
        2 * Math.cos(angle) + deviation * random.normal(),
        2 * Math.sin(angle) + deviation * random.normal(),
      ];
    }),
  );
  return Float32Array.from(points.flat());
}

const all = [0, 1, 2, 3, 4, 5, 6, 7];
const real = ring(all, 100);

it('counts every mode of samples drawn like the real ones', () => {
  const { modes, quality } = countModes(real, ring(all, 60), 2, 0.75);
  expect(modes).toBe(8);
  expect(quality).toBeGreaterThan(0.97);
});

it('does not count modes that a collapsed generator left out', () => {
  expect(countModes(real, ring([0, 3, 4], 200), 2, 0.75).modes).toBe(3);
});

it('does not count a mode by a few stray samples', () => {
  const stray = Float32Array.from([...ring([0], 780), ...ring([4], 10)]);
  expect(countModes(real, stray, 2, 0.75).modes).toBe(1);
});

it('gives no quality to samples between the modes', () => {
  const centre = ring(all, 50).map((value) => value * 0.3);
  expect(countModes(real, centre, 2, 0.75)).toEqual({ modes: 0, quality: 0 });
});

it('reads points as the network receives them', () => {
  const column = { shape: [2], values: Uint8Array.of(0, 255, 51, 102), scale: 1 / 255, offset: 1 };
  const points = pointsOf(column, 1);
  expect(Array.from(points)).toEqual([1, 2]);
});
