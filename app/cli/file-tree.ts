/** A path of this machine as the files inside it. */
import { readdirSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileEntry, FileTree } from '../../src/runtime/files/tree';
import { reasonOf, UsageError } from './output';

/** Throws `UsageError` for a path that is not there or cannot be read. */
export function fileTree(named: string): FileTree {
  const root = path.resolve(named);
  const stat = statSync(root, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`There is no file or folder ${named}.`);
  const name = path.basename(root);
  try {
    if (stat.isFile()) return { name, files: [fileEntry(root, name)] };
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => fileEntry(file, path.relative(root, file).split(path.sep).join('/')));
    return { name, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
  } catch (error) {
    throw new UsageError(`${named} cannot be read: ${reasonOf(error)}.`);
  }
}

function fileEntry(file: string, name: string): FileEntry {
  const { size, mtimeMs } = statSync(file);
  return {
    path: name,
    size,
    stamp: mtimeMs,
    slice: async (start, end) => {
      if (start === 0 && end >= size) return new Uint8Array(await readFile(file));
      const handle = await open(file);
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}
