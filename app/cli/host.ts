/** Node as a host of the engine: assets from the project's folder, verdicts of backends in the user's cache. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import type { ReadAsset } from '../../src/runtime/dataset';
import type { Host } from '../../src/runtime/host';
import { projectFolder } from './documents';

const require = createRequire(import.meta.url);

/** What can be made again lies here. */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(base, 'netloom');
}

const cacheFile = (): string => path.join(cacheFolder(), 'backends.json');

function readCache(): Record<string, string> {
  try {
    const value: unknown = JSON.parse(readFileSync(cacheFile(), 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const readFrom =
  (folder: string): ReadAsset =>
  async (name, onBytes) => {
    const bytes = await readFile(path.join(projectFolder, folder, name));
    onBytes?.(bytes.length, bytes.length);
    return new Uint8Array(bytes);
  };

/** The host that every command uses. */
export function nodeHost(): Host {
  const wasmFolder = path.dirname(
    require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
  );
  return {
    name: 'node',
    readAsset: readFrom('assets/datasets'),
    readWeights: readFrom('templates/weights'),
    wasmPaths: `${wasmFolder}${path.sep}`,
    cache: {
      get: (key) => readCache()[key] ?? null,
      set: (key, value) => {
        try {
          mkdirSync(path.dirname(cacheFile()), { recursive: true });
          writeFileSync(cacheFile(), JSON.stringify({ ...readCache(), [key]: value }));
        } catch {
          // A home that cannot be written only means that the backend is measured again.
        }
      },
    },
    now: () => performance.now(),
  };
}
