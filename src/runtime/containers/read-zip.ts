/**
 * Reads zip archives of any size: the list of entries first, then each entry when it is wanted, bounded by what the
 * list says of it. Entries that would leave the folder, are encrypted or unpack to far more than they hold are refused.
 */
import { Inflate } from 'fflate';
import { type FileProblems, FilesError } from '../files/problems';
import type { FileEntry, RandomAccess } from '../files/tree';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Deflate reaches 1032 : 1 on zeros; data that people train on stays far below, a bomb does not. */
const MOST_RATIO = 200;
const FREE_BYTES = 1024 * 1024;
/** What deflate unpacks is held whole. */
const MOST_FILE = 2 ** 32 - 1;
const MOST_ENTRIES = 5_000_000;
const MOST_LIST = 1024 ** 3;

interface Listed {
  readonly path: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** The files of an archive; what cannot be used is named in `problems`. Throws a `FilesError` for what is no archive. */
export async function openZip(
  archive: RandomAccess,
  name: string,
  problems: FileProblems,
): Promise<FileEntry[]> {
  const list = await readList(archive, name);
  const files: FileEntry[] = [];
  for (const entry of listed(list, name)) {
    if ('problem' in entry) problems.add({ file: entry.path, message: entry.problem });
    else if (!entry.path.endsWith('/')) files.push(fileOf(archive, name, entry));
  }
  return files;
}

/** The central directory. */
async function readList(archive: RandomAccess, name: string): Promise<Uint8Array> {
  const tailStart = Math.max(0, archive.size - 65_557);
  const tail = await archive.slice(tailStart, archive.size);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== END) at -= 1;
  if (at < 0)
    throw new FilesError(`${name} is not a whole zip archive: its list of files is missing.`);
  let [count, size, start] = [
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  if (start === 0xffffffff || count === 0xffff) {
    [count, size, start] = await readEnd64(archive, name, view, at);
  }
  if (count > MOST_ENTRIES || size > MOST_LIST || start + size > archive.size) {
    throw new FilesError(`${name} is damaged: its list of files lies outside the archive.`);
  }
  return archive.slice(start, start + size);
}

async function readEnd64(
  archive: RandomAccess,
  name: string,
  tail: DataView,
  end: number,
): Promise<[number, number, number]> {
  const place = end >= 20 ? Number(tail.getBigUint64(end - 12, true)) : Number.NaN;
  if (!(place + 56 <= archive.size))
    throw new FilesError(`${name} is damaged: its end cannot be read.`);
  const view = viewOf(await archive.slice(place, place + 56));
  if (view.getUint32(0, true) !== END_64)
    throw new FilesError(`${name} is damaged: its end cannot be read.`);
  return [
    Number(view.getBigUint64(32, true)),
    Number(view.getBigUint64(40, true)),
    Number(view.getBigUint64(48, true)),
  ];
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function* listed(
  list: Uint8Array,
  name: string,
): Generator<Listed | { readonly path: string; readonly problem: string }> {
  const view = viewOf(list);
  for (let at = 0; at + 46 <= list.length; ) {
    if (view.getUint32(at, true) !== ENTRY)
      throw new FilesError(`${name} is damaged: its list of files breaks off.`);
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((n) =>
      view.getUint16(at + n, true),
    );
    const next = at + 46 + nameLength! + extraLength! + noteLength!;
    if (next > list.length)
      throw new FilesError(`${name} is damaged: its list of files breaks off.`);
    const flags = view.getUint16(at + 8, true);
    const label = list.subarray(at + 46, at + 46 + nameLength!);
    const path = new TextDecoder().decode(label).replaceAll('\\', '/');
    const extra = viewOf(
      list.subarray(at + 46 + nameLength!, at + 46 + nameLength! + extraLength!),
    );
    const sizes = sizesOf(view, at, extra);
    const problem = problemOf(path, flags, view.getUint16(at + 10, true), sizes);
    const [method, checksum] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    yield problem ? { path, problem } : { path, method, checksum, ...sizes };
    at = next;
  }
}

/** Sizes and place, from the zip64 field where the short ones are full. */
function sizesOf(
  view: DataView,
  at: number,
  extra: DataView,
): Omit<Listed, 'path' | 'method' | 'checksum'> {
  const short = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  for (
    let field = 0;
    field + 4 <= extra.byteLength;
    field += 4 + extra.getUint16(field + 2, true)
  ) {
    if (extra.getUint16(field, true) !== 1) continue;
    const end = Math.min(extra.byteLength, field + 4 + extra.getUint16(field + 2, true));
    let from = field + 4;
    for (const [i, value] of short.entries()) {
      if (value !== 0xffffffff || from + 8 > end) continue;
      short[i] = Number(extra.getBigUint64(from, true));
      from += 8;
    }
    break;
  }
  return { size: short[0]!, packed: short[1]!, offset: short[2]! };
}

function problemOf(
  path: string,
  flags: number,
  method: number,
  { size, packed }: { readonly size: number; readonly packed: number },
): string | undefined {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..')) {
    return 'The path leads out of the archive; the file was left out.';
  }
  if (flags & 1) return 'The file is encrypted; unpack the archive with its password first.';
  if (method !== 0 && method !== 8) {
    return `The file is packed by method ${method}; pack the archive again with deflate.`;
  }
  if (size > MOST_FILE) return `The file unpacks to ${size} bytes; unpack the archive first.`;
  return size > FREE_BYTES && size > packed * MOST_RATIO
    ? `${packed} bytes would unpack to ${size}; the file was left out.`
    : undefined;
}

function fileOf(archive: RandomAccess, name: string, entry: Listed): FileEntry {
  let whole: Promise<Uint8Array> | undefined;
  const { path, size, checksum } = entry;
  return {
    path,
    size,
    stamp: checksum,
    slice: async (start, end) => {
      if (entry.method === 0) {
        const from = await dataStart(archive, name, entry);
        return archive.slice(from + start, from + Math.min(end, size));
      }
      // A deflated file is read from its beginning; one that is read in pieces is kept while it is.
      whole ??= unpack(archive, name, entry);
      const bytes = await whole;
      if (end >= size) whole = undefined;
      return start === 0 && end >= size ? bytes : bytes.subarray(start, end);
    },
  };
}

async function dataStart(
  archive: RandomAccess,
  name: string,
  { path, offset, packed }: Listed,
): Promise<number> {
  const head = viewOf(await archive.slice(offset, offset + 30));
  const isWhole = head.byteLength === 30 && head.getUint32(0, true) === LOCAL;
  const start = isWhole ? offset + 30 + head.getUint16(26, true) + head.getUint16(28, true) : 0;
  if (!isWhole || start + packed > archive.size)
    throw new FilesError(`${path} in ${name} is damaged.`);
  return start;
}

/** Never more than the list says, whatever the stream holds. */
async function unpack(archive: RandomAccess, name: string, entry: Listed): Promise<Uint8Array> {
  const start = await dataStart(archive, name, entry);
  const packed = await archive.slice(start, start + entry.packed);
  const bytes = new Uint8Array(entry.size);
  let at = 0;
  const inflate = new Inflate((piece) => {
    if (at + piece.length > bytes.length)
      throw new FilesError(`${entry.path} in ${name} is longer than it says.`);
    bytes.set(piece, at);
    at += piece.length;
  });
  try {
    for (let from = 0; from < packed.length; from += 65_536) {
      inflate.push(packed.subarray(from, from + 65_536), from + 65_536 >= packed.length);
    }
  } catch (error) {
    if (error instanceof FilesError) throw error;
    throw new FilesError(`${entry.path} in ${name} is damaged: its deflate stream breaks off.`);
  }
  if (at !== bytes.length)
    throw new FilesError(`${entry.path} in ${name} is shorter than it says.`);
  return bytes;
}
