/** Files as pieces, so that weights of hundreds of megabytes are not copied on their way to the disk. */

/** May be walked through several times; pieces may be made while it is. */
export type Parts = Iterable<Uint8Array>;

export function byteLength(parts: Parts): number {
  let sum = 0;
  for (const part of parts) sum += part.byteLength;
  return sum;
}

export function joined(parts: Parts): Uint8Array {
  const bytes = new Uint8Array(byteLength(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
