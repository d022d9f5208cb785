import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shardFolders } from './shard-folder';

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'netloom-shards-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

it('keeps five imports, those that were read from last', async () => {
  const open = (name: string) => shardFolders('pets')(name);
  const folders: string[] = [];
  for (const [i, name] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    const { name: folder } = await open(name);
    utimesSync(folder, i + 1, i + 1);
    folders.push(folder);
  }
  await open('a');
  const { name: newest } = await open('f');
  const kept = readdirSync(path.dirname(newest)).map((name) =>
    path.join(path.dirname(newest), name),
  );
  const [a, , c, d, e] = folders;
  expect(kept.sort()).toEqual([a, c, d, e, newest].sort());
});
