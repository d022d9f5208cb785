import { expect, it } from 'vitest';
import { toHalf } from './exporters/quantize';
import { fromHalf } from './half';

// The encodings of IEEE 754-2008, table of binary16 examples.
it.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [Number.NEGATIVE_INFINITY, 0xfc00],
])('%s is the half of its bits', (value, bits) => {
  expect(fromHalf(bits)).toBe(value);
});

it('gives every pattern of bits back that was written', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = fromHalf(bits);
    if (!Number.isNaN(value)) expect(toHalf(Float32Array.of(value))[0]).toBe(bits);
  }
});
