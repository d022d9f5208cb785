/** What was opened, whatever it is: a folder, an archive, one file. Paths use `/` and are relative to it. */

/** Bytes that can be read from any place: a file on disk, a `Blob`. */
export interface RandomAccess {
  readonly size: number;
  /** The bytes from `start` up to `end`; shorter at the end of the file. */
  readonly slice: (start: number, end: number) => Promise<Uint8Array>;
}

export interface FileEntry extends RandomAccess {
  readonly path: string;
  /** Changes when the file does: its time of change, or its checksum in an archive. */
  readonly stamp?: number;
}

export interface FileTree {
  /** As people know it: `flowers`, `flowers.zip`. */
  readonly name: string;
  readonly files: readonly FileEntry[];
}

/** The largest file that is read at once; tables and archives are streamed. */
const MOST_BYTES = 1024 ** 3;
const PIECE = 1024 * 1024;

/** Throws a `RangeError` for a file that is too large to be read at once. */
export async function readWhole(file: FileEntry, most = MOST_BYTES): Promise<Uint8Array> {
  if (file.size > most) {
    throw new RangeError(`${file.path} has ${file.size} bytes; such a file has at most ${most}.`);
  }
  return file.slice(0, file.size);
}

/** The bytes in order, a megabyte at a time. */
export async function* pieces(
  file: RandomAccess,
  onBytes?: (done: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    yield await file.slice(at, Math.min(at + PIECE, file.size));
    onBytes?.(Math.min(at + PIECE, file.size));
  }
}

/** `Cat.JPG` → `jpg`; empty where a name has none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** `train/cat/1.png` → `train/cat`; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `train/cat/1.png` → `1.png`. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What systems and editors leave behind in folders and archives. */
export function isClutter(path: string): boolean {
  return path
    .split('/')
    .some(
      (part) =>
        part.startsWith('.') || part === '__MACOSX' || /^(thumbs\.db|desktop\.ini)$/i.test(part),
    );
}
