/**
 * The project's own SIMD module, working in place on the heap of TensorFlow.js's wasm backend: it imports that
 * memory and owns none, so tensors are never copied between the two.
 */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { kernelsBase64 } from './binary';

type Call = (...args: number[]) => void;

/** What `assembly/index.ts` exports; pointers are byte addresses, sizes count floats. */
export interface SimdExports {
  readonly gemm: Call;
  readonly packPanels: Call;
  readonly packBias: Call;
  readonly conv: Call;
  readonly convFilterGradient: Call;
  readonly convInputGradient: Call;
  readonly padPictures: Call;
  readonly cropPictures: Call;
  readonly maxPoolGradient: Call;
  readonly reluGradient: Call;
  readonly gelu: Call;
  readonly geluGradient: Call;
  readonly columnSums: Call;
  readonly padRows: Call;
  readonly affine: Call;
  readonly moments: Call;
  readonly normSums: Call;
  readonly normGradient: Call;
  readonly adam: Call;
  readonly momentum: Call;
}

export interface Simd {
  readonly kernels: SimdExports;
  /** Addresses of rooms of the given sizes in bytes, valid until the next call of `scratch`. */
  scratch(...bytes: number[]): number[];
  /** Address of at least `floats` zeros that nobody writes. */
  zeros(floats: number): number;
}

/** Emscripten's parts that the published type leaves out. */
interface Emscripten {
  readonly asm: { readonly memory?: WebAssembly.Memory };
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

const loaded = new WeakMap<BackendWasm, Simd | null>();

function load(backend: BackendWasm): Simd | null {
  const host = backend.wasm as unknown as Emscripten;
  const memory = Object.values(host.asm ?? {}).find((part) => part instanceof WebAssembly.Memory);
  // A shared memory (threads) cannot be imported by a module that declares a plain one.
  if (!(memory instanceof WebAssembly.Memory) || !(memory.buffer instanceof ArrayBuffer))
    return null;
  const bytes = Uint8Array.from(atob(kernelsBase64), (letter) => letter.charCodeAt(0));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const room = { address: 0, bytes: 0 };
  const blank = { address: 0, bytes: 0 };
  const grow = (block: typeof room, bytes: number): void => {
    if (block.bytes >= bytes) return;
    if (block.address !== 0) host._free(block.address);
    block.address = host._malloc(bytes) >>> 0;
    block.bytes = bytes;
  };
  return {
    kernels: instance.exports as unknown as SimdExports,
    scratch: (...sizes) => {
      const rounded = sizes.map((size) => (size + 63) & ~63);
      grow(
        room,
        rounded.reduce((sum, size) => sum + size, 0),
      );
      let at = room.address;
      return rounded.map((size) => (at += size) - size);
    },
    zeros: (floats) => {
      if (blank.bytes < floats * 4) {
        grow(blank, floats * 4);
        host.HEAPU8.fill(0, blank.address, blank.address + blank.bytes);
      }
      return blank.address;
    },
  };
}

/** The module over this backend's memory, or `null` where it cannot be loaded (threads, no SIMD). */
export function simdOf(backend: BackendWasm): Simd | null {
  let simd = loaded.get(backend);
  if (simd === undefined) {
    try {
      simd = tf.env().getBool('WASM_HAS_SIMD_SUPPORT') ? load(backend) : null;
    } catch (error) {
      if (!(error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError)) {
        throw error;
      }
      simd = null;
    }
    loaded.set(backend, simd);
  }
  return simd;
}
