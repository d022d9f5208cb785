/** The engine in a browser's worker: assets by fetch, the three `.wasm` files by their bundled addresses. */
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { ReadAsset } from './dataset';
import { createEngine, type Engine } from './engine';
import type { ToWorker } from './protocol';
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

async function start(): Promise<Engine> {
  const host = {
    name: 'browser',
    readAsset: readFrom(folder('datasets')),
    readWeights: readFrom(folder('weights')),
    wasmPaths: {
      'tfjs-backend-wasm.wasm': absolute(wasm),
      'tfjs-backend-wasm-simd.wasm': absolute(simd),
      'tfjs-backend-wasm-threaded-simd.wasm': absolute(threaded),
    },
    cache: await openCache(),
    now: () => performance.now(),
  } as const;
  return createEngine(host, (message, transfer) =>
    self.postMessage(message, { transfer: transfer ?? [] }),
  );
}

const engine = start();

self.onmessage = (event: MessageEvent<ToWorker>) => {
  void engine.then((started) => started.receive(event.data));
};
