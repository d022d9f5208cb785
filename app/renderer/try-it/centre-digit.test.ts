import { readFileSync } from 'node:fs';
import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { centreDigit, SIDE } from './centre-digit';

function drawn(side: number, ink: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) => ink(i % side, Math.floor(i / side)));
}

describe('centring a digit', () => {
  it('gives an empty field for an empty drawing', () => {
    expect(centreDigit(new Float32Array(280 * 280), 280).every((v) => v === 0)).toBe(true);
  });

  it('scales a square in a corner to 20 × 20 in the middle', () => {
    const digit = centreDigit(
      drawn(280, (x, y) => (x < 80 && y < 80 ? 255 : 0)),
      280,
    );
    const expected = drawn(SIDE, (x, y) => (x >= 5 && x < 25 && y >= 5 && y < 25 ? 255 : 0));
    expect(digit).toEqual(expected);
  });

  it('keeps the proportions of a thin stroke', () => {
    const digit = centreDigit(
      drawn(280, (x, y) => (x < 20 && y < 200 ? 255 : 0)),
      280,
    );
    const columns = new Set([...digit].flatMap((v, i) => (v > 0 ? [i % SIDE] : [])));
    expect(columns.size).toBe(2);
  });

  it('puts the centre of mass, not of the box, in the middle', () => {
    const heavyLeft = drawn(200, (x, y) => (x < 120 || (y > 80 && y < 120) ? 255 : 0));
    const digit = centreDigit(heavyLeft, 200);
    const mass = digit.reduce((sum, v) => sum + v, 0);
    const x = digit.reduce((sum, v, i) => sum + v * (i % SIDE), 0) / mass;
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
  });

  it('leaves the digits of MNIST where they are', () => {
    const path = 'assets/datasets/digits/small-test.bin';
    const bytes = gunzipSync(readFileSync(path));
    const same = Array.from({ length: 200 }, (_, i) => {
      const digit = bytes.subarray(i * 784, (i + 1) * 784);
      const centred = centreDigit(digit, SIDE);
      const difference = centred.reduce((sum, v, p) => sum + Math.abs(v - digit[p]!), 0) / 784;
      return difference < 3;
    });
    expect(same.filter(Boolean).length).toBeGreaterThan(180);
  });
});
