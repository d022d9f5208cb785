/**
 * Trains the recipe of a backbone on a folder of IDX files and writes its weights as templates take them:
 * `npm run pretrain -- DATA`. A checkpoint lies beside the weights after every epoch; a second call goes on from it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encodeSnapshot, type Snapshot } from '../../src/runtime/checkpoint';
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
  if (result.reason === 'completed') rmSync(file, { force: true });
  return result;
}
