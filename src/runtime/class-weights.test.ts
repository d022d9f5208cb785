import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../graph/document';
import { balancedWeights } from './class-weights';
import { type Logits, lossOf } from './losses';
import { type TrainResult, trainDocument } from './session';
import { testHost } from './testing/host';
import { outputCall } from './testing/output-call';
import { shortened, template } from './testing/template';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const labels = [0, 0, 0, 0, 1, 1, 2];
const outputs = [
  [0.7, 0.2, 0.1],
  [0.5, 0.3, 0.2],
  [0.6, 0.1, 0.3],
  [0.2, 0.5, 0.3],
  [0.1, 0.8, 0.1],
  [0.3, 0.4, 0.3],
  [0.2, 0.2, 0.6],
];
const isOne = labels.map((label) => [label === 1 ? 1 : 0]);
const ofOne = outputs.map(([, value]) => [value!]);

function weightedLoss(
  config: Config,
  [target, output]: readonly [tf.Tensor, tf.Tensor],
  weights: Float32Array,
  logits: Logits = null,
): number {
  return tf.tidy(() => {
    const loss = lossOf(outputCall(config), logits, tf.tensor1d(weights))!;
    return loss(target, output).dataSync()[0]!;
  });
}

describe('class weights', () => {
  it('make all classes count the same together', () => {
    expect([...balancedWeights(labels, 3)].map((w) => w.toFixed(4))).toEqual([
      '0.5833',
      '1.1667',
      '2.3333',
    ]);
    expect([...balancedWeights([0, 0, 2], 4)]).toEqual([0.75, 0, 1.5, 0]);
  });

  // Losses of one epoch of Keras 3.15 with `class_weight` of these factors and a learning rate of 0.
  it('give the loss of Keras', () => {
    const balanced = balancedWeights(labels, 3);
    const sparse = [tf.tensor1d(labels, 'int32'), tf.tensor2d(outputs)] as const;
    expect(weightedLoss({ loss: 'sparseCategoricalCrossentropy' }, sparse, balanced)).toBeCloseTo(
      0.62435472,
      6,
    );
    const hot = labels.map((label) => [0, 1, 2].map((c) => (c === label ? 1 : 0)));
    const categorical = [tf.tensor2d(hot), tf.tensor2d(outputs)] as const;
    const smoothing = { loss: 'categoricalCrossentropy', labelSmoothing: 0.1 };
    expect(weightedLoss(smoothing, categorical, balanced)).toBeCloseTo(0.69115013, 6);
    const binary = [tf.tensor2d(isOne), tf.tensor2d(ofOne)] as const;
    const two = balancedWeights(isOne.flat(), 2);
    expect(weightedLoss({ loss: 'binaryCrossentropy' }, binary, two)).toBeCloseTo(0.44500551, 6);
  });

  it('give the same from logits', () => {
    const weights = balancedWeights(labels, 3);
    const target = tf.tensor1d(labels, 'int32');
    const config = { loss: 'sparseCategoricalCrossentropy' };
    const fromLogits = weightedLoss(
      config,
      [target, tf.log(tf.tensor2d(outputs))],
      weights,
      'softmax',
    );
    expect(fromLogits).toBeCloseTo(0.62435472, 5);
    const two = balancedWeights(isOne.flat(), 2);
    const p = tf.tensor2d(ofOne);
    const logit = tf.log(tf.div(p, tf.sub(1, p)));
    const binary = { loss: 'binaryCrossentropy' };
    expect(weightedLoss(binary, [tf.tensor2d(isOne), logit], two, 'sigmoid')).toBeCloseTo(
      0.44500551,
      5,
    );
  });

  it('have a gradient that is so many times that of the sample alone', () => {
    const config = { loss: 'sparseCategoricalCrossentropy' };
    const gradient = (weights?: tf.Tensor1D) => {
      const loss = lossOf(outputCall(config), 'softmax', weights)!;
      const slope = tf.grad((z: tf.Tensor) => loss(tf.tensor1d(labels, 'int32'), z));
      return slope(tf.log(tf.tensor2d(outputs))).arraySync() as number[][];
    };
    const weights = balancedWeights(labels, 3);
    const [plain, weighted] = [gradient(), gradient(tf.tensor1d(weights))];
    weighted.forEach((row, i) => {
      row.forEach((value, c) => {
        expect(value).toBeCloseTo(weights[labels[i]!]! * plain[i]![c]!, 6);
      });
    });
  });
});

describe('training with class weights', () => {
  const train = (config: Config): Promise<TrainResult> => {
    const document = template('penguins');
    const phase = { epochs: 1, config: { ...document.training!.phases[0]!.config, ...config } };
    return trainDocument({
      document: shortened(document, phase),
      host: testHost(),
      backend: 'cpu',
    });
  };

  it('changes what is learned, and measures validation as it was', async () => {
    const [plain, balanced] = [await train({}), await train({ classWeights: 'balanced' })];
    expect(balanced.weights).not.toEqual(plain.weights);
    expect(Number.isFinite(balanced.metrics.valLoss)).toBe(true);
    expect(balanced.metrics.loss).not.toBeCloseTo(plain.metrics.loss!, 4);
  });

  it('says so where no output learns classes', async () => {
    const document = template('cars');
    const config = { ...document.training!.phases[0]!.config, classWeights: 'balanced' };
    const run = trainDocument({
      document: shortened(document, { epochs: 1, config }),
      host: testHost(),
      backend: 'cpu',
    });
    await expect(run).rejects.toThrow('Set classWeights to none');
  });
});
