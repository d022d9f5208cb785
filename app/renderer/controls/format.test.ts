import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossText } from '../training/format';
import { formatMeasured } from './format';

const read = (text: string) => Number(text.replaceAll(',', '').replaceAll('−', '-'));

describe('numbers of a run and of its data', () => {
  it.each([
    ['a measurement', formatMeasured, 1e-3],
    ['a loss', lossText, 0.06],
  ])('%s reads back as what it was, in the digits that it shows', (_, format, error) => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e15, noNaN: true }), fc.boolean(), (size, minus) => {
        const value = minus ? -size : size;
        // From 1e7 on and for tiny losses two digits are shown.
        const within = size >= 1e7 ? 0.06 : error;
        expect(Math.abs(read(format(value)) - value)).toBeLessThanOrEqual(size * within);
        expect(format(value)).not.toMatch(/e\+|-/);
      }),
    );
  });
});
