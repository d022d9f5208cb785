import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stillPart } from '../compiler/freezing';
import { networkOfRows } from '../compiler/testing/documents';
import type { Document, Phase } from '../graph/document';
import { readWeights } from './checkpoint';
import type { PreparedData, PreparedPart } from './dataset';
import { canKeepFeatures, featuresOf } from './features';
import { procedures } from './procedures/all';
import { createRandom } from './random';
import { buildModels, disposeModels, lowerAll } from './setup';
import { useWasm } from './testing/wasm';
import { createTrainer } from './trainer';
import type { StillNote } from './trainer-options';

beforeAll(useWasm);

const at = { x: 0, y: 0 };
const join = (...ids: string[]) =>
  ids
    .slice(1)
    .map((target, i) => ({ source: ids[i]!, output: 'out', target, input: 'in', index: 0 }));

/** A small network with a block that normalises, a dropout behind it, and a head. */
function documentOf(phases: readonly Partial<Phase>[]): Document {
  return {
    format: 'netloom',
    version: 1,
    name: 'Head on a block',
    networks: {
      main: {
        nodes: [
          { id: 'input', kind: 'Input', config: { shape: [6, 6, 2] }, position: at },
          { id: 'body', kind: 'Network', config: { network: 'block' }, position: at },
          { id: 'pool', kind: 'GlobalAveragePooling2D', config: {}, position: at },
          { id: 'drop', kind: 'Dropout', config: { rate: 0.2 }, position: at },
          { id: 'head', kind: 'Dense', config: { units: 3, activation: 'softmax' }, position: at },
          {
            id: 'output',
            kind: 'Output',
            config: { loss: 'categoricalCrossentropy' },
            position: at,
          },
        ],
        edges: join('input', 'body', 'pool', 'drop', 'head', 'output'),
      },
      block: {
        nodes: [
          { id: 'in', kind: 'Input', config: { shape: [6, 6, 2] }, position: at },
          { id: 'conv', kind: 'Conv2D', config: { filters: 4, kernelSize: [3, 3] }, position: at },
          { id: 'norm', kind: 'BatchNormalization', config: {}, position: at },
          { id: 'out', kind: 'Output', config: { loss: 'none' }, position: at },
        ],
        edges: join('in', 'conv', 'norm', 'out'),
      },
    },
    training: {
      batchSize: 8,
      seed: 3,
      phases: phases.map((phase) => ({
        procedure: 'gradient',
        epochs: 2,
        networks: { network: 'main' },
        config: { metrics: ['accuracy'] },
        ...phase,
      })),
    },
  };
}

function part(count: number, seed: number): PreparedPart {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: count * 72 }, () => random.normal());
  const targets = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) targets[i * 3 + random.int(3)] = 1;
  return {
    count,
    inputs: { input: { shape: [6, 6, 2], values } },
    targets: { output: { shape: [3], values: targets } },
    rows: Int32Array.from({ length: count }, (_, i) => i),
  };
}

const data: PreparedData = {
  train: part(30, 1),
  validation: part(10, 2),
  classes: {},
  fitted: {},
  fingerprint: 'test',
};

async function train(document: Document, given: Partial<PreparedData> = {}, keep = true) {
  const programs = lowerAll(document);
  const models = buildModels({ programs, seed: 3, batchSize: 8, backend: 'wasm' });
  const before = await readWeights(models);
  const notes: StillNote[] = [];
  const losses: (number | null | undefined)[] = [];
  const known = [...procedures.values()].map((each) => ({ ...each, readsFeatures: keep }));
  const trainer = createTrainer({
    ...document.training!,
    models,
    procedures: new Map(known.map((each) => [each.id, each])),
    data: { ...data, ...given },
    now: () => performance.now(),
    events: {
      onStill: (note) => notes.push(note),
      onEpoch: ({ values }) => losses.push(values.loss, values.valLoss),
    },
  });
  await trainer.run();
  const after = await readWeights(models);
  disposeModels(models);
  const moved = [...after].flatMap(([name, { values }]) =>
    values.some((value, i) => value !== before.get(name)!.values[i]) ? [name] : [],
  );
  return { moved, notes, losses };
}

