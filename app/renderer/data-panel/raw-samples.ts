/** The data set's own samples on the page's side, for pictures and tables; drawn exactly as the worker draws them. */
import { fill } from '../../../src/compiler/values';
import type { Data } from '../../../src/graph/document';
import type { LoadFiles, Samples } from '../../../src/runtime/dataset';
import { datasets } from '../../../src/runtime/datasets/all';
import { storedParts } from '../../../src/runtime/files/store';
import { loadParts } from '../../../src/runtime/load-data';

export interface RawSamples {
  readonly train: Samples;
  readonly test: Samples;
}

const loaded = new Map<string, Promise<RawSamples>>();

/** `small` takes the part of a large data set that is there at once. */
export function rawSamples(data: Data, small = false): Promise<RawSamples> {
  const dataset = datasets.get(data.dataset);
  if (!dataset) return Promise.reject(new Error(`No data set is called ${data.dataset}.`));
  const { params } = dataset.spec;
  // What people changed is no part of what is loaded.
  const { changes: _, ...given } = data.parameters;
  const parameters = small && params.subset ? { ...given, subset: 'small' } : given;
  const key = JSON.stringify([data.dataset, fill(params, parameters), data.seed]);
  let promise = loaded.get(key);
  if (!promise) {
    const loadFiles: LoadFiles = ({ fingerprint }) => storedParts(fingerprint);
    promise = loadParts({ ...data, parameters }, { readAsset, loadFiles });
    promise.catch(() => loaded.delete(key));
    loaded.set(key, promise);
  }
  return promise;
}

async function readAsset(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(`datasets/${path}`, document.baseURI));
  if (!response.ok) throw new Error(`The file ${path} could not be read: ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Values of one sample of a column, as the data set means them (with its scale and offset). */
export function valuesOf(samples: Samples, column: string, index: number): Float32Array {
  const from = samples.columns[column];
  if (!from) return new Float32Array();
  const size = from.shape.reduce<number>((product, n) => product * (n ?? 1), 1);
  const { scale = 1, offset = 0 } = from;
  const out = new Float32Array(size);
  for (let i = 0; i < size; i++) out[i] = (from.values[index * size + i] ?? 0) * scale + offset;
  return out;
}
