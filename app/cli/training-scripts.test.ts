/**
 * Scripts that train with balanced classes take the step that training here takes, and those that find no samples run on
 * noise: `npm run test:interop` runs Python.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exporters } from '../../src/compiler/exporters/all';
import { lower } from '../../src/compiler/lower';
import { firstValues } from '../../src/runtime/build';
import { joined } from '../../src/runtime/containers/parts';
import { readSafetensors } from '../../src/runtime/containers/safetensors';
import type { PreparedPart } from '../../src/runtime/dataset';
import { exportDocument } from '../../src/runtime/export';
import { prepareData } from '../../src/runtime/prepare';
import { trainDocument } from '../../src/runtime/session';
import { testHost } from '../../src/runtime/testing/host';
import { shortened, template } from '../../src/runtime/testing/template';
import { pythonWith } from './python';

/** One step down the gradient of all samples at once. */
const document = shortened(
  template('penguins'),
  { epochs: 1, config: { classWeights: 'balanced', optimizer: { id: 'sgd', learningRate: 0.5 } } },
  { batchSize: 1000 },
);
const program = lower(document);
const first = new Map(firstValues(program, { seed: document.training!.seed }));
const folder = mkdtempSync(path.join(tmpdir(), 'netloom-balanced-'));
const expected = new Map<string, readonly number[]>();
let train: PreparedPart;

beforeAll(async () => {
  await tf.setBackend('cpu');
  const { weights } = await trainDocument({ document, host: testHost(), backend: 'cpu' });
  for (const [name, { values }] of readSafetensors(weights).tensors) {
    expected.set(name.replace('main.', ''), [...values].map(Number));
  }
  ({ train } = await prepareData({ document, ...testHost() }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The files as text, by name; they lie in the folder `target` too. */
async function exported(
  id: string,
  learner = document,
  target = path.join(folder, id),
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await exportDocument({
    document: learner,
    exporter: exporters.get(id)!,
    host: testHost(),
    ownLayers: () => '',
    pageScript: () => '',
    draw: async () => new Uint8Array(),
    executor: async () => ({ missing: 'not asked for' }),
    write: async (name, parts) => {
      const bytes = joined(parts);
      files.set(name, new TextDecoder().decode(bytes));
      mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      writeFileSync(path.join(target, name), bytes);
    },
  });
  return files;
}

/** The largest difference of a weight from where training here leaves it. */
function difference(weights: Readonly<Record<string, readonly number[]>>): number {
  const all = [...expected].flatMap(([name, values]) =>
    values.map((value, i) => Math.abs(value - (weights[name]?.[i] ?? Number.NaN))),
  );
  return Math.max(...all);
}

const samples = () => {
  const { input } = train.inputs;
  const { species } = train.targets;
  return {
    input: { shape: [train.count, 9], values: [...input!.values] },
    species: { shape: [train.count, 3], values: [...species!.values] },
  };
};

it('balanced classes weigh alike after an export as TypeScript', async () => {
  const source = (await exported('typescript')).get('model.ts')!.replace(/^import .*$/gm, '');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const made = {} as {
    build: () => tf.LayersModel;
    train: (model: tf.LayersModel, inputs: tf.Tensor[], targets: tf.Tensor[]) => Promise<void>;
  };
  new Function('tf', 'exports', outputText)(tf, made);
  const model = made.build();
  for (const id of ['hidden', 'answer']) {
    const weights = program.calls.find((call) => call.id === id)!.weights;
    const tensors = weights.map(({ name, shape }) =>
      tf.tensor([...first.get(`${id}.${name}`)!.values], [...shape]),
    );
    model.getLayer(id).setWeights(tensors);
  }
  const { input, species } = samples();
  await made.train(
    model,
    [tf.tensor(input.values, input.shape)],
    [tf.tensor(species.values, species.shape)],
  );
  const weights = ['hidden', 'answer'].flatMap((id) =>
    model
      .getLayer(id)
      .getWeights()
      .map((tensor, i) => [`${id}.${['kernel', 'bias'][i]}`, [...tensor.dataSync()]] as const),
  );
  expect(difference(Object.fromEntries(weights))).toBeLessThan(1e-5);
});

/** Saves the samples, trains by the script, and says the weights with kernels as Keras lays them out. */
const scripts = {
  'keras-source': `import model
trained = model.train(model.load())
weights = {w.path.replace("/", "."): np.asarray(w).ravel().tolist() for w in trained.weights}`,
  pytorch: `import torch, train
train.train()
state = torch.load("trained.pt")
names = {"weight": "kernel", "bias": "bias"}
weights = {".".join([n.split(".")[0], names[n.split(".")[1]]]): v.T.reshape(-1).tolist() for n, v in state.items()}`,
};

const inPython = [
  ['keras-source', 'keras'],
  ['pytorch', 'torch'],
] as const;
const isInterop = process.env.NETLOOM_INTEROP !== undefined;

it.each(isInterop ? inPython : [])(
  'balanced classes weigh alike after an export to %s',
  { timeout: 120_000 },
  async (id, module) => {
    await exported(id);
    const python = await pythonWith(module);
    if (typeof python !== 'string') throw new Error(python.missing);
    const cwd = path.join(folder, id);
    writeFileSync(path.join(cwd, 'samples.json'), JSON.stringify(samples()));
    const script = `import json, os, sys
os.environ.setdefault("KERAS_BACKEND", "jax")
import numpy as np
sys.path.insert(0, ".")
given = json.load(open("samples.json"))
np.savez("data.npz", **{k: np.array(v["values"], "float32").reshape(v["shape"]) for k, v in given.items()})
${scripts[id]}
json.dump(weights, open("weights.json", "w"))
`;
    const { stderr, status } = spawnSync(python, ['-c', script], { cwd, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(
      difference(JSON.parse(readFileSync(path.join(cwd, 'weights.json'), 'utf8'))),
    ).toBeLessThan(1e-5);
  },
);

/** Targets that are class numbers, one a step; classes; numbers. */
const learners = isInterop ? ['gpt-mini', 'penguins', 'cars'] : [];

it.each(learners)(
  '%s trains on noise after an export to pytorch',
  { timeout: 120_000 },
  async (name) => {
    const cwd = path.join(folder, `noise-${name}`);
    await exported('pytorch', shortened(template(name), { epochs: 1 }), cwd);
    const python = await pythonWith('torch');
    if (typeof python !== 'string') throw new Error(python.missing);
    const { stdout, stderr, status } = spawnSync(python, ['train.py'], { cwd, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/epoch 1: loss \d+\.\d+/);
  },
);
