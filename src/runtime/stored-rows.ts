/**
 * Samples that lie on disk in shards, for pictures that are too many for memory. What a preparation makes of them is
 * made when they are read; an epoch visits the shards in a drawn order and shuffles the rows of a few at a time.
 */
import type { Column, Parts, PreparedPart, Samples, StoredRows } from './dataset';
import { emptyLike } from './preparation/resize';
import { sizeOf } from './preparation/step';
import type { Random } from './random';

export type StoredColumn = Column & { readonly stored: StoredRows };

export const SHARD_BYTES = 4 * 1024 * 1024;
/** Shards whose rows are shuffled together, and that a reader keeps in memory. */
export const WINDOW = 16;
export const WINDOW_BYTES = WINDOW * SHARD_BYTES;
/** Pictures that take more are packed in shards on disk, so that an import goes on where it broke off. */
export const SHARDED_BYTES = 64e6;
/** Stored pictures up to here are read into memory whole. */
export const MOST_IN_MEMORY = 256e6;
/** Steps that learn from the samples look at so many bytes of stored ones, evenly spread. */
const MOST_FITTED = 64e6;

export const isStored = (column: Column): column is StoredColumn => column.stored !== undefined;

/** The chosen rows; nothing is read. */
export function pickStored(column: StoredColumn, rows: Int32Array): StoredColumn {
  const { stored } = column;
  return {
    ...column,
    stored: {
      ...stored,
      rows: rows.map((row) => stored.rows?.[row] ?? row),
      shardOf: (row) => stored.shardOf(rows[row]!),
      read: (picked) => stored.read(picked.map((row) => rows[row]!)),
    },
  };
}

/** These rows in memory. */
export function packStored({ stored, ...column }: StoredColumn, rows: Int32Array): Column {
  return { ...column, values: stored.read(rows) };
}

/** What `prepare` makes of the rows that are read. */
export function mapStored(
  column: StoredColumn,
  count: number,
  prepare: (packed: Column, count: number) => Column,
): Column {
  const first = Int32Array.from({ length: Math.min(1, count) });
  const made = prepare(packStored(column, first), first.length);
  const read = (rows: Int32Array) => prepare(packStored(column, rows), rows.length).values;
  return { ...made, values: emptyLike(made.values, 0), stored: { ...column.stored, read } };
}

/** Rows that a step learns from: all that fit, else evenly spread ones. */
export function fittedRows(column: StoredColumn, rows: Int32Array): Int32Array {
  const most = Math.max(1, Math.floor(MOST_FITTED / sizeOf(column)));
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]!);
}

const staysOnDisk = (column: Column, count: number): boolean =>
  isStored(column) && count * sizeOf(column) > MOST_IN_MEMORY;

/** Bytes of the columns that are read from disk while a network learns from them. */
export function bytesOnDisk({ train, test }: Parts): number {
  return [train, test].reduce((sum, { count, columns }) => {
    const large = Object.values(columns).filter((column) => staysOnDisk(column, count));
    return sum + large.reduce((bytes, column) => bytes + count * sizeOf(column), 0);
  }, 0);
}

/** The samples in memory where what is stored of them fits there. */
export function inMemory(samples: Samples): Samples {
  const every = Int32Array.from({ length: samples.count }, (_, i) => i);
  const columns = Object.entries(samples.columns).map(([name, column]) => {
    const isRead = isStored(column) && !staysOnDisk(column, samples.count);
    return [name, isRead ? packStored(column, every) : column] as const;
  });
  return { ...samples, columns: Object.fromEntries(columns) };
}

/** The rows of an epoch: in any order, or shard by shard where they are stored. */
export function epochOrder({ count, inputs }: PreparedPart, random: Random): Int32Array {
  const stored = Object.values(inputs).find(isStored)?.stored;
  if (!stored) return random.permutation(count);
  const shards = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const shard = stored.shardOf(row);
    const rows = shards.get(shard);
    if (rows) rows.push(row);
    else shards.set(shard, [row]);
  }
  const all = [...shards.values()];
  const drawn = [...random.permutation(all.length)].map((i) => all[i]!);
  const order = new Int32Array(count);
  let at = 0;
  for (let start = 0; start < drawn.length; start += WINDOW) {
    const rows = drawn.slice(start, start + WINDOW).flat();
    for (const i of random.permutation(rows.length)) order[at++] = rows[i]!;
  }
  return order;
}
