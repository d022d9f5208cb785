import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config, Document } from '../graph/document';
import { adaptToData } from './adapt';
import { buildModel } from './build';
import type { PreparedPart } from './dataset';
import type { Model } from './model';
import { createRandom } from './random';
import { lowerAll } from './setup';

beforeAll(() => tf.setBackend('cpu'));
let start = 0;
beforeAll(() => void (start = tf.memory().numTensors));
afterAll(() => expect(tf.memory().numTensors).toBe(start));

const COUNT = 103;

/** Samples of shape [2, 3] whose last axis has three scales. */
function part(): PreparedPart {
  const random = createRandom(9);
  const values = Float32Array.from(
    { length: COUNT * 6 },
    (_, i) => 10 * (i % 3) + random.normal() * (1 + (i % 3)),
  );
  const rows = Int32Array.from({ length: COUNT }, (_, i) => i);
  return { count: COUNT, inputs: { x: { shape: [2, 3], values } }, targets: {}, rows };
}

function model(...layers: readonly (readonly [string, Config])[]): Model {
  const ids = ['x', ...layers.map((_, i) => `layer${i}`), 'y'];
  const kinds = ['Input', ...layers.map(([kind]) => kind), 'Output'];
  const configs = [{ shape: [2, 3] }, ...layers.map(([, config]) => config), {}];
  const document: Document = {
    format: 'netloom',
    version: 1,
    name: 'adapt',
    networks: {
      main: {
        nodes: ids.map((id, i) => ({
          id,
          kind: kinds[i]!,
          config: configs[i]!,
          position: { x: 0, y: 0 },
        })),
        edges: ids.slice(1).map((target, i) => ({
          source: ids[i]!,
          output: 'out',
          target,
          input: 'in',
          index: 0,
        })),
      },
    },
  };
  return buildModel(lowerAll(document)[0]!, { seed: 1 });
}

const adapt = (models: Model, batchSize = 16): Promise<void> =>
  adaptToData({
    models: new Map([['main', models]]),
    part: part(),
    batchSize,
    isStopped: () => false,
  });

const weight = (of: Model, name: string): number[] => [...of.variables.get(name)!.dataSync()];

/** By its definition, in float64. */
function statistics(axis: number): { mean: number; variance: number } {
  const values = Array.from(part().inputs.x!.values).filter((_, i) => i % 3 === axis);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length };
}

describe('a Normalization', () => {
  it('takes mean and variance of the training data, whatever the batch size is', async () => {
    for (const batchSize of [1, 16, 200]) {
      const adapted = model(['Normalization', {}]);
      await adapt(adapted, batchSize);
      for (const axis of [0, 1, 2]) {
        const { mean, variance } = statistics(axis);
        expect(weight(adapted, 'layer0.mean')[axis]).toBeCloseTo(mean, 4);
        expect(weight(adapted, 'layer0.variance')[axis]).toBeCloseTo(variance, 3);
      }
      expect(weight(adapted, 'layer0.count')).toEqual([COUNT]);
      adapted.dispose();
    }
  });

  it('adapts to what the layers before it make of the data', async () => {
    const adapted = model(
      ['Normalization', { axis: [] }],
      ['Scale', { factor: 3 }],
      ['Normalization', {}],
    );
    await adapt(adapted);
    const [mean, variance] = tf.tidy(() => {
      const x = tf.tensor(part().inputs.x!.values, [COUNT, 2, 3]);
      const moments = tf.moments(adapted.forward({ x }, { training: false }).y!, [0, 1]);
      return [moments.mean.dataSync(), moments.variance.dataSync()];
    });
    mean!.forEach((value) => void expect(value).toBeCloseTo(0, 4));
    variance!.forEach((value) => void expect(value).toBeCloseTo(1, 4));
    adapted.dispose();
  });

  it('that has been adapted, or has fixed numbers, stays as it is', async () => {
    const adapted = model(['Normalization', {}], ['Normalization', { mean: [1], variance: [4] }]);
    tf.tidy(() => void adapted.variables.get('layer0.mean')!.assign(tf.tensor1d([7, 8, 9])));
    await adapt(adapted);
    expect(weight(adapted, 'layer0.mean')).toEqual([7, 8, 9]);
    expect(adapted.variables.has('layer1.mean')).toBe(false);
    adapted.dispose();
  });
});
