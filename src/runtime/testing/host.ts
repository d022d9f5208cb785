/** Node as a host, for tests: shipped assets, and a cache that forgets. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '../host';

const require = createRequire(import.meta.url);

export function testHost(): Host {
  const cache = new Map<string, string>();
  const weights = new URL('../../../templates/weights/', import.meta.url);
  return {
    name: 'node',
    readWeights: async (path) =>
      new Uint8Array(await readFile(fileURLToPath(new URL(path, weights)))),
    readAsset: async (path) =>
      new Uint8Array(
        await readFile(fileURLToPath(new URL(`../../../assets/datasets/${path}`, import.meta.url))),
      ),
    wasmPaths: `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`,
    cache: {
      get: (key) => cache.get(key) ?? null,
      set: (key, value) => void cache.set(key, value),
    },
    now: () => performance.now(),
  };
}
