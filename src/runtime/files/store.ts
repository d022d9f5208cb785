/**
 * Imported data in the browser's private file system: a folder a fingerprint, a file a column, or the name of a folder
 * of shards. It stays on the machine; nothing else can read it. A folder without its description is an import that
 * never ended, and is written anew.
 */
import type { Column, Parts, Samples, StoredRows } from '../dataset';
import { pickStored } from '../stored-rows';
import { readsAtOnce, shardsIn } from './browser-shards';
import { holdFiles } from './in-use';
import { privateRoot, writePrivate } from './private-folder';
import { readShards, shardEntries, shardRows } from './shards';

/** Folder of the folders of imports. */
export const IMPORTS = 'netloom-data';
const LIST = 'parts.json';
/** Its time is that of the last use. */
const USED = 'used';
/** Marks what was made here, as pictures from the camera are: it lies nowhere else. */
export const MADE_HERE = 'made-here';
const arrays = { Uint8Array, Int32Array, Float32Array } as const;
type ArrayName = keyof typeof arrays;

interface StoredColumn {
  readonly name: string;
  readonly shape: readonly (number | null)[];
  readonly array: ArrayName;
  readonly dtype?: Column['dtype'];
  readonly hasEnds: boolean;
  /** Folder and hash of what lies in shards, and whether its rows are listed. */
  readonly stored?: { readonly folder: string; readonly id: string; readonly isListed: boolean };
}

interface StoredPart {
  readonly count: number;
  readonly columns: readonly StoredColumn[];
}

const partNames = ['train', 'test'] as const;
type PartName = (typeof partNames)[number];
type Stored = Readonly<Record<PartName, StoredPart>>;

const isFingerprint = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

/**
 * Writes what was imported, and holds it until the result is called, or the window or worker ends. What a full disk
 * cuts short is removed again, unless it was there before, and the error is handed on.
 */
export async function storeParts(
  fingerprint: string,
  parts: Parts,
  { isMadeHere = false } = {},
): Promise<() => void> {
  const letGo = await holdFiles(fingerprint);
  const folders = await privateRoot(IMPORTS);
  const folder = await folders.getDirectoryHandle(fingerprint, { create: true });
  const before = await readList(folder).catch(() => undefined);
  try {
    for (const part of partNames) {
      for (const [i, { values, ends, stored }] of Object.values(parts[part].columns).entries()) {
        if (stored?.rows) await writePrivate(folder, `${part}-${i}.rows`, stored.rows);
        if (stored) continue;
        await writePrivate(folder, `${part}-${i}.bin`, values);
        if (ends) await writePrivate(folder, `${part}-${i}.ends`, ends);
      }
    }
    if (isMadeHere) await writePrivate(folder, MADE_HERE, new Uint8Array());
    const list: Stored = { train: describe(parts.train), test: describe(parts.test) };
    await writePrivate(folder, LIST, new TextEncoder().encode(JSON.stringify(list)));
    return letGo;
  } catch (error) {
    // The files of an import that is whole hold the same bytes.
    if (!before) await folders.removeEntry(fingerprint, { recursive: true }).catch(() => undefined);
    letGo();
    throw error;
  }
}

function describe({ count, columns }: Samples): StoredPart {
  return {
    count,
    columns: Object.entries(columns).map(([name, { shape, values, ends, dtype, stored }]) => ({
      name,
      shape,
      array: values.constructor.name as ArrayName, // one of the three arrays of a column
      ...(dtype && { dtype }),
      hasEnds: ends !== undefined,
      ...(stored && {
        stored: { folder: stored.folder, id: stored.id, isListed: stored.rows !== undefined },
      }),
    })),
  };
}

/** What was imported under this fingerprint; `undefined` where nothing was. */
export async function storedParts(fingerprint: unknown): Promise<Parts | undefined> {
  if (!isFingerprint(fingerprint)) return undefined;
  try {
    const folder = await (await privateRoot(IMPORTS)).getDirectoryHandle(fingerprint);
    const list = await readList(folder);
    return {
      train: await readPart(folder, 'train', list),
      test: await readPart(folder, 'test', list),
    };
  } catch {
    return undefined; // not there, or not whole
  }
}

/** Says that a document learns from this now; nothing where nothing lies there. */
export async function markUsed(fingerprint: string): Promise<void> {
  try {
    const folder = await (await privateRoot(IMPORTS)).getDirectoryHandle(fingerprint);
    await writePrivate(folder, USED, new Uint8Array());
  } catch {
    // Not there, or the disk is full: then it only looks older.
  }
}

/** Folders of shards that an import names; none where it never ended. */
export async function shardsNamed(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  try {
    const { train, test } = await readList(folder);
    return [...train.columns, ...test.columns].flatMap(({ stored }) => stored?.folder ?? []);
  } catch {
    return [];
  }
}

const readList = async (folder: FileSystemDirectoryHandle): Promise<Stored> =>
  JSON.parse(new TextDecoder().decode(await read(folder, LIST))) as Stored; // as written above

async function readPart(
  folder: FileSystemDirectoryHandle,
  part: PartName,
  list: Stored,
): Promise<Samples> {
  const { columns } = list[part];
  let { count } = list[part];
  const loaded: Record<string, Column> = {};
  for (const [i, { name, shape, array, dtype, hasEnds, stored }] of columns.entries()) {
    const file = `${part}-${i}`;
    const about = { shape, ...(dtype && { dtype }) };
    if (stored) {
      const rows = stored.isListed ? new Int32Array(await read(folder, `${file}.rows`)) : undefined;
      const found = await readStored(part, sizeOfShape(shape), stored);
      count = Math.min(count, rowsAtHand(shape, rows));
      const column = { ...about, values: new Uint8Array(), stored: found };
      loaded[name] = rows ? pickStored(column, rows) : column;
      continue;
    }
    loaded[name] = {
      ...about,
      values: new arrays[array](await read(folder, `${file}.bin`)),
      ...(hasEnds && { ends: new Uint32Array(await read(folder, `${file}.ends`)) }),
    };
  }
  return { count, columns: loaded };
}

const sizeOfShape = (shape: StoredColumn['shape']): number =>
  shape.reduce<number>((product, size) => product * (size ?? 1), 1);

/** A page looks at the first shard alone: rows come in a drawn order, so that it is a fair sample. */
function rowsAtHand(shape: StoredColumn['shape'], rows: Int32Array | undefined): number {
  if (readsAtOnce()) return Number.POSITIVE_INFINITY;
  const most = shardRows(sizeOfShape(shape));
  return rows ? rows.filter((row) => row < most).length : most;
}

async function readStored(
  part: PartName,
  bytes: number,
  { folder, id }: NonNullable<StoredColumn['stored']>,
): Promise<StoredRows> {
  const place = { folder: await shardsIn(folder), part, bytes };
  const rows = await readShards(place, await shardEntries(place));
  if (rows.id !== id) throw new Error('Other pictures lie there now.');
  return rows;
}

async function read(folder: FileSystemDirectoryHandle, name: string): Promise<ArrayBuffer> {
  return (await (await folder.getFileHandle(name)).getFile()).arrayBuffer();
}
