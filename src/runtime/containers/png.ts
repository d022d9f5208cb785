/** Text inside PNG files (PNG specification, third edition, §11.3.3.4: iTXt), beside pixels that nobody decodes here. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length and type before the data of a chunk, its checksum behind them. */
const HEAD = 8;
const CHECKSUM = 4;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** CRC-32 of ISO 3309, as PNG and zip have it. */
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly data: Uint8Array;
}

/** Chunks as far as they are whole; a file that was cut ends early. */
function* chunksOf(png: Uint8Array): Generator<Chunk> {
  const view = viewOf(png);
  for (let start = SIGNATURE.length; start + HEAD + CHECKSUM <= png.length; ) {
    const length = view.getUint32(start);
    const end = start + HEAD + length;
    if (end + CHECKSUM > png.length) return;
    const type = String.fromCharCode(...png.subarray(start + 4, start + HEAD));
    yield { type, start, data: png.subarray(start + HEAD, end) };
    start = end + CHECKSUM;
  }
}

function textChunk(keyword: string, text: string): Uint8Array {
  // Keyword, not compressed, no language, no translated keyword.
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length + HEAD);
  chunk.set(data, 4);
  const view = viewOf(chunk);
  view.setUint32(0, data.length - 4);
  view.setUint32(chunk.length - CHECKSUM, crc32(data));
  return chunk;
}

/** The picture with a text under this keyword (Latin letters), right before its end, as pieces. */
export function withText(png: Uint8Array, keyword: string, text: string): readonly Uint8Array[] {
  const end = [...chunksOf(png)].find(({ type }) => type === 'IEND');
  if (!isPng(png) || !end) throw new Error('The picture that was drawn is not a whole PNG.');
  return [png.subarray(0, end.start), textChunk(keyword, text), png.subarray(end.start)];
}

/** The text under a keyword; `undefined` where there is none, or one that is compressed. */
export function textOf(png: Uint8Array, keyword: string): string | undefined {
  if (!isPng(png)) return undefined;
  const prefix = new TextEncoder().encode(`${keyword}\0`);
  for (const { type, data } of chunksOf(png)) {
    if (type !== 'iTXt' || !prefix.every((byte, i) => data[i] === byte)) continue;
    // The flag and the method of compression, then two texts that end in zero.
    const language = data.indexOf(0, prefix.length + 2);
    const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
    if (data[prefix.length] !== 0 || translated < 0) return undefined;
    return new TextDecoder().decode(data.subarray(translated + 1));
  }
  return undefined;
}
