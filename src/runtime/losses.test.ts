import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../graph/document';
import { lossOf } from './losses';
import { outputCall } from './testing/output-call';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const value = (config: Config, target: number[][], result: number[][]): number =>
  tf.tidy(
    () => lossOf(outputCall(config))!(tf.tensor2d(target), tf.tensor2d(result)).dataSync()[0]!,
  );

describe('losses', () => {
  // Summed over the three outputs these are the published 0.685 and 5.116.
  it.each([
    [[1, 1, 0], [0.8, 0.7, 0.1], 0.685],
    [[0, 0, 1], [0.8, 0.7, 0.1], 5.116],
  ])('give the published binary cross-entropy of %j with %j', (target, result, sum) => {
    const mean = value({ loss: 'binaryCrossentropy' }, [target], [result]);
    expect(mean * 3).toBeCloseTo(sum, 3);
    expect(mean).toBeCloseTo(sum / 3, 3);
  });

  it('agree with the metrics of TensorFlow.js', () => {
    const t = [
      [0, 1, 0],
      [0.2, 0.3, 0.5],
    ];
    const y = [
      [0.1, 0.7, 0.2],
      [0.3, 0.3, 0.4],
    ];
    const [target, result] = [tf.tensor2d(t), tf.tensor2d(y)];
    const mean = (x: tf.Tensor): number => tf.mean(x).dataSync()[0]!;
    expect(value({ loss: 'categoricalCrossentropy' }, t, y)).toBeCloseTo(
      mean(tf.metrics.categoricalCrossentropy(target, result)),
      5,
    );
    expect(value({ loss: 'meanSquaredError' }, t, y)).toBeCloseTo(
      mean(tf.metrics.meanSquaredError(target, result)),
      6,
    );
    expect(value({ loss: 'meanAbsoluteError' }, t, y)).toBeCloseTo(
      mean(tf.metrics.meanAbsoluteError(target, result)),
      6,
    );
    expect(value({ loss: 'huber', delta: 0.1 }, t, y)).toBeCloseTo(
      tf.losses.huberLoss(target, result, undefined, 0.1).dataSync()[0]!,
      6,
    );
    expect(value({ loss: 'hinge' }, [[1, 0, 1]], [[0.4, -0.6, 2]])).toBeCloseTo(
      tf.losses.hingeLoss(tf.tensor2d([[1, 0, 1]]), tf.tensor2d([[0.4, -0.6, 2]])).dataSync()[0]!,
      6,
    );
    // KL(t ‖ y) = H(t, y) − H(t)
    const entropy = -(0.2 * Math.log(0.2) + 0.3 * Math.log(0.3) + 0.5 * Math.log(0.5)) / 2;
    expect(value({ loss: 'kullbackLeiblerDivergence' }, t, y)).toBeCloseTo(
      value({ loss: 'categoricalCrossentropy' }, t, y) - entropy,
      5,
    );
  });

  it('take class numbers where the loss is sparse', () => {
    const y = tf.tensor2d([
      [0.1, 0.7, 0.2],
      [0.3, 0.3, 0.4],
    ]);
    const sparse = lossOf(outputCall({ loss: 'sparseCategoricalCrossentropy' }))!;
    const expected = -(Math.log(0.7) + Math.log(0.4)) / 2;
    expect(sparse(tf.tensor1d([1, 2], 'int32'), y).dataSync()[0]).toBeCloseTo(expected, 5);
  });

  it.each([
    ['categoricalCrossentropy', 'softmax', tf.softmax],
    ['binaryCrossentropy', 'sigmoid', tf.sigmoid],
  ] as const)('give the same %s and gradient from logits', (loss, logits, activate) => {
    const z = tf.tensor2d([[1.5, -2, 0.3]]);
    const t = tf.tensor2d([[0, 0, 1]]);
    const fromLogits = tf.valueAndGrad((x: tf.Tensor) =>
      lossOf(outputCall({ loss }), logits)!(t, x),
    );
    const fromOutput = tf.valueAndGrad((x: tf.Tensor) =>
      lossOf(outputCall({ loss }))!(t, activate(x)),
    );
    const [a, b] = [fromLogits(z), fromOutput(z)];
    expect(a.value.dataSync()[0]).toBeCloseTo(b.value.dataSync()[0]!, 5);
    a.grad.dataSync().forEach((g, i) => void expect(g).toBeCloseTo(b.grad.dataSync()[i]!, 5));
  });

  it.each([
    ['categoricalCrossentropy', 'softmax'],
    ['binaryCrossentropy', 'sigmoid'],
  ] as const)('stay finite for any finite logits of %s', (loss, logits) => {
    const z = tf.tensor2d([[1e4, -1e4, 0]]);
    const result = lossOf(outputCall({ loss }), logits)!(tf.tensor2d([[0, 1, 0]]), z);
    expect(Number.isFinite(result.dataSync()[0])).toBe(true);
  });
});
