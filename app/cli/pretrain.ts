/**
 * Trains the recipe of a backbone on a folder of IDX files and writes its weights as templates take them:
 * `npm run pretrain -- DATA`. A checkpoint lies beside the weights after every epoch; a second call goes on from it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ExportInput } from '../../src/compiler/exporters/exporter';
import type { TensorData } from '../../src/compiler/exporters/files';
import { tfjs } from '../../src/compiler/exporters/tfjs';
import { lower } from '../../src/compiler/lower';
import type { Document } from '../../src/graph/document';
import { placedNetwork } from '../../src/graph/network';
import {
  decodeSnapshot,
  encodeSnapshot,
  type Snapshot,
  type StoredTensors,
} from '../../src/runtime/checkpoint';
import { readSafetensors } from '../../src/runtime/containers/safetensors';
import { type Dataset, defineDataset, type Samples } from '../../src/runtime/dataset';
import { type TrainResult, trainDocument } from '../../src/runtime/session';
import { readDocument } from './documents';
import { nodeHost } from './host';
import { say, UsageError } from './output';

const SIDE = 28;
const CLASSES = 10;

/** An IDX file of bytes, gzipped or not, without its header: magic number, then the sizes of the axes. */
function readIdx(folder: string, name: string, axes: number): Uint8Array {
  const file = [`${name}.gz`, name].map((each) => path.join(folder, each)).find(existsSync);
  if (!file) throw new UsageError(`${folder} has no ${name}; give the folder of the IDX files.`);
  const read = readFileSync(file);
  const bytes = file.endsWith('.gz') ? gunzipSync(read) : read;
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x0800 + axes) {
    throw new UsageError(`${file} is not an IDX file of bytes with ${axes} axes.`);
  }
  return new Uint8Array(bytes.subarray(4 + 4 * axes));
}

function readPart(folder: string, part: 'train' | 't10k'): Samples {
  const values = readIdx(folder, `${part}-images-idx3-ubyte`, 3);
  const labels = readIdx(folder, `${part}-labels-idx1-ubyte`, 1);
  if (values.length !== labels.length * SIDE * SIDE) {
    throw new UsageError(`${folder} has ${values.length} pixels for ${labels.length} labels.`);
  }
  return {
    count: labels.length,
    columns: {
      sample: { shape: [SIDE, SIDE, 1], values },
      target: { shape: [], values: labels, dtype: 'int32' },
    },
  };
}

/** Pictures of 28 × 28 grey pixels in ten classes, from a folder in the form that MNIST gave its name to. */
function idxDataset(folder: string): Dataset {
  const [train, test] = [readPart(folder, 'train'), readPart(folder, 't10k')];
  return defineDataset({
    spec: {
      id: 'idx',
      doc: 'Pictures in IDX files.',
      licence: 'as the files',
      citation: '',
      source: folder,
      params: {},
      columns: {
        sample: { shape: [SIDE, SIDE, 1], dtype: 'uint8', doc: 'Grey pixels, 0 … 255.' },
        target: {
          shape: [],
          dtype: 'uint8',
          doc: 'The class.',
          classes: Array.from({ length: CLASSES }, (_, i) => String(i)),
        },
      },
      samples: { train: train.count, test: test.count },
    },
    load: async () => ({ train, test }),
  });
}

/** Writes after whole epochs only: the file is renamed into place by nobody else. */
function saveEvery(file: string): (snapshot: Snapshot) => void {
  let saved = -1;
  return (snapshot) => {
    if (snapshot.place.step !== 0 || snapshot.place.total === saved) return;
    saved = snapshot.place.total;
    writeFileSync(file, encodeSnapshot(snapshot));
  };
}

/** The network that the recipe trains as a block of `main`, with its weights in half precision. */
function writeBackbone(document: Document, weights: StoredTensors, out: string): void {
  const [placed] = document.networks.main!.nodes.flatMap((node) => {
    const network = placedNetwork(node);
    return network === undefined ? [] : [{ network, prefix: `main.${node.id}.0.` }];
  });
  if (!placed) throw new UsageError('The recipe places no block whose weights could be kept.');
  const own = [...weights].flatMap(([name, { shape, values }]): [string, TensorData][] =>
    name.startsWith(placed.prefix)
      ? [[name.slice(placed.prefix.length), { shape, values: Float32Array.from(values) }]]
      : [],
  );
  const program = lower(document, placed.network);
  const input = { document, program, weights: new Map(own), quantization: 'float16' } as const;
  const { model, weights: bytes } = layersModel(input);
  writeFileSync(path.join(out, 'model.json'), model);
  writeFileSync(path.join(out, 'weights.bin'), bytes);
}

/** What the exporter for TensorFlow.js writes, without the document and with one file of weights. */
function layersModel(input: ExportInput): { readonly model: string; readonly weights: Uint8Array } {
  const files = tfjs.files(input);
  const described = JSON.parse(String(files.get('model.json'))) as {
    modelTopology: object;
    weightsManifest: [{ weights: object[] }];
  };
  const parts = [...files].flatMap(([name, file]) =>
    name.endsWith('.bin') && typeof file === 'object' && 'kind' in file && file.kind === 'parts'
      ? file.parts
      : [],
  );
  const { modelTopology, weightsManifest } = described;
  const manifest = [{ paths: ['weights.bin'], weights: weightsManifest[0].weights }];
  const model = { format: 'layers-model', modelTopology, weightsManifest: manifest };
  return { model: `${JSON.stringify(model)}\n`, weights: Buffer.concat(parts) };
}

/** Trains `recipe` on the IDX files in `data`; returns the result once all epochs are done. */
export async function pretrain(recipe: string, data: string, out: string): Promise<TrainResult> {
  const { document } = readDocument(recipe);
  mkdirSync(out, { recursive: true });
  const file = path.join(out, 'checkpoint.bin');
  const checkpoint = existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  if (checkpoint) say(`Going on from ${file}.`);
  const result = await trainDocument({
    document,
    dataset: idxDataset(data),
    host: nodeHost(),
    backend: 'wasm',
    ...(checkpoint ? { checkpoint } : {}),
    onSnapshot: saveEvery(file),
    onEpoch: ({ epoch, values, seconds }) =>
      say(
        `epoch ${epoch}: accuracy ${values.accuracy?.toFixed(4)}, held out ${values.valAccuracy?.toFixed(4)}, ${seconds.toFixed(0)} s`,
      ),
  });
  if (result.reason !== 'completed') return result;
  writeBackbone(document, readSafetensors(result.weights).tensors, out);
  rmSync(file, { force: true });
  return result;
}

/** Writes the backbone of a run that was stopped, as far as its last whole epoch came. */
export function keepBackbone(recipe: string, out: string): void {
  const { document } = readDocument(recipe);
  const checkpoint = readFileSync(path.join(out, 'checkpoint.bin'));
  writeBackbone(document, decodeSnapshot(new Uint8Array(checkpoint)).weights, out);
}
