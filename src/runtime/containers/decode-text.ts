/** Bytes of a text in any encoding, as they stream: a byte-order mark rules, else UTF-8 where it fits, else the likeliest. */
import { detect } from 'chardet';

/** How much is looked at to tell the encoding. */
const SAMPLE = 256 * 1024;

const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** A label that `TextDecoder` takes. */
export function encodingOf(bytes: Uint8Array): string {
  for (const [mark, label] of marks) if (mark.every((byte, i) => bytes[i] === byte)) return label;
  const sample = bytes.subarray(0, SAMPLE);
  const wide = wideEncoding(sample);
  if (wide !== undefined) return wide;
  try {
    // A character that the sample cuts in two is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return known(detect(sample)) ?? 'windows-1252';
  }
}

/** Tab, line ends, space, comma, semicolon: every text and table has some. */
const separators = new Set([9, 10, 13, 32, 44, 59]);

/** UTF-16 without a mark has a zero beside every separator; beside its letters only where they are Latin ones. */
function wideEncoding(sample: Uint8Array): string | undefined {
  let [little, big] = [0, 0];
  for (let i = 0; i + 1 < sample.length; i += 2) {
    const [first, second] = [sample[i]!, sample[i + 1]!];
    if (second === 0 && separators.has(first)) little += 1;
    if (first === 0 && separators.has(second)) big += 1;
  }
  const many = Math.max(2, sample.length / 500);
  if (little > many && little > 3 * big) return 'utf-16le';
  return big > many && big > 3 * little ? 'utf-16be' : undefined;
}

/** Controls that no text needs, and what was no character of the encoding. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const noText = /[\0-\x08\x0e-\x1f\x7f\ufffd]/g;

/** Whether the bytes are a text with at most one stray character in twenty. */
export function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const text = new TextDecoder(encodingOf(sample)).decode(sample, { stream: true });
  return (text.match(noText)?.length ?? 0) <= text.length / 20;
}

function known(label: string | null): string | undefined {
  if (label === null) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined; // chardet names encodings that no browser reads
  }
}

/** A whole text. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** A text piece by piece; the first piece of bytes tells the encoding. */
export async function* decodePieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece));
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}
