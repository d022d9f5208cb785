/**
 * HDF5 by the C library compiled to WebAssembly (h5wasm). Files live in its memory file system for the time of a
 * call; what is written is handed out without a copy.
 */
import h5wasm, { type Group } from 'h5wasm';
import type { Hdf5Group } from '../../compiler/exporters/files';
import type { Parts } from './parts';

/** Headers, names and B-trees of a group take about this much; more is only a second allocation. */
const BYTES_PER_GROUP = 8192;

let written = 0;

/** The file as one piece. */
export async function hdf5Parts(root: Hdf5Group): Promise<Parts> {
  const { FS } = await h5wasm.ready;
  const path = `/write-${written++}.h5`;
  const file = new h5wasm.File(path, 'w');
  reserve(FS.lookupPath(path, {}).node, sizeOf(root));
  try {
    fill(file, root);
  } finally {
    file.close();
  }
  const { contents, usedBytes } = nodeOf(FS.lookupPath(path, {}).node);
  FS.unlink(path);
  return [contents.subarray(0, usedBytes)];
}

/** What Emscripten's memory file system keeps of a file; its typings leave the content out. */
interface MemoryNode {
  contents: Uint8Array;
  usedBytes: number;
  node_ops: { readonly setattr: (node: MemoryNode, attributes: { size?: number }) => void };
}

// An entry of a file that was just opened for writing is a file in memory.
const nodeOf = (node: unknown): MemoryNode => node as MemoryNode;

/** Grows the file's buffer once; otherwise it is copied at every eighth of its size, and again when it is closed. */
function reserve(node: unknown, size: number): void {
  const memory = nodeOf(node);
  const buffer = new Uint8Array(size);
  buffer.set(memory.contents.subarray(0, memory.usedBytes));
  memory.contents = buffer;
  const { setattr } = memory.node_ops;
  memory.node_ops = {
    ...memory.node_ops,
    setattr: (file, attributes) => {
      const { size: wanted, ...others } = attributes;
      // What lies behind the end was never written, so a file that grows within its buffer grows by zeros.
      const fits = wanted !== undefined && wanted <= file.contents.length;
      if (fits) file.usedBytes = wanted;
      setattr(file, fits ? others : attributes);
    },
  };
}

function sizeOf({ groups = {}, datasets = {}, attributes = {} }: Hdf5Group): number {
  const texts = Object.values(attributes).reduce((sum, text) => sum + 64 + String(text).length, 0);
  const values = Object.values(datasets).reduce((sum, set) => sum + 512 + set.values.byteLength, 0);
  const inner = Object.values(groups).reduce((sum, group) => sum + sizeOf(group), 0);
  return BYTES_PER_GROUP + texts + values + inner;
}

function fill(group: Group, { groups = {}, datasets = {}, attributes = {} }: Hdf5Group): void {
  for (const [name, text] of Object.entries(attributes)) {
    if (typeof text === 'string') group.create_attribute(name, text);
    // Of an empty list the library cannot tell the type.
    else if (text.length === 0) group.create_attribute(name, new Float32Array(0), [0]);
    else group.create_attribute(name, [...text]);
  }
  for (const [name, { shape, dtype, values }] of Object.entries(datasets)) {
    const code = dtype === 'float32' ? '<f4' : '<I4';
    group.create_dataset({ name, data: values, shape: [...shape], dtype: code });
  }
  for (const [name, inner] of Object.entries(groups)) fill(group.create_group(name), inner);
}
