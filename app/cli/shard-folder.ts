/** Shards of large imports on this machine: below the user's cache, a folder for every path and size of pictures. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ShardFolder } from '../../src/runtime/files/shards';
import { sha256 } from '../../src/runtime/preparation/sha256';
import { cacheFolder } from './host';
import { UsageError } from './output';

/** Imports that are kept besides the one that is made; the others are made again when they are asked for. */
const MOST = 4;

/** The folder for pictures of `source`, which people named, by what is made of them. */
export function shardFolders(source: string): (name: string) => Promise<ShardFolder> {
  return async (name) => {
    const id = await sha256(new TextEncoder().encode(`${path.resolve(source)}\n${name}`));
    const folder = path.join(cacheFolder(), 'pictures', id.slice(0, 32));
    await guarded(folder, () => mkdir(folder, { recursive: true }));
    // The time of a folder that is only read from stands still.
    const now = new Date();
    await guarded(folder, () => utimes(folder, now, now));
    forgetOldest(path.dirname(folder), folder);
    return shardFolder(folder);
  };
}

export function shardFolder(folder: string): ShardFolder {
  const inside = (file: string): string => path.join(folder, file);
  return {
    name: folder,
    read: async (file) => {
      try {
        return new Uint8Array(await readFile(inside(file)));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw new UsageError(`${inside(file)} cannot be read: ${codeOf(error)}.`);
      }
    },
    write: (file, bytes) =>
      guarded(folder, async () => {
        // A name that appears at once: what breaks off leaves no half of a file.
        await writeFile(inside(`${file}.part`), bytes);
        await rename(inside(`${file}.part`), inside(file));
      }),
    reader: async () => (file) => new Uint8Array(readFileSync(inside(file))),
  };
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error); // fs errors carry a code

/** Says where there is no room, and that what is there stays. */
async function guarded(folder: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = codeOf(error);
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new UsageError(
      isFull
        ? `The disk of ${folder} is full. What was read so far stays: free some room, or set XDG_CACHE_HOME to a folder on another disk, and give the same command again.`
        : `${folder} cannot be written: ${code}. Set XDG_CACHE_HOME to a folder that can.`,
    );
  }
}

/** Only a few imports are kept; the folder that is in use is the newest. */
function forgetOldest(parent: string, own: string): void {
  const others = readdirSync(parent)
    .map((name) => path.join(parent, name))
    .filter((folder) => folder !== own)
    .map((folder) => ({ folder, at: statSync(folder).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { folder } of others.slice(MOST)) rmSync(folder, { recursive: true, force: true });
}
