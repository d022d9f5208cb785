/** Zip archives from pieces: binary content is stored as it is, since weights do not shrink; text is deflated. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { byteLength, type Parts } from './parts';

/** Without zip64, which few readers expect, neither an entry nor the whole may be larger. */
const LARGEST = 2 ** 32 - 1;

export class ArchiveTooLarge extends Error {
  constructor(bytes: number) {
    super(`A zip archive holds 4 GB; this one would have ${bytes} bytes. Export to tfjs.`);
    this.name = 'ArchiveTooLarge';
  }
}

export interface ZipEntry {
  readonly parts: Parts;
  readonly isText: boolean;
}

/** The archive as pieces; entries in the map's order, dated 1980, so that equal content gives equal bytes. */
export function zipParts(entries: ReadonlyMap<string, ZipEntry>): Parts {
  const total = [...entries.values()].reduce((sum, { parts }) => sum + byteLength(parts), 0);
  if (total > LARGEST) {
    throw new ArchiveTooLarge(total);
  }
  const written: Uint8Array[] = [];
  const archive = new Zip((error, piece) => {
    if (error) throw error;
    written.push(piece);
  });
  for (const [name, { parts, isText }] of entries) {
    const entry = isText ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    entry.mtime = new Date(1980, 0, 1);
    archive.add(entry);
    for (const part of parts) entry.push(part);
    entry.push(new Uint8Array(0), true);
  }
  archive.end();
  return written;
}
