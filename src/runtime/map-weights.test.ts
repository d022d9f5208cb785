import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { exporters } from '../compiler/exporters/all';
import { documentOf } from '../compiler/importers/testing';
import { lower } from '../compiler/lower';
import type { Config, Node } from '../graph/document';
import { buildModel } from './build';
import { encodeFiles } from './containers/encode';
import { openFloatTensors } from './containers/float-tensors';
import { joined } from './containers/parts';
import { SafetensorsError, writeSafetensors } from './containers/safetensors';
import { mapFile } from './map-weights';
import { drawnWeights } from './testing/drawn-weights';
import { template } from './testing/template';
import { useWasm } from './testing/wasm';

const models = new URL('testing/models/', import.meta.url);

interface TorchRun {
  /** State of a module as safetensors, written by PyTorch 1.13. */
  readonly file: Uint8Array;
  readonly input: number[];
  readonly output: number[];
}

function torchRun(name: string): TorchRun {
  const file = new Uint8Array(readFileSync(new URL(`${name}.safetensors`, models)));
  const run = JSON.parse(readFileSync(new URL(`${name}.json`, models), 'utf8')) as object;
  return { file, ...(run as Pick<TorchRun, 'input' | 'output'>) }; // written beside the file
}

type Row = readonly [id: string, kind: string, config: Config];

/** The same networks, drawn here under names of their own, with what each module keeps and no layer needs. */
const drawnHere: Readonly<Record<string, { rows: readonly Row[]; unused: readonly string[] }>> = {
  // Conv2d(2, 3, 3), BatchNorm2d(3), ReLU, MaxPool2d(2), Flatten, Linear(12, 4)
  'torch-sequential': {
    rows: [
      ['x', 'Input', { shape: [6, 6, 2] }],
      ['first', 'Conv2D', { filters: 3, kernelSize: [3, 3] }],
      ['norm', 'BatchNormalization', { epsilon: 1e-5 }],
      ['relu', 'ReLU', {}],
      ['pool', 'MaxPooling2D', {}],
      ['flat', 'Flatten', {}],
      ['drop', 'Dropout', {}],
      ['last', 'Dense', { units: 4 }],
      ['out', 'Output', {}],
    ],
    unused: ['1.num_batches_tracked'],
  },
  // RNN(4, 4), LSTM(4, 4, num_layers=2), GRU(4, 4, bidirectional=True), MultiheadAttention(8, 2)
  'torch-sequences': {
    rows: [
      ['x', 'Input', { shape: [5, 4] }],
      ['plain', 'SimpleRNN', { units: 4, returnSequences: true }],
      ['low', 'LSTM', { units: 4, returnSequences: true }],
      ['high', 'LSTM', { units: 4, returnSequences: true }],
      ['ways', 'Bidirectional', { layer: { id: 'GRU', units: 4, returnSequences: true } }],
      ['heads', 'MultiHeadAttention', { numHeads: 2, keyDim: 4 }],
      ['out', 'Output', {}],
    ],
    unused: [],
  },
};

function programOf(rows: readonly Row[]) {
  const nodes = rows.map(([id, kind, config]): Node => ({ id, kind, config, position: at }));
  const edges = nodes.slice(1).map(({ id }, i) => ({
    source: nodes[i]!.id,
    output: 'out',
    target: id,
    input: 'in',
    index: 0,
  }));
  return lower(documentOf({ main: { nodes, edges } }));
}
const at = { x: 0, y: 0 };

beforeAll(useWasm);

describe('weights of another program', () => {
  it.each(Object.entries(drawnHere))(
    'make a network of the same layers compute what PyTorch computed: %s',
    async (name, { rows, unused }) => {
      const { file, input, output } = torchRun(name);
      const program = programOf(rows);
      const { tensors, report } = mapFile(file, name, [program]);
      expect(report).toMatchObject({ drawn: [], unused });
      const given = [...tensors].map(([key, { shape, values }]) => {
        expect(values).toBeInstanceOf(Float32Array);
        return [key.replace('main.', ''), { shape, values: Float32Array.from(values) }] as const;
      });
      const model = buildModel(program, { seed: 1, weights: new Map(given) });
      const [batch, ...shape] = [2, ...program.calls[0]!.outputShape.map(Number)];
      const x = tf.tensor(input, [batch!, ...shape]);
      const { out } = model.forward({ x }, { training: false });
      const values = await out!.data();
      tf.dispose([x, out!]);
      model.dispose();
      expect([...values]).toEqual(output.map((value) => expect.closeTo(value, 5)));
    },
  );

  it.each(['lenet-digits', 'resnet8-digits'])(
    'come back bit for bit from the PyTorch export of %s',
    async (id) => {
      const document = template(id);
      const program = lower(document);
      const drawn = drawnWeights(program);
      const weights = new Map(
        [...drawn].map(([key, { shape, values }]) => [
          key.replace('main.', ''),
          { shape, values: Float32Array.from(values) },
        ]),
      );
      const written = exporters.get('pytorch')!.files({ document, program, weights });
      const only = new Map([...written].filter(([name]) => name === 'model.safetensors'));
      let bytes: Uint8Array = new Uint8Array();
      for await (const [, parts] of encodeFiles(only, neverDrawn)) bytes = joined(parts);
      const { tensors, report } = mapFile(bytes, 'model', [program]);
      expect(report.drawn).toEqual([]);
      for (const [key, { values }] of drawn) expect(tensors.get(key)?.values).toEqual(values);
    },
  );

  it('are read from half and double precision', () => {
    const halves = Uint8Array.of(0x00, 0x3c, 0x00, 0xc1); // 1 and −2.5 in binary16
    const brain = Uint8Array.of(0x80, 0x3f, 0x20, 0xc0); // the same as the upper halves of float32
    const doubles = new Uint8Array(new Float64Array([1, -2.5]).buffer);
    for (const [code, data] of [
      ['F16', halves],
      ['BF16', brain],
      ['F64', doubles],
    ] as const) {
      const file = openFloatTensors(fileOf(code, data));
      expect([...file.values('w')]).toEqual([1, -2.5]);
    }
  });

  it('are refused where the file is none', () => {
    const garbage = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256);
    expect(() => mapFile(garbage, 'garbage', [])).toThrow(SafetensorsError);
    const none = writeSafetensors({ tensors: new Map(), metadata: {} });
    expect(
      mapFile(none, 'empty', [programOf(drawnHere['torch-sequential']!.rows)]).report.loaded,
    ).toEqual([]);
  });
});

const neverDrawn = () => Promise.reject(new Error('nothing is drawn here'));

/** A file of one tensor `w` of two values. */
function fileOf(code: string, data: Uint8Array): Uint8Array {
  const entry = { dtype: code, shape: [2], data_offsets: [0, data.length] };
  const header = new TextEncoder().encode(JSON.stringify({ w: entry }));
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}
