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

/** UTF-16 without a mark has zeros in every other place. */
function wideEncoding(sample: Uint8Array): string | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]! += 1;
  const many = sample.length / 5;
  if (zeros[1]! > many && zeros[0]! < many / 10) return 'utf-16le';
  return zeros[0]! > many && zeros[1]! < many / 10 ? 'utf-16be' : undefined;
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