describe('a phase that freezes a block', () => {
  it('moves the head alone, and not the statistics of a normalization inside', async () => {
    const { moved, notes } = await train(documentOf([{ frozen: ['body'] }]));
    expect(moved).toEqual(['main.head.kernel', 'main.head.bias']);
    expect(notes).toEqual([{ layers: 4, samples: 40, kept: true }]);
  });

  it('lets everything move in a later phase that freezes nothing', async () => {
    const { moved } = await train(documentOf([{ frozen: ['body'] }, {}]));
    expect(moved).toContain('main.body.0.conv.kernel');
    expect(moved).toContain('main.body.0.norm.movingMean');
  });

  it('reports the same losses from kept features as from the whole network', async () => {
    const document = documentOf([{ frozen: ['body'], epochs: 3 }]);
    const kept = await train(document);
    const whole = await train(document, {}, false);
    expect(whole.notes).toEqual([]);
    kept.losses.forEach((loss, i) => void expect(loss).toBeCloseTo(whole.losses[i]!, 5));
  });

  it('reports the same losses from means of words that were kept without their mask', async () => {
    const main = networkOfRows(
      [
        ['input', 'Input', { shape: [5], dtype: 'int32' }],
        ['words', 'Embedding', { inputDim: 9, outputDim: 4, maskZero: true }],
        ['mean', 'MaskedMean'],
        ['head', 'Dense', { units: 3, activation: 'softmax' }],
        ['output', 'Output', { loss: 'categoricalCrossentropy' }],
      ],
      ['input>words', 'words>mean', 'mean>head', 'head>output'],
    );
    const document = { ...documentOf([{ frozen: ['words'], epochs: 3 }]), networks: { main } };
    const random = createRandom(4);
    const texts = (of: PreparedPart): PreparedPart => {
      // Words, then padding.
      const values = Int32Array.from({ length: of.count * 5 }, (_, i) =>
        i % 5 < 2 + (i % 3) ? 1 + random.int(8) : 0,
      );
      return { ...of, inputs: { input: { shape: [5], values, dtype: 'int32' } } };
    };
    const given = { train: texts(data.train), validation: texts(data.validation) };
    const kept = await train(document, given);
    const whole = await train(document, given, false);
    expect(kept.notes).toEqual([{ layers: 3, samples: 40, kept: true }]);
    expect(whole.notes).toEqual([]);
    kept.losses.forEach((loss, i) => void expect(loss).toBeCloseTo(whole.losses[i]!, 5));
  });

  it('keeps nothing where the samples are varied, and says so', async () => {
    const varied = { train: { ...data.train, augment: () => {} } };
    const { notes, moved } = await train(documentOf([{ frozen: ['body'] }]), varied);
    expect(notes[0]).toMatchObject({ kept: false, reason: 'augmented' });
    expect(moved).toEqual(['main.head.kernel', 'main.head.bias']);
  });
});

describe('the still part', () => {
  it('is kept where it fits, sizes that are free being those of the samples', () => {
    const document = documentOf([{ frozen: ['conv'] }]);
    const main = networkOfRows(
      [
        ['input', 'Input', { shape: [null, null, 2] }],
        ['conv', 'Conv2D', { filters: 4 }],
        ['head', 'Conv2D', { filters: 3 }],
        ['output', 'Output'],
      ],
      ['input>conv', 'conv>head', 'head>output'],
    );
    const programs = lowerAll({ ...document, networks: { main } });
    const models = buildModels({ programs, seed: 3, batchSize: 8, backend: 'wasm' });
    const model = models.get('main')!;
    model.freeze(['conv']);
    const still = stillPart(model.program, model.still())!;
    const picture = (size: number): PreparedPart => ({
      ...data.train,
      inputs: { input: { shape: [size, size, 2], values: new Float32Array(0) } },
    });
    expect(canKeepFeatures(model, still, picture(6), 10_000)).toBe(true);
    expect(canKeepFeatures(model, still, picture(224), 10_000)).toBe(false);
    disposeModels(models);
  });

  it('ends before what draws and is computed without leaving tensors behind', async () => {
    const programs = lowerAll(documentOf([{}]));
    const models = buildModels({ programs, seed: 3, batchSize: 8, backend: 'wasm' });
    const model = models.get('main')!;
    expect(stillPart(model.program, model.still())).toBeUndefined();
    model.freeze(['body']);
    const still = stillPart(model.program, model.still())!;
    expect(still.values).toEqual(['pool']);
    const tensors = tf.memory().numTensors;
    const features = await featuresOf(model, still, data.train, { now: () => 0 });
    expect(features!.inputs.pool!.shape).toEqual([4]);
    expect(features!.inputs.pool!.values).toHaveLength(120);
    expect(tf.memory().numTensors).toBe(tensors);
    disposeModels(models);
  });
});
