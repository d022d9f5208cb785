import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64, bytesOfBase64 } from './base64';

it('writes what Node reads, and reads what Node writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const expected = Buffer.from(bytes).toString('base64');
      expect(new TextDecoder().decode(base64(bytes))).toBe(expected);
      expect(bytesOfBase64(expected)).toEqual(bytes);
    }),
  );
});

it('reads more than one piece', () => {
  const bytes = Uint8Array.from({ length: 300_001 }, (_, i) => i * 7);
  expect(bytesOfBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
});
