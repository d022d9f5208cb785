/**
 * Imported data in the browser's private file system: a folder a fingerprint, a file a column. It stays on the machine;
 * nothing else can read it. A folder without its description is an import that never ended, and is written anew.
 */
import type { Column, Parts, Samples } from '../dataset';

const ROOT = 'netloom-data';
const LIST = 'parts.json';
const arrays = { Uint8Array, Int32Array, Float32Array } as const;
type ArrayName = keyof typeof arrays;

interface StoredColumn {
  readonly name: string;
  readonly shape: readonly (number | null)[];
  readonly array: ArrayName;
  readonly dtype?: Column['dtype'];
  readonly hasEnds: boolean;
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

async function root(): Promise<FileSystemDirectoryHandle> {
  const storage = await navigator.storage.getDirectory();
  return storage.getDirectoryHandle(ROOT, { create: true });
}

/** Writes what was imported. What a full disk cuts short is removed again, and the error is handed on. */
export async function storeParts(fingerprint: string, parts: Parts): Promise<void> {
  const folders = await root();
  const folder = await folders.getDirectoryHandle(fingerprint, { create: true });
  try {
    for (const part of partNames) {
      for (const [i, { values, ends }] of Object.values(parts[part].columns).entries()) {
        await write(folder, `${part}-${i}.bin`, values);
        if (ends) await write(folder, `${part}-${i}.ends`, ends);
      }
    }
    const list: Stored = { train: describe(parts.train), test: describe(parts.test) };
    await write(folder, LIST, new TextEncoder().encode(JSON.stringify(list)));
  } catch (error) {
    await folders.removeEntry(fingerprint, { recursive: true }).catch(() => undefined);
    throw error;
  }
}

function describe({ count, columns }: Samples): StoredPart {
  return {
    count,
    columns: Object.entries(columns).map(([name, { shape, values, ends, dtype }]) => ({
      name,
      shape,
      array: values.constructor.name as ArrayName, // one of the three arrays of a column
      ...(dtype && { dtype }),
      hasEnds: ends !== undefined,
    })),
  };
}

/** What was imported under this fingerprint; `undefined` where nothing was. */
export async function storedParts(fingerprint: unknown): Promise<Parts | undefined> {
  if (!isFingerprint(fingerprint)) return undefined;
  try {
    const folder = await (await root()).getDirectoryHandle(fingerprint);
    const list = JSON.parse(new TextDecoder().decode(await read(folder, LIST))) as Stored; // as written above
    return {
      train: await readPart(folder, 'train', list),
      test: await readPart(folder, 'test', list),
    };
  } catch {
    return undefined; // not there, or not whole
  }
}

async function readPart(
  folder: FileSystemDirectoryHandle,
  part: PartName,
  list: Stored,
): Promise<Samples> {
  const { count, columns } = list[part];
  const loaded: Record<string, Column> = {};
  for (const [i, { name, shape, array, dtype, hasEnds }] of columns.entries()) {
    loaded[name] = {
      shape,
      values: new arrays[array](await read(folder, `${part}-${i}.bin`)),
      ...(dtype && { dtype }),
      ...(hasEnds && { ends: new Uint32Array(await read(folder, `${part}-${i}.ends`)) }),
    };
  }
  return { count, columns: loaded };
}

async function write(
  folder: FileSystemDirectoryHandle,
  name: string,
  view: ArrayBufferView,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const stream = await file.createWritable();
  // Columns are made here and by readers, never over shared memory.
  await stream.write(view as ArrayBufferView<ArrayBuffer>);
  await stream.close();
}

async function read(folder: FileSystemDirectoryHandle, name: string): Promise<ArrayBuffer> {
  return (await (await folder.getFileHandle(name)).getFile()).arrayBuffer();
}
