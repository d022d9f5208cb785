/** What the engine needs from where it runs: a worker in a browser, or Node. */
import type { LoadFiles, ReadAsset } from './dataset';

export interface Host {
  readonly name: 'node' | 'browser';
  /** Reads `digits/train.bin` and the like. */
  readonly readAsset: ReadAsset;
  /** Reads `mobilenet-v2-coco/weights.bin` and the like. */
  readonly readWeights: ReadAsset;
  /** The data that people brought; absent where the host keeps none. */
  readonly loadFiles?: LoadFiles;
  /** Folder of the three `.wasm` files (ends in a separator), or the address of each. */
  readonly wasmPaths: string | Readonly<Record<string, string>>;
  /** Remembers the verdict on backends from one start to the next. */
  readonly cache: {
    readonly get: (key: string) => string | null;
    readonly set: (key: string, value: string) => void;
  };
  /** Milliseconds, rising. */
  readonly now: () => number;
}
