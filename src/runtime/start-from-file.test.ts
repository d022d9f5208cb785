import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mapTensors } from '../compiler/mapping/mapping';
import { keptWeights } from '../compiler/world';
import type { Document } from '../graph/document';
import { startFrom } from '../graph/edits/start';
import { readWeights } from './checkpoint';
import { openFloatTensors } from './containers/float-tensors';
import { type StoredTensor, writeSafetensors } from './containers/safetensors';
import { buildDocument } from './engine-build';
import { sha256 } from './preparation/sha256';
import { disposeModels, lowerAll } from './setup';
import { startFromFile } from './start-from-file';
import { startWeights } from './start-weights';
import { drawnWeights } from './testing/drawn-weights';
import { testHost } from './testing/host';
import { template } from './testing/template';
import { useWasm } from './testing/wasm';

/** Stands for the browser's store. */
const kept = vi.hoisted(() => new Map<string, Uint8Array>());
vi.mock('./kept-weights', () => ({
  keepWeights: async (bytes: Uint8Array<ArrayBuffer>) => {
    const id = keptWeights(await sha256(bytes));
    kept.set(id, bytes);
    return id;
  },
}));

const shipped = testHost();
const readKept = async (path: string): Promise<Uint8Array> =>
  kept.get(path.split('/')[0]!) ?? shipped.readWeights(path);

const lenet = template('lenet-digits');
const weightsOf = (document: Document, seed: number): Map<string, StoredTensor> =>
  drawnWeights(lowerAll(document)[0]!, seed);

/** The document as it starts from these tensors, every one found. */
async function startingFrom(document: Document, tensors: ReadonlyMap<string, StoredTensor>) {
  const bytes = writeSafetensors({ tensors, metadata: {} });
  const { rows } = mapTensors(openFloatTensors(bytes), lowerAll(document));
  const chosen = rows.flatMap(({ tensor, to }) =>
    to ? [{ tensor: tensor.name, to: to.place.key, layout: to.layout.id }] : [],
  );
  const options = { document, bytes, rows: chosen, readWeights: readKept };
  const { sources, released } = await startFromFile(options);
  return startFrom(document, sources, released);
}

const startOf = async (document: Document) =>
  (await startWeights(lowerAll(document), readKept)).tensors;

beforeAll(useWasm);

describe('a document that starts from a file', () => {
  it('starts from every tensor of it, and from what it started from before in the rest', async () => {
    const first = weightsOf(lenet, 1);
    const once = await startingFrom(lenet, first);
    expect(await startOf(once)).toEqual(first);
    const only = [...weightsOf(lenet, 2)].filter(([name]) => name.startsWith('main.fc1.'));
    const twice = await startingFrom(once, new Map(only));
    expect(await startOf(twice)).toEqual(new Map([...first, ...only]));
  });

  it('takes a backbone with its own weights in, where the file has some of it', async () => {
    const document = template('transfer-small-similar');
    const before = await startOf(document);
    const [key, one] = [...before][0]!;
    const values = one.values.map((value) => value + 1);
    const changed: StoredTensor = { ...one, values };
    const after = await startingFrom(document, new Map([[key, changed]]));
    expect(await startOf(after)).toEqual(new Map([...before, [key, changed]]));
  });

  it('does not keep what an earlier run learned, and keeps it through any other edit', async () => {
    const document = await startingFrom(lenet, weightsOf(lenet, 1));
    const host = { readWeights: readKept };
    const held = { document: lenet, weights: weightsOf(lenet, 3) };
    for (const [next, expected] of [
      [document, weightsOf(lenet, 1)],
      [{ ...lenet, name: 'other' }, held.weights],
    ] as const) {
      const models = await buildDocument(next, host, 'wasm', held);
      const values = await readWeights(models);
      for (const [name, { values: wanted }] of expected) {
        expect(values.get(name)?.values).toEqual(wanted);
      }
      disposeModels(models);
    }
  });
});
