/** Files as pieces, so that weights of hundreds of megabytes are not copied on their way to the disk. */

export type Parts = readonly Uint8Array[];

export function byteLength(parts: Parts): number {
  return parts.reduce((sum, part) => sum + part.byteLength, 0);
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
