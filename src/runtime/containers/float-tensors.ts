/** A safetensors file of any program: what its tensors are, one a weight, and the floats among them as numbers. */

import { fromHalf } from '../../compiler/half';
import type { TensorFile } from '../../compiler/mapping/file-tensor';
import { unpacked } from '../../compiler/mapping/torch-modules';
import { openSafetensors, type TensorEntry } from './safetensors';

/** How the float types that weights come in are read, at a place in bytes. */
const readers: Readonly<Record<string, (view: DataView, index: number) => number>> = {
  F64: (view, i) => view.getFloat64(8 * i, true),
  F32: (view, i) => view.getFloat32(4 * i, true),
  F16: (view, i) => fromHalf(view.getUint16(2 * i, true)),
  // The upper half of a float32.
  BF16: (view, i) => floatOf(view.getUint16(2 * i, true) << 16),
};

const scratch = new DataView(new ArrayBuffer(4));

function floatOf(bits: number): number {
  scratch.setInt32(0, bits);
  return scratch.getFloat32(0);
}

export interface FloatTensors extends TensorFile {
  /** Values of a tensor that `isFloat`, read anew each time. */
  readonly values: (name: string) => Float32Array;
}

/** Throws a `SafetensorsError` where the bytes are no whole file; no value is read before it is asked for. */
export function openFloatTensors(bytes: Uint8Array): FloatTensors {
  const { entries, metadata, data } = openSafetensors(bytes);
  const stored = [...entries]
    .sort(([, a], [, b]) => a.start - b.start)
    .map(([name, { code, shape }]) => ({ name, dtype: code, shape, isFloat: code in readers }));
  const parts = new Map(unpacked(stored).map((part) => [part.tensor.name, part]));
  const values = (name: string): Float32Array => {
    const { from, make } = parts.get(name)!;
    return make(from.map((each) => floatsOf(data, entries.get(each)!)));
  };
  return { tensors: [...parts.values()].map(({ tensor }) => tensor), metadata, values };
}

function floatsOf(data: Uint8Array, { code, start, end, shape }: TensorEntry): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset + start, end - start);
  const read = readers[code]!;
  const out = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < out.length; i++) out[i] = read(view, i);
  return out;
}
