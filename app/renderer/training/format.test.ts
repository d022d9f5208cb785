import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent } from './format';

describe('a share', () => {
  it.each([
    [0.986, 2, '98.60%'],
    [1, 1, '100.0%'],
    [0, 1, '0.0%'],
    [0.9997, 1, '>99.9%'],
    [0.0003, 1, '<0.1%'],
    [0.99999, 2, '>99.99%'],
    [Number.NaN, 2, 'NaN'],
  ])('of %d with %i decimals is written %s', (share, decimals, text) => {
    expect(percent(share, decimals)).toBe(text);
  });

  it('is all or nothing only where it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        (share, decimals) => {
          const text = percent(share, decimals);
          expect(/^100/.test(text)).toBe(share === 1);
          expect(/^0(\.0*)?%$/.test(text)).toBe(share === 0);
        },
      ),
    );
  });
});
