/** Pictures by sharp: any colour space and depth as bytes, the first frame of an animation, bounded in pixels. */
import sharp from 'sharp';
import { MOST_PIXELS, tooManyPixels } from '../../src/runtime/files/picture-header';
import type { PictureDecoder } from '../../src/runtime/files/reader';

const reading = { limitInputPixels: MOST_PIXELS, sequentialRead: true } as const;

/** sharp's own words for the reader of a problem list. */
function reasonOf(error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(text)) return tooManyPixels();
  if (/unsupported image format/i.test(text))
    return new Error('The file is not a picture that can be read.');
  const [first = ''] = text.split('\n');
  return new Error(`The picture is damaged: ${first.trim().replace(/\.?$/, '.')}`);
}

export const sharpPictures: PictureDecoder = {
  measure: async (bytes) => {
    const { autoOrient, channels, space } = await sharp(bytes, reading).metadata();
    const isGrey = channels <= 2 && /^(b-w|grey16)$/.test(space);
    return { ...autoOrient, channels: isGrey ? 1 : 3 };
  },
  decode: async (bytes, { height, width, channels }) => {
    try {
      const picture = sharp(bytes, reading)
        .autoOrient()
        .flatten({ background: channels === 1 ? 'black' : 'white' })
        .resize(width, height, { fit: 'fill' })
        .toColourspace(channels === 1 ? 'b-w' : 'srgb');
      return await (channels === 4 ? picture.ensureAlpha() : picture.removeAlpha())
        .raw({ depth: 'uchar' })
        .toBuffer();
    } catch (error) {
      throw reasonOf(error);
    }
  },
};
