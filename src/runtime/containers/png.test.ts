import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { joined } from './parts';
import { isPng, textOf, withText } from './png';

const picture = new Uint8Array(
  await sharp({ create: { width: 3, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer(),
);

it('carries a text that is read again, in a picture that others still read', async () => {
  const text = '{"名": "网络 <&>"}\n';
  const parts = withText(picture, 'netloom', text);
  const carrying = joined(parts);
  expect(textOf(carrying, 'netloom')).toBe(text);
  expect(textOf(carrying, 'other')).toBeUndefined();
  const { data, info } = await sharp(carrying).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, data[0]]).toEqual([3, 2, 255]);
  const chunk = Buffer.from(parts[1]!);
  expect(chunk.readUInt32BE(chunk.length - 4)).toBe(crc32(chunk.subarray(4, -4)));
});

it('finds nothing in what is damaged, and never fails', () => {
  const carrying = joined(withText(picture, 'netloom', '{}'));
  fc.assert(
    fc.property(fc.nat(carrying.length), fc.nat(255), fc.nat(carrying.length), (at, byte, end) => {
      const damaged = carrying.slice(0, end);
      if (at < end) damaged[at] = byte;
      const found = textOf(damaged, 'netloom');
      if (!isPng(damaged)) expect(found).toBeUndefined();
    }),
  );
});
