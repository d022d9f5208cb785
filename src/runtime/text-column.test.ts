import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherTexts, packTexts, textsOf } from './text-column';

const texts = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 });

it('gives back every text, of any script', () => {
  fc.assert(
    fc.property(texts, (list) => {
      expect(textsOf(packTexts(list))).toEqual(list);
    }),
  );
});

it('gathers rows in any order, also twice', () => {
  fc.assert(
    fc.property(texts, fc.array(fc.nat()), (list, picks) => {
      const rows = Int32Array.from(list.length === 0 ? [] : picks.map((n) => n % list.length));
      expect(textsOf(gatherTexts(packTexts(list), rows))).toEqual(
        Array.from(rows, (row) => list[row]),
      );
    }),
  );
});

it('refuses to read numbers as text', () => {
  expect(() => textsOf({ shape: [], values: new Float32Array(2) })).toThrow('read as text');
});
