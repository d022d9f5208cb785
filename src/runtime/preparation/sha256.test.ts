import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSha256, sha256 } from './sha256';

it('gives the digest that FIPS 180-4 prints for "abc"', () => {
  const hash = createSha256();
  hash.update(new TextEncoder().encode('abc'));
  expect(hash.digest()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('agrees with Node on any bytes, however they are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (parts) => {
      const ours = createSha256();
      const theirs = createHash('sha256');
      for (const part of parts) {
        ours.update(part);
        theirs.update(part);
      }
      expect(ours.digest()).toBe(theirs.digest('hex'));
    }),
  );
});

it('is the same with and without the platform’s own implementation', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
  const hash = createSha256();
  hash.update(bytes);
  expect(await sha256(bytes)).toBe(hash.digest());
});
