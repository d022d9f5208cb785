/** Typed views of the wasm backend's heap. A view goes stale as soon as anything allocates: take it last. */
import type { DataId, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** Emscripten's view of the whole heap, replaced whenever the heap grows; missing from the published type. */
interface Heap {
  readonly HEAPU8: Uint8Array;
}

export function heapBuffer(backend: BackendWasm): ArrayBufferLike {
  return (backend.wasm as unknown as Heap).HEAPU8.buffer;
}

type Stored = Pick<TensorInfo, 'dataId' | 'shape'>;

/** Byte address of a tensor's first element in the backend's memory. */
export function address(backend: BackendWasm, tensor: { readonly dataId: DataId }): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

function size(tensor: Stored): number {
  return tensor.shape.reduce((product, axis) => product * axis, 1);
}

/** The tensor's float32 values in place. */
export function floats(backend: BackendWasm, tensor: Stored): Float32Array {
  return new Float32Array(heapBuffer(backend), address(backend, tensor), size(tensor));
}

/** The tensor's int32 values in place. */
export function ints(backend: BackendWasm, tensor: Stored): Int32Array {
  return new Int32Array(heapBuffer(backend), address(backend, tensor), size(tensor));
}
