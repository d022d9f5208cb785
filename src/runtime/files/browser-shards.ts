/** Shards in the browser's private file system. They are read without waiting, which browsers allow in workers only. */
import { sha256 } from '../preparation/sha256';
import { holdFiles } from './in-use';
import { privateFolder, writePrivate } from './private-folder';
import type { ShardFolder } from './shards';

/** Folder of the folders of shards. */
export const SHARDS = 'netloom-shards';

/** What only workers have: the types of a page do not know it. */
const atOnce = () =>
  (globalThis as { FileReaderSync?: new () => { readAsArrayBuffer: (file: Blob) => ArrayBuffer } })
    .FileReaderSync;

/** Whether whole files can be read without waiting here; a page has the first shard alone. */
export const readsAtOnce = (): boolean => atOnce() !== undefined;

/** The folder for pictures of `source`, a dropped folder's name, by what is made of them; held by who imports. */
export async function browserShards(source: string, name: string): Promise<ShardFolder> {
  const id = (await sha256(new TextEncoder().encode(`${source}\n${name}`))).slice(0, 32);
  await holdFiles(id);
  return shardsIn(id);
}

/** A folder that was named before. */
export async function shardsIn(name: string): Promise<ShardFolder> {
  const folder = await privateFolder(SHARDS, name);
  const fileOf = async (file: string): Promise<File> =>
    (await folder.getFileHandle(file)).getFile();
  return {
    name,
    read: async (file) => {
      try {
        return new Uint8Array(await (await fileOf(file)).arrayBuffer());
      } catch {
        return undefined; // not there
      }
    },
    write: (file, bytes) => writePrivate(folder, file, bytes),
    reader: async (names) => {
      const Reader = atOnce();
      if (!Reader) return firstAlone(names, fileOf);
      const files = new Map<string, File>();
      for (const file of names) files.set(file, await fileOf(file));
      const reader = new Reader();
      return (file) => new Uint8Array(reader.readAsArrayBuffer(files.get(file)!)); // one of the names
    },
  };
}

async function firstAlone(names: readonly string[], fileOf: (file: string) => Promise<File>) {
  const [first] = names;
  const bytes = first === undefined ? undefined : await (await fileOf(first)).arrayBuffer();
  return (file: string): Uint8Array => {
    if (bytes && file === first) return new Uint8Array(bytes);
    throw new Error(`${file} can be read in a worker only.`);
  };
}
