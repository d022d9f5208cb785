/** Pictures that are too many for memory: decoded a shard at a time, and only those that are not in the shards yet. */
import type { Column } from '../dataset';
import { hashString } from '../random';
import type { Filed } from './class-folders';
import { decodeAll } from './decode-pictures';
import type { PictureSize, ReadContext } from './reader';
import { readShards, type ShardEntry, type ShardPart, ShardWriter, shardEntries } from './shards';

interface StoreContext extends ReadContext {
  readonly onPicture: () => void;
}

/**
 * The pictures as rows on disk, in the order of a hash of their paths: any stretch of them is a fair sample of all,
 * the same on every machine.
 */
export async function storePictures(
  place: ShardPart,
  files: readonly Filed[],
  size: PictureSize,
  context: StoreContext,
): Promise<{
  readonly column: Pick<Column, 'values' | 'stored'>;
  readonly kept: readonly ShardEntry[];
}> {
  const byPath = new Map(files.map((file) => [file.entry.path, file]));
  const known = await shardEntries(place, (entry) => isSame(entry, byPath.get(entry.path)));
  const writer = await ShardWriter.open(place, known);
  const done = new Set(writer.entries.map(({ path }) => path));
  for (const _ of done) context.onPicture();
  const left = inDrawnOrder(files.filter(({ entry }) => !done.has(entry.path)));
  try {
    for (let at = 0; at < left.length; at += AT_A_TIME) {
      await append(writer, left.slice(at, at + AT_A_TIME), size, context);
    }
  } finally {
    // Where the disk is full this fails as well, and what is in memory is lost.
    await writer.flush();
  }
  const { entries } = writer;
  const values = new Uint8Array();
  if (entries.length === 0) return { column: { values }, kept: [] };
  return { column: { values, stored: await readShards(place, entries) }, kept: entries };
}

/** Pictures that are decoded before they are written. */
const AT_A_TIME = 128;

const isSame = (entry: ShardEntry, file: Filed | undefined): boolean =>
  file !== undefined &&
  file.entry.size === entry.size &&
  file.entry.stamp === entry.stamp &&
  file.className === entry.className;

function inDrawnOrder(files: readonly Filed[]): Filed[] {
  const keyed = files.map((file) => ({ file, key: hashString(file.entry.path) }));
  keyed.sort((a, b) => a.key - b.key || (a.file.entry.path < b.file.entry.path ? -1 : 1));
  return keyed.map(({ file }) => file);
}

async function append(
  writer: ShardWriter,
  files: readonly Filed[],
  size: PictureSize,
  context: StoreContext,
): Promise<void> {
  const { column, kept } = await decodeAll(files, size, context, context.onPicture);
  const bytes = size.height * size.width * size.channels;
  for (const [i, { entry, className }] of kept.entries()) {
    const { path, size: fileSize, stamp } = entry;
    const values = column.values.subarray(i * bytes, (i + 1) * bytes);
    const about = { path, size: fileSize, ...(stamp !== undefined && { stamp }), className };
    await writer.add({ ...about, values });
  }
}
