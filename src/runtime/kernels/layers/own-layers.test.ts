/** What single kinds promise beyond numbers and slopes. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config, Document } from '../../../graph/document';
import { edge, node } from '../../../graph/testing/parts';
import { buildModel } from '../../build';
import type { Model } from '../../model';
import { lowerAll } from '../../setup';
import { computed, summed } from './testing/computed';

beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => tf.engine().startScope('test'));
afterEach(() => tf.engine().endScope());

/** Slopes of one kind without weights at given values. */
function slopesAt(kind: string, config: Record<string, number | string | boolean>, x: number[]) {
  const layer = computed(kind, { config, inputs: [[x.length]] });
  const run = (input: tf.Tensor): tf.Tensor => tf.sum(layer.outputs([input], [])[0]!);
  return [
    ...tf
      .grad(run)(tf.tensor2d([x]))
      .dataSync(),
  ];
}

describe('a threshold', () => {
  const x = [-3, -0.5, 0.5, 3];
  it.each([
    ['identity', [1, 1, 1, 1]],
    ['clipped', [0, 1, 1, 0]],
    ['none', [0, 0, 0, 0]],
  ])('passes a gradient that is %s', (gradient, expected) => {
    expect(slopesAt('Step', { gradient }, x)).toEqual(expected);
  });

  it('gives its low and its high value', () => {
    const layer = computed('Step', {
      config: { low: -1, high: 1, threshold: 0.25 },
      inputs: [[4]],
    });
    const [y] = layer.outputs([tf.tensor2d([x])], []);
    expect([...y!.dataSync()]).toEqual([-1, -1, 1, 1]);
  });

  it('of clipping lets a gradient through where it is told to', () => {
    expect(slopesAt('Clip', {}, x)).toEqual([0, 1, 1, 0]);
    expect(slopesAt('Clip', { straightThrough: true }, x)).toEqual([1, 1, 1, 1]);
  });
});

it('sine positions are those of Vaswani et al., 2017, §3.5', () => {
  const layer = computed('SinePositionEncoding', { config: {}, inputs: [[3, 4]] });
  const [y] = layer.outputs([tf.zeros([1, 3, 4])], []);
  const expected = [0, 1, 2].flatMap((t) => [
    Math.sin(t),
    Math.cos(t),
    Math.sin(t / 100),
    Math.cos(t / 100),
  ]);
  [...y!.dataSync()].forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 5));
});

it('a delay line shows the past, and zeros before the start', () => {
  const layer = computed('TimeDelay', { config: { delays: [0, 2] }, inputs: [[4, 1]] });
  const [y] = layer.outputs([tf.tensor3d([1, 2, 3, 4], [1, 4, 1])], []);
  expect([...y!.dataSync()]).toEqual([1, 0, 2, 0, 3, 1, 4, 2]);
});

it('a causal attention never looks ahead', () => {
  const example = { config: { numHeads: 2, keyDim: 3, useCausalMask: true }, inputs: [[5, 4]] };
  const layer = computed('MultiHeadAttention', example);
  const [x] = layer.inputTensors();
  const weights = layer.weightTensors();
  const early = (input: tf.Tensor): number[] => [
    ...layer.outputs([input], weights)[0]!.slice([0, 0, 0], [2, 3, 4]).dataSync(),
  ];
  const later = tf.concat([x!.slice([0, 0, 0], [2, 3, 4]), tf.ones([2, 2, 4])], 1);
  expect(early(later)).toEqual(early(x!));
});

/** A branch of one layer between an Input and an Output. */
function branch(kind: string, config: Config): Model {
  const document: Document = {
    format: 'netloom',
    version: 1,
    name: kind,
    networks: {
      main: {
        nodes: [
          node('x', 'Input', { shape: [6, 4] }),
          node('d', kind, config),
          node('y', 'Output', {}),
        ],
        edges: [edge('x', 'd'), edge('d', 'y')],
      },
    },
  };
  return buildModel(lowerAll(document)[0]!, { seed: 4 });
}

describe('chance', () => {
  it('leaves out whole samples of a branch, keeps the mean and is drawn anew from seed and pass', () => {
    const model = branch('DropPath', { rate: 0.25 });
    const x = tf.ones([400, 6, 4]);
    const run = (passes: number): number[][] => {
      model.passes = passes;
      return model
        .forward({ x }, { training: true })
        .y!.reshape([400, 24])
        .arraySync() as number[][];
    };
    const samples = run(3);
    expect(samples.every((values) => new Set(values).size === 1)).toBe(true);
    expect(samples.filter(([value]) => value === 0).length / 400).toBeCloseTo(0.25, 1);
    expect(Math.max(...samples.flat())).toBeCloseTo(1 / 0.75, 5);
    expect(run(3)).toEqual(samples);
    expect(run(4)).not.toEqual(samples);
    expect(model.forward({ x }, { training: false }).y!.min().dataSync()[0]).toBe(1);
    model.dispose();
  });

  it('gives dropped attention the gradient of stock operations', () => {
    const config = { numHeads: 2, keyDim: 3, dropout: 0.4, useCausalMask: true };
    const x = tf.randomNormal([2, 6, 4], 0, 1, 'float32', 5);
    // A second port makes the layer take the stock way, whose every step has a gradient of its own.
    const [fast, plain] = [config, { ...config, returnAttentionScores: true }].map((each) => {
      const model = branch('MultiHeadAttention', each);
      const loss = (): tf.Scalar => summed([model.forward({ x }, { training: true }).y!]);
      const { grads } = tf.variableGrads(loss, [...model.variables.values()]);
      const values = Object.values(grads).map((gradient) => [...gradient.dataSync()]);
      model.dispose();
      return values.flat();
    });
    fast!.forEach((gradient, i) => void expect(gradient).toBeCloseTo(plain![i]!, 4));
  });

  it('drops attention in training only', () => {
    const model = branch('MultiHeadAttention', { numHeads: 2, keyDim: 2, dropout: 0.5 });
    const x = tf.randomNormal([2, 6, 4], 0, 1, 'float32', 5);
    const run = (training: boolean, passes: number): number[] => {
      model.passes = passes;
      return [...model.forward({ x }, { training }).y!.dataSync()];
    };
    expect(run(false, 1)).toEqual(run(false, 2));
    expect(run(true, 1)).toEqual(run(true, 1));
    expect(run(true, 1)).not.toEqual(run(true, 2));
    model.dispose();
  });
});
