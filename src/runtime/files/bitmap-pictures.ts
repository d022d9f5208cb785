/** Pictures by the browser's own decoder, in a worker. */
import { requireFewPixels } from './picture-header';
import type { PictureDecoder, PictureSize } from './reader';

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]); // files are read into memory of their own

async function bitmapOf(bytes: Uint8Array, options: ImageBitmapOptions = {}): Promise<ImageBitmap> {
  requireFewPixels(bytes);
  try {
    return await createImageBitmap(blobOf(bytes), options);
  } catch {
    throw new Error('The file is not a picture that this browser can read.');
  }
}

export const bitmapPictures: PictureDecoder = {
  measure: async (bytes) => {
    const bitmap = await bitmapOf(bytes);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height, channels: 3 };
  },
  decode: async (bytes, size) => {
    const { height, width, channels } = size;
    const bitmap = await bitmapOf(bytes, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    if (!context) throw new Error('This browser has no canvas in workers.');
    context.fillStyle = channels === 1 ? 'black' : 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return packed(context.getImageData(0, 0, width, height).data, size);
  },
};

/** Red, green, blue and opacity as the channels that are asked for. */
function packed(pixels: Uint8ClampedArray, { height, width, channels }: PictureSize): Uint8Array {
  const values = new Uint8Array(height * width * channels);
  for (let i = 0; i < height * width; i++) {
    const [red, green, blue] = [pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!];
    // Rec. 709, as other decoders make grey of colours.
    if (channels === 1) values[i] = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    else for (let c = 0; c < channels; c++) values[i * channels + c] = pixels[4 * i + c]!;
  }
  return values;
}
