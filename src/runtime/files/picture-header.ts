/** How many pixels a picture says that it has, read from its header: nothing is decoded. */

/** A picture of 100 megapixels is still read; what is larger is named and left out. */
export const MOST_PIXELS = 100_000_000;

export const tooManyPixels = (): Error =>
  new Error('The picture has more than 100 megapixels; scale it down.');

/** Throws for a picture whose header says that it is too large. What has no header that is known passes. */
export function requireFewPixels(bytes: Uint8Array): void {
  const { width, height } = headerSize(bytes) ?? { width: 0, height: 0 };
  if (width * height > MOST_PIXELS) throw tooManyPixels();
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width and height before the picture is turned upright; `undefined` where no header is known or it is cut short. */
export function headerSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = formats.find(({ starts }) => starts.some(({ at, text }) => isAt(bytes, at, text)));
  try {
    return found?.size(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // read beyond the end
    throw error;
  }
}

interface Format {
  /** Bytes that tell it, as Latin letters. */
  readonly starts: readonly { readonly at: number; readonly text: string }[];
  readonly size: (view: DataView) => Size | undefined;
}

function isAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

const at0 = (text: string) => ({ at: 0, text });

const formats: readonly Format[] = [
  {
    starts: [at0('\x89PNG')],
    size: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  },
  {
    starts: [at0('GIF8')],
    size: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  },
  { starts: [at0('\xff\xd8')], size: jpegSize },
  { starts: [{ at: 8, text: 'WEBP' }], size: webpSize },
  {
    starts: [at0('BM')],
    // Rows from the top down have a negative height.
    size: (view) => ({ width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }),
  },
  { starts: [at0('II*\0'), at0('MM\0*')], size: tiffSize },
  // AVIF and HEIC.
  { starts: [{ at: 4, text: 'ftyp' }], size: boxedSize },
];

/** The start of a frame among a JPEG's segments (ITU T.81, B.1.1.3). */
function jpegSize(view: DataView): Size {
  let at = 2;
  for (;;) {
    const marker = view.getUint16(at);
    const isFrame =
      marker >= 0xffc0 && marker <= 0xffcf && ![0xc4, 0xc8, 0xcc].includes(marker & 255);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Fill bytes stand before a marker; the others say how long they are.
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
}

/** Lossy, lossless or with more chunks (RFC 9649, 2.5 to 2.7). */
function webpSize(view: DataView): Size {
  const kind = view.getUint8(15);
  if (kind === 'X'.charCodeAt(0)) {
    const sizeAt = (at: number) => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
    return { width: sizeAt(24), height: sizeAt(27) };
  }
  if (kind === 'L'.charCodeAt(0)) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return {
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  };
}

/** The tags 256 and 257 of the first picture (TIFF 6.0, section 2). */
function tiffSize(view: DataView): Size {
  const little = view.getUint8(0) === 'I'.charCodeAt(0);
  const start = view.getUint32(4, little);
  const size = { width: 0, height: 0 };
  for (let entry = 0; entry < view.getUint16(start, little); entry++) {
    const at = start + 2 + entry * 12;
    const tag = view.getUint16(at, little);
    if (tag !== 256 && tag !== 257) continue;
    const isShort = view.getUint16(at + 2, little) === 3;
    const value = isShort ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    size[tag === 256 ? 'width' : 'height'] = value;
  }
  return size;
}

/** The largest of the sizes that the file's boxes `ispe` give: a thumbnail or a tile is not the picture. */
function boxedSize(view: DataView): Size | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  // Boxes of properties stand before the picture's own bytes.
  const end = Math.min(bytes.length, 65_536) - 16;
  let largest: Size | undefined;
  for (let at = 0; at < end; at++) {
    if (bytes[at] !== 0x69 || !isAt(bytes, at, 'ispe')) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
