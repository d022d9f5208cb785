/**
 * Trains the recipe of a backbone on a folder of IDX files and writes its weights as templates take them:
 * `npm run pretrain -- DATA`. A checkpoint lies beside the weights after every epoch; a second call goes on from it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
import { type TrainResult, trainDocument } from '../../src/runtime/session';
import { readDocument } from './documents';
import { say, UsageError } from './output';
import { hostWith, withData } from './user-data';

/** Writes after whole epochs only, so that a second call begins with an epoch. */
function saveEpochs(file: string): (snapshot: Snapshot) => void {
  let saved = -1;
  return (snapshot) => {
    if (snapshot.place.step !== 0 || snapshot.place.total === saved) return;
    saved = snapshot.place.total;
    // Ctrl-C in the middle leaves the earlier one whole.
    writeFileSync(`${file}.writing`, encodeSnapshot(snapshot));
    renameSync(`${file}.writing`, file);
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
  const read = await withData(readDocument(recipe).document, data);
  const { document } = read;
  mkdirSync(out, { recursive: true });
  const file = path.join(out, 'checkpoint.bin');
  const checkpoint = existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  if (checkpoint) say(`Going on from ${file}.`);
  const result = await trainDocument({
    document,
    host: hostWith(read),
    backend: 'wasm',
    ...(checkpoint ? { checkpoint } : {}),
    onSnapshot: saveEpochs(file),
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
