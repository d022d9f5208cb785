import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bitmapPictures } from './bitmap-pictures';
import { headerSize, requireFewPixels } from './picture-header';

const square = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 9, g: 99, b: 199, alpha } } });

/** A bitmap of one row and no pixels, top down. */
function bmp(width: number, height: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(54));
  view.setUint16(0, 0x424d);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, -height, true);
  return new Uint8Array(view.buffer);
}

/** A PNG's first bytes: its header, and no pixel. */
function png(width: number, height: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(33));
  for (const [i, byte] of [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10].entries())
    view.setUint8(i, byte);
  view.setUint32(8, 13);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return new Uint8Array(view.buffer);
}

describe('the size in a header', () => {
  it.each([
    ['PNG', () => square(37, 21).png()],
    ['GIF', () => square(37, 21).gif()],
    ['JPEG', () => square(37, 21).jpeg()],
    ['progressive JPEG', () => square(37, 21).jpeg({ progressive: true })],
    ['JPEG with Exif', () => square(37, 21).jpeg().withMetadata({ orientation: 1 })],
    ['lossy WebP', () => square(37, 21).webp()],
    ['lossless WebP', () => square(37, 21).webp({ lossless: true })],
    ['WebP with opacity', () => square(37, 21, 0.5).webp()],
    ['TIFF', () => square(37, 21).tiff()],
    ['AVIF', () => square(37, 21).avif({ effort: 0 })],
  ])('of %s is what sharp wrote', async (_, make) => {
    const bytes = new Uint8Array(await make().toBuffer());
    expect(headerSize(bytes)).toEqual({ width: 37, height: 21 });
  });

  it('of a bitmap that runs from the top down is positive', () => {
    expect(headerSize(bmp(37, 21))).toEqual({ width: 37, height: 21 });
  });

  it('is not known of what is cut short or no picture', async () => {
    const jpeg = new Uint8Array(await square(37, 21).jpeg().toBuffer());
    for (let length = 0; length < 40; length++) {
      expect(headerSize(jpeg.subarray(0, length))).toBeUndefined();
    }
    expect(headerSize(new TextEncoder().encode('name,price\n1,2\n'))).toBeUndefined();
  });
});

describe('a picture of more than 100 megapixels', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is refused; one of 100 is not', () => {
    expect(() => requireFewPixels(png(10_000, 10_000))).not.toThrow();
    expect(() => requireFewPixels(png(10_000, 10_001))).toThrow('more than 100 megapixels');
  });

  it('never reaches the browser’s decoder', async () => {
    const decoder = vi.fn();
    vi.stubGlobal('createImageBitmap', decoder);
    const huge = png(40_000, 40_000);
    const refused = 'more than 100 megapixels';
    const size = { height: 8, width: 8, channels: 3 };
    await expect(bitmapPictures.measure(huge)).rejects.toThrow(refused);
    await expect(bitmapPictures.decode(huge, size)).rejects.toThrow(refused);
    expect(decoder).not.toHaveBeenCalled();
  });
});
