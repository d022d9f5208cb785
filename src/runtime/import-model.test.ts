import { describe, expect, it } from 'vitest';
import { exporters } from '../compiler/exporters/all';
import type { ExportFile, Files } from '../compiler/exporters/files';
import { layers } from '../compiler/layers/all';
import { lower } from '../compiler/lower';
import type { Program } from '../compiler/program';
import { documentOf, networkOfRows } from '../compiler/testing/documents';
import { exampleDocument } from '../compiler/testing/example';
import type { Config, Document } from '../graph/document';
import { serialise } from '../graph/serialise';
import { encodeFiles } from './containers/encode';
import { joined } from './containers/parts';
import { type ImportedModel, importModel } from './import-model';
import { drawnWeights } from './testing/drawn-weights';
import { template } from './testing/template';

const formats = ['tfjs', 'keras', 'keras-h5'];

/** The files without Netloom's own document, as another program would have written them. */
function foreign(files: Files): Files {
  const strip = (name: string, file: ExportFile): ExportFile => {
    if (typeof file === 'string') {
      return name === 'model.json' ? file.replace('"userDefinedMetadata"', '"nobody"') : file;
    }
    if (file instanceof Uint8Array) return file;
    if (file.kind === 'zip') {
      const entries = [...file.entries].filter(([entry]) => entry !== 'netloom.json');
      return { ...file, entries: new Map(entries) };
    }
    if (file.kind !== 'hdf5') return file;
    const { netloom: _, ...attributes } = file.root.attributes ?? {};
    return { ...file, root: { ...file.root, attributes } };
  };
  return new Map([...files].map(([name, file]) => [name, strip(name, file)]));
}

/** Kernels of one shape, the short way first; Keras lists the long way's first. */
const ways = documentOf(
  networkOfRows(
    [
      ['in', 'Input', { shape: [3] }],
      ['short', 'Dense', { units: 3 }],
      ['long1', 'Dense', { units: 3 }],
      ['long2', 'Dense', { units: 3 }],
      ['sum', 'Add'],
      ['out', 'Output', {}],
    ],
    ['in>short', 'in>long1', 'long1>long2', 'short>sum', 'long2>sum', 'sum>out'],
  ),
);

interface RoundTrip {
  readonly program: Program;
  readonly imported: ImportedModel;
  /** By `<call>.<weight>`. */
  readonly weights: ReadonlyMap<string, { readonly values: ArrayLike<number> }>;
}

async function roundTrip(
  id: string,
  document: Document,
  change = (files: Files) => files,
): Promise<RoundTrip | undefined> {
  const program = lower(document);
  const exporter = exporters.get(id)!;
  if (exporter.gaps(program).length > 0) return undefined;
  const drawn = [...drawnWeights(program)].map(([name, { shape, values }]) => {
    const key = name.slice(program.network.length + 1);
    return [key, { shape, values: Float32Array.from(values) }] as const;
  });
  const weights = new Map(drawn);
  const bytes = new Map<string, Uint8Array>();
  for await (const [name, parts] of encodeFiles(
    change(exporter.files({ document, program, weights })),
  )) {
    bytes.set(name, joined(parts));
  }
  const [name = ''] = bytes.keys();
  const imported = await importModel({
    name,
    bytes: bytes.get(name)!,
    beside: (wanted) => bytes.get(wanted),
  });
  return { program, imported, weights };
}

/** Keras 3 has no `input_length` any more, and nothing depends on it. */
const kept = ({ inputLength: _, ...config }: Config): Config => config;

/** Where ids may not hold dots, the call of the import that a call of the original became. */
const idOf = (id: string): string => id.replaceAll('.', '_');

function expectSame({ program, imported, weights }: RoundTrip): void {
  const again = lower(imported.document);
  const said = (calls: Program['calls']) =>
    calls
      .filter(({ kind }) => kind !== 'Output')
      .map(({ id, kind, config, inputs, outputShape }) => ({
        id: idOf(id),
        // Files hold the shape that a Reshape or Flatten comes to.
        ...(kind === 'Reshape' || kind === 'Flatten' ? {} : { kind, config: kept(config) }),
        inputs: inputs.map(idOf),
        outputShape,
      }));
  expect(said(again.calls)).toEqual(said(program.calls));
  const found = new Map([...imported.weights].map(([key, { values }]) => [idOf(key), values]));
  for (const [key, { values }] of weights) expect(found.get(idOf(key)), key).toEqual(values);
  expect(found.size).toBe(weights.size);
}

for (const format of formats) {
  describe(`a model that comes back from ${format}`, () => {
    for (const [kind, { examples }] of Object.entries(layers)) {
      if (examples.length === 0 || kind === 'Input' || kind === 'Output') continue;
      it(`has its ${kind} with every parameter and weight`, async () => {
        for (const example of examples) {
          const trip = await roundTrip(format, exampleDocument(kind, example), foreign);
          if (!trip) return;
          expect(trip.imported.placeholders).toEqual([]);
          expect(trip.imported.notes).toEqual([]);
          expectSame(trip);
        }
      });
    }

    it('keeps the weights of ways of different lengths apart', async () => {
      for (const change of [foreign, (files: Files) => files]) {
        const { imported, weights } = (await roundTrip(format, ways, change))!;
        for (const [key, { values }] of weights) {
          expect(imported.weights.get(key)?.values, key).toEqual(values);
        }
      }
    });

    for (const id of ['lenet-digits', 'resnet8-digits', 'mlp-iris']) {
      it(`is the same document where the file carries it: ${id}`, async () => {
        const document = template(id);
        const trip = (await roundTrip(format, document))!;
        expect(serialise(trip.imported.document)).toBe(serialise(document));
        for (const [key, { values }] of trip.weights) {
          expect(trip.imported.weights.get(key)?.values, key).toEqual(values);
        }
      });
    }
  });
}
