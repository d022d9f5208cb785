/** Reads HDF5 files whole, bounded by their size. Links out of the file are not followed. */
import h5wasm, { type Attribute, Dataset, Group } from 'h5wasm';
import type { TensorData } from '../../compiler/exporters/files';
import { ContainerError } from './container-error';

export type Hdf5Attributes = Readonly<Record<string, string | readonly string[]>>;

export interface Hdf5Content {
  /** Datasets of numbers by path without a slash in front: `layers/conv2d/vars/0`. */
  readonly datasets: ReadonlyMap<string, TensorData>;
  /** Texts and lists of texts that groups carry, by the group's path; the root's is empty. */
  readonly attributes: ReadonlyMap<string, Hdf5Attributes>;
}

/** gzip reaches 1000 : 1 on zeros; weights stay far below. */
const MOST_RATIO = 50;
const FREE_BYTES = 16 * 1024 * 1024;
const MOST_ENTRIES = 200_000;
const DEEPEST = 64;
/** The eight bytes that every file begins with. */
const MAGIC = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

function isHdf5(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

const broken = (received: string): ContainerError => new ContainerError('HDF5', received);
let read = 0;

/** Throws a `ContainerError` for what is no whole HDF5 file. */
export async function readHdf5(bytes: Uint8Array): Promise<Hdf5Content> {
  if (!isHdf5(bytes)) throw broken(`of ${bytes.length} bytes does not begin as one`);
  const library = await h5wasm.ready;
  const { FS } = library;
  const path = `/read-${read++}.h5`;
  FS.writeFile(path, bytes);
  // Otherwise the library prints what it finds wrong.
  library.activate_throwing_error_handler();
  try {
    return content(path, bytes.length);
  } catch (error) {
    if (error instanceof ContainerError) throw error;
    throw broken(`of ${bytes.length} bytes is damaged`);
  } finally {
    library.deactivate_throwing_error_handler();
    FS.unlink(path);
  }
}

function content(path: string, size: number): Hdf5Content {
  const file = new h5wasm.File(path, 'r');
  const budget = { bytes: FREE_BYTES + size * MOST_RATIO, entries: MOST_ENTRIES };
  const datasets = new Map<string, TensorData>();
  const attributes = new Map<string, Hdf5Attributes>();
  const visit = (group: Group, at: string, depth: number): void => {
    attributes.set(at, textsOf(group.attrs));
    for (const name of group.keys()) {
      budget.entries -= 1;
      if (budget.entries < 0 || depth > DEEPEST) throw broken('nests without an end');
      const entity = group.get(name);
      const place = at === '' ? name : `${at}/${name}`;
      if (entity instanceof Group) visit(entity, place, depth + 1);
      else if (entity instanceof Dataset) {
        const tensor = tensorOf(entity, place, budget);
        if (tensor) datasets.set(place, tensor);
      }
    }
  };
  try {
    visit(file, '', 0);
  } finally {
    file.close();
  }
  return { datasets, attributes };
}

function tensorOf(
  dataset: Dataset,
  place: string,
  budget: { bytes: number },
): TensorData | undefined {
  const { shape, metadata } = dataset;
  // Floats and whole numbers; texts and references are no weights.
  if (!shape || (metadata.type !== 0 && metadata.type !== 1)) return undefined;
  const count = shape.reduce((product, length) => product * length, 1);
  budget.bytes -= count * metadata.size;
  if (!(budget.bytes >= 0)) {
    throw broken(`claims ${count} values at ${place}, more than its size can hold`);
  }
  const { value } = dataset;
  if (typeof value === 'number') return { shape, values: Float32Array.of(value) };
  if (value instanceof Float32Array) return { shape, values: value };
  if (!ArrayBuffer.isView(value)) return undefined;
  // The library gives typed arrays, whose elements are numbers or big whole numbers.
  const numbers = value as unknown as ArrayLike<number | bigint>;
  return { shape, values: Float32Array.from(numbers, Number) };
}

function textsOf(given: Readonly<Record<string, Attribute>>): Hdf5Attributes {
  const texts: Record<string, string | readonly string[]> = {};
  for (const [name, attribute] of Object.entries(given)) {
    const { value } = attribute;
    if (typeof value === 'string') texts[name] = value;
    else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
      texts[name] = value;
    }
  }
  return texts;
}
