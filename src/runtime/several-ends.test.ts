/** Networks with several inputs and outputs, from the document to losses, metrics, confusions and predictions. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config, Document } from '../graph/document';
import { createBatchSource, disposeBatch } from './batches';
import { confusionsOf, objectiveOf, totalLoss } from './evaluate';
import type { Model } from './model';
import { prepareData } from './prepare';
import type { Batch } from './procedure';
import { evaluateWeights, predictSamples, trainDocument } from './session';
import { buildModels, disposeModels, lowerAll } from './setup';
import { testHost } from './testing/host';
import { shortened, template } from './testing/template';
import { useWasm } from './testing/wasm';

const host = testHost();
const session = { host, backend: 'wasm', limit: 100 } as const;

beforeAll(useWasm);

const sizes: Readonly<Record<string, Config>> = {
  shapes: { pictures: 120 },
  'digit-pairs': { pairs: 200 },
  digits: { subset: 'small' },
};

/** The template on little data for one epoch. */
function small(id: string): Document {
  const document = shortened(template(id), { epochs: 1 });
  const data = document.data!;
  return { ...document, data: { ...data, parameters: sizes[data.dataset]! } };
}

/** With other parameters of one node. */
function changed(document: Document, id: string, config: Config): Document {
  const main = document.networks.main!;
  const nodes = main.nodes.map((node) =>
    node.id === id ? { ...node, config: { ...node.config, ...config } } : node,
  );
  return { ...document, networks: { ...document.networks, main: { ...main, nodes } } };
}

/** Runs `use` with the network as it starts and a batch of 32. */
async function withModel<T>(
  document: Document,
  use: (model: Model, batch: Batch) => T,
): Promise<T> {
  const data = await prepareData({ document, ...host, limit: 32 });
  const programs = lowerAll(document);
  const models = buildModels({ programs, seed: 1, batchSize: 32, backend: 'wasm' });
  const source = createBatchSource(data.train);
  const batch = source.take(Int32Array.from({ length: 32 }, (_, i) => i));
  try {
    return use(models.get('main')!, batch);
  } finally {
    disposeBatch(batch);
    source.dispose();
    disposeModels(models);
  }
}

/** Gradients of the total loss by weight. */
const gradientsOf = (document: Document) =>
  withModel(document, (model, batch) => {
    const names = new Map([...model.variables].map(([name, { id }]) => [id, name]));
    const { value, grads } = tf.variableGrads(() => {
      const outputs = model.forward(batch.inputs, { training: true, logits: true });
      return totalLoss(objectiveOf(model, []), outputs, batch.targets);
    });
    const found = new Map<string, Float32Array>();
    for (const variable of model.variables.values()) {
      const gradient = grads[variable.name];
      if (gradient) found.set(names.get(variable.id)!, gradient.dataSync<'float32'>().slice());
    }
    tf.dispose([value, grads]);
    return found;
  });

describe('several outputs', () => {
  const document = small('multi-task-digits');

  it('have a loss each, of which the total is the weighted sum, and metrics that suit them', async () => {
    const { weights, metrics } = await trainDocument({ ...session, document });
    expect(Object.keys(metrics).filter((name) => !name.startsWith('val'))).toEqual([
      'loss',
      'digitLoss',
      'digitAccuracy',
      'pictureLoss',
      'pictureMeanAbsoluteError',
    ]);
    const { metrics: measured } = await evaluateWeights({ ...session, document, weights });
    const total = measured.digitLoss! + 10 * measured.pictureLoss!;
    expect(measured.loss).toBeCloseTo(total, 5);
  });

  it('pull on what they share by the weights of their losses, as auxiliary heads do', async () => {
    const [both, digit, picture] = await Promise.all([
      gradientsOf(changed(document, 'picture', { lossWeight: 0.3 })),
      gradientsOf(changed(document, 'picture', { loss: 'none' })),
      gradientsOf(
        changed(changed(document, 'digit', { loss: 'none' }), 'picture', { lossWeight: 1 }),
      ),
    ]);
    both.get('code.kernel')!.forEach((value, i) => {
      const sum = digit.get('code.kernel')![i]! + 0.3 * picture.get('code.kernel')![i]!;
      expect(value).toBeCloseTo(sum, 6);
    });
    expect(digit.get('pixels.kernel')?.some((value) => value !== 0) ?? false).toBe(false);
  });

  it('are counted in a confusion matrix where they have classes', async () => {
    const data = await prepareData({ document, ...host, limit: 64 });
    const programs = lowerAll(document);
    const models = buildModels({ programs, seed: 1, batchSize: 64, backend: 'wasm' });
    const found = await confusionsOf(models.get('main')!, data.validation, data.classes);
    disposeModels(models);
    expect(found.map(({ output }) => output)).toEqual(['digit']);
    expect(found[0]!.counts.reduce((a, b) => a + b, 0)).toBe(64);
  });
});

describe('several inputs', () => {
  it('of a picture and a table give one answer for each sample', async () => {
    const document = small('two-inputs');
    const { weights } = await trainDocument({ ...session, document });
    const picture = Float32Array.from({ length: 2 * 3072 }, (_, i) => i % 256);
    const camera = [2, 1, 4, 2];
    const { outputs } = await predictSamples({
      ...session,
      document,
      weights,
      inputs: { picture, camera },
    });
    expect(outputs.size!.map((row) => row.length)).toEqual([1, 1]);
    const lacking = predictSamples({ ...session, document, weights, inputs: { picture } });
    await expect(lacking).rejects.toThrow('The input camera received 0 values');
    const uneven = predictSamples({
      ...session,
      document,
      weights,
      inputs: { picture, camera: [2, 1] },
    });
    await expect(uneven).rejects.toThrow('camera received 1 sample and picture 2');
  });

  it('of a siamese network go through one encoder, so that their order does not matter', async () => {
    const document = small('siamese-digits');
    const { weights } = await trainDocument({ ...session, document });
    const digit = (seed: number) => Float32Array.from({ length: 784 }, (_, i) => (i * seed) % 256);
    const answer = async (one: Float32Array, other: Float32Array) => {
      const inputs = { one, other };
      const { outputs } = await predictSamples({ ...session, document, weights, inputs });
      return outputs.same![0]![0]!;
    };
    expect(await answer(digit(3), digit(7))).toBeCloseTo(await answer(digit(7), digit(3)), 6);
    const names = await withModel(document, (model) => [...model.variables.keys()]);
    expect(names.filter((name) => name.startsWith('encode_other'))).toEqual([]);
    expect(names).toContain('encode_one.0.conv1.kernel');
  });
});
