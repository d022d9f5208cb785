/** A browser's worker as a host of the engine: assets by fetch, the three `.wasm` files by their bundled addresses. */
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { isKept } from '../compiler/world';
import type { ReadAsset } from './dataset';
import { storedParts } from './files/store';
import type { Host } from './host';
import { readKept } from './kept-weights';
import { openCache } from './worker-cache';
import { fetchBytes } from './worker-fetch';

/** A built worker lies in `assets/`, beside `datasets/` and `weights/`; in development it comes from its source folder. */
const folder = (name: string): URL =>
  new URL(import.meta.env.DEV ? `/${name}/` : `../${name}/`, self.location.href);

const readFrom =
  (base: URL): ReadAsset =>
  (path, onBytes) =>
    fetchBytes(new URL(path, base).href, onBytes);

const absolute = (address: string): string => new URL(address, self.location.href).href;

const readShipped = readFrom(folder('weights'));

/** Weights of imported models lie in the browser's storage, the others beside the worker. */
const readWeights: ReadAsset = async (path, onBytes) => {
  const [id = ''] = path.split('/');
  if (!isKept(id)) return readShipped(path, onBytes);
  const bytes = await readKept(id);
  if (bytes) return bytes;
  throw new Error(`This browser does not have ${id}.`);
};

/** The text of a built script beside the worker, for files that an export brings along. */
export async function readScript(place: 'layers' | 'page', path: string): Promise<string> {
  return new TextDecoder().decode(await fetchBytes(new URL(path, folder(place)).href));
}

export async function workerHost(): Promise<Host> {
  return {
    name: 'browser',
    readAsset: readFrom(folder('datasets')),
    readWeights,
    loadFiles: ({ fingerprint }) => storedParts(fingerprint),
    wasmPaths: {
      'tfjs-backend-wasm.wasm': absolute(wasm),
      'tfjs-backend-wasm-simd.wasm': absolute(simd),
      'tfjs-backend-wasm-threaded-simd.wasm': absolute(threaded),
    },
    cache: await openCache(),
    now: () => performance.now(),
  };
}
