import sharp, { type Color } from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpPictures } from './pictures';

const red = { r: 255, g: 0, b: 0 };
const square = (channels: 3 | 4 = 3, background: Color = red) =>
  sharp({ create: { width: 8, height: 8, channels, background } });
const decode = async (bytes: Uint8Array, channels = 3) => [
  ...(await sharpPictures.decode(bytes, { height: 1, width: 1, channels })),
];

describe('a picture', () => {
  it('of any format has the same pixels', async () => {
    for (const format of ['png', 'webp', 'tiff', 'gif', 'jpeg'] as const) {
      const [r, g, b] = await decode(await square().toFormat(format).toBuffer());
      expect([r! > 250, g! < 5, b! < 5]).toEqual([true, true, true]);
    }
  });

  it('in CMYK becomes red, green and blue', async () => {
    const [r, g, b] = await decode(
      await square().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(),
    );
    expect([r! > 200, g! < 60, b! < 60]).toEqual([true, true, true]);
  });

  it('of 16 bits becomes bytes, in colour and in grey', async () => {
    const colour = await square(3, { r: 128, g: 64, b: 32 })
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    expect(await decode(colour)).toEqual([128, 64, 32]);
    const grey = await square(3, { r: 128, g: 128, b: 128 })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharpPictures.measure(grey)).channels).toBe(1);
    expect(await decode(grey, 1)).toEqual([128]);
  });

  it('that is see-through lies on white, or on black in grey', async () => {
    const clear = await square(4, { ...red, alpha: 0 })
      .png()
      .toBuffer();
    expect(await decode(clear)).toEqual([255, 255, 255]);
    expect(await decode(clear, 1)).toEqual([0]);
  });

  it('that is animated is its first frame', async () => {
    const frames = [square(), square(3, { r: 0, g: 0, b: 255 })].map((frame) =>
      frame.png().toBuffer(),
    );
    const gif = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await sharpPictures.measure(gif)).toMatchObject({ height: 8, width: 8 });
    const [r, , b] = await decode(gif);
    expect([r, b]).toEqual([255, 0]);
  });

  it('that was taken on its side stands upright', async () => {
    const wide = sharp({ create: { width: 8, height: 4, channels: 3, background: red } });
    const turned = await wide.jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await sharpPictures.measure(turned)).toMatchObject({ width: 4, height: 8 });
  });

  it('that is damaged, none or too large is refused in one sentence', async () => {
    const png = await square().png().toBuffer();
    await expect(decode(png.subarray(0, 40))).rejects.toThrow(/^The picture is damaged: .+\.$/);
    await expect(decode(Uint8Array.from([1, 2, 3]))).rejects.toThrow(
      'not a picture that can be read',
    );
    const huge = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>',
    );
    await expect(decode(huge)).rejects.toThrow('more than 100 megapixels');
  });
});
