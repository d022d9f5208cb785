import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../compiler/program';
import { metricsOf } from './metrics';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const output = (loss: string): Call => ({
  id: 'out',
  kind: 'Output',
  className: null,
  config: { loss },
  inputs: [],
  inputShapes: [],
  outputShape: [4],
  weights: [],
  macs: 0,
  frozen: false,
  origin: { network: 'main', node: 'out' },
});

function value(id: string, loss: string, target: tf.Tensor, result: tf.Tensor): number {
  const [metric] = metricsOf(output(loss), [id], null);
  const mean = metric!.measure(target, result).dataSync()[0]!;
  return metric!.finish?.(mean) ?? mean;
}

const scores = [
  [0.1, 0.2, 0.3, 0.4],
  [0.4, 0.3, 0.2, 0.1],
  [0.25, 0.35, 0.3, 0.1],
];
const classes = [3, 3, 2];

describe('metrics', () => {
  it('agree with TensorFlow.js on categorical accuracy, from one-hot targets and class numbers', () => {
    const y = tf.tensor2d(scores);
    const oneHot = tf.cast(tf.oneHot(tf.tensor1d(classes, 'int32'), 4), 'float32');
    const expected = tf.mean(tf.metrics.categoricalAccuracy(oneHot, y)).dataSync()[0]!;
    expect(value('accuracy', 'categoricalCrossentropy', oneHot, y)).toBeCloseTo(expected, 6);
    const numbers = tf.tensor1d(classes, 'int32');
    expect(value('accuracy', 'sparseCategoricalCrossentropy', numbers, y)).toBeCloseTo(expected, 6);
  });

  it('count the true class among the largest three', () => {
    const oneHot = tf.oneHot(tf.tensor1d(classes, 'int32'), 4);
    expect(
      value('top3Accuracy', 'categoricalCrossentropy', oneHot, tf.tensor2d(scores)),
    ).toBeCloseTo(2 / 3, 6);
  });

  it('take one half as the border of yes and no', () => {
    const target = tf.tensor2d([[1], [0], [1]]);
    const result = tf.tensor2d([[0.9], [0.6], [0.51]]);
    const expected = tf.mean(tf.metrics.binaryAccuracy(target, result)).dataSync()[0]!;
    expect(value('accuracy', 'binaryCrossentropy', target, result)).toBeCloseTo(expected, 6);
  });

  it('give errors in the unit of the target', () => {
    const target = tf.tensor2d([[1], [2]]);
    const result = tf.tensor2d([[4], [6]]);
    expect(value('meanAbsoluteError', 'meanSquaredError', target, result)).toBeCloseTo(3.5, 6);
    expect(value('rootMeanSquaredError', 'meanSquaredError', target, result)).toBeCloseTo(
      Math.sqrt(12.5),
      5,
    );
  });

  it('carry the name of their output where there are several', () => {
    const names = (loss: string) =>
      metricsOf(output(loss), ['accuracy', 'meanAbsoluteError'], null, false).map((m) => m.name);
    expect(names('categoricalCrossentropy')).toEqual(['outAccuracy']);
    expect(names('meanSquaredError')).toEqual(['outMeanAbsoluteError']);
  });
});

describe('F1', () => {
  // Three said, four meant, two right: precision 2/3, recall 1/2, F1 4/7.
  const said = tf.tensor2d([[0.9], [0.8], [0.7], [0.1], [0.2], [0.3]]);
  const meant = tf.tensor2d([[1], [1], [0], [1], [1], [0]]);
  const [metric] = metricsOf(output('binaryCrossentropy'), ['f1Score'], null);

  it('is twice what is right over what is said and meant', () => {
    expect(metric!.measure(meant, said).dataSync()[0]).toBeCloseTo(4 / 7, 6);
  });

  it('comes from the counts of all batches, not from the mean of theirs', () => {
    const halves = [0, 3].map((start) =>
      metric!.counted!.count(
        tf.slice(meant, [start, 0], [3, 1]),
        tf.slice(said, [start, 0], [3, 1]),
      ),
    );
    const counts = tf.add(halves[0]!, halves[1]!).dataSync();
    expect(metric!.counted!.value(counts)).toBeCloseTo(4 / 7, 6);
  });

  it('takes two outputs as no and yes', () => {
    const two = tf.concat([tf.sub(1, said), said], 1);
    const [pair] = metricsOf(output('categoricalCrossentropy'), ['f1Score'], null);
    const hot = tf.concat([tf.sub(1, meant), meant], 1);
    expect(pair!.measure(hot, two).dataSync()[0]).toBeCloseTo(4 / 7, 6);
  });
});
