import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lower } from '../../compiler/lower';
import type { Document } from '../../graph/document';
import { node } from '../../graph/testing/parts';
import { buildModel } from '../build';
import type { Model } from '../model';
import type { RunningProcedure } from '../procedure';
import { createRandom } from '../random';
import { useWasm } from '../testing/wasm';
import { contrastiveDivergence } from './contrastive-divergence';

const VISIBLE = 4;
const HIDDEN = 3;

beforeAll(useWasm);

function machine(activation = 'sigmoid'): Model {
  const nodes = [
    node('visible', 'Input', { shape: [VISIBLE] }),
    node('hidden', 'Dense', { units: HIDDEN, activation }),
    node('dream', 'Dense', { units: VISIBLE, activation: 'sigmoid' }),
    node('out', 'Output', { loss: 'meanSquaredError' }),
  ];
  const edges = nodes.slice(1).map(({ id }, i) => ({
    source: nodes[i]!.id,
    output: 'out',
    target: id,
    input: 'in',
    index: 0,
  }));
  const document: Document = {
    format: 'netloom',
    version: 1,
    name: 'Machine',
    networks: { main: { nodes, edges } },
  };
  return buildModel(lower(document), { seed: 3 });
}

interface Settings {
  readonly learningRate?: number;
  readonly gibbsSteps?: number;
  readonly persistent?: boolean;
  readonly weightDecay?: number;
}

function start(model: Model, settings: Settings = {}, batchSize = 2): RunningProcedure {
  const { learningRate = 0.5, gibbsSteps = 1, persistent = false, weightDecay = 0 } = settings;
  return contrastiveDivergence.start({
    config: { optimizer: { id: 'sgd', learningRate }, gibbsSteps, persistent, weightDecay },
    models: { network: model },
    random: createRandom(5),
    batchSize,
    stepsPerEpoch: 1,
    epochs: 1,
  });
}

function step(procedure: RunningProcedure, rows: readonly number[][], index = 0): void {
  const visible = tf.tensor2d(rows as number[][]);
  const batch = { size: rows.length, inputs: { visible }, targets: {} };
  tf.dispose([visible, procedure.trainStep(batch, index)]);
}

const weight = (model: Model, name: string): number[] =>
  Array.from(model.variables.get(name)!.dataSync());

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const bars = [
  [1, 1, 0, 0],
  [0, 0, 1, 1],
];

describe('contrastive divergence', () => {
  const models: Model[] = [];
  const fresh = (activation?: string): Model => {
    const model = machine(activation);
    models.push(model);
    return model;
  };
  afterAll(() => {
    for (const model of models) model.dispose();
  });

  it('moves all weights by the difference of data and dream, computed by hand', () => {
    const model = fresh();
    const kernel = weight(model, 'hidden.kernel');
    const procedure = start(model, { learningRate: 0.5, weightDecay: 0.1 });
    step(procedure, bars);

    const up = (v: readonly number[]) =>
      Array.from({ length: HIDDEN }, (_, j) =>
        sigmoid(v.reduce((sum, x, i) => sum + x * kernel[i * HIDDEN + j]!, 0)),
      );
    const down = (h: readonly number[]) =>
      Array.from({ length: VISIBLE }, (_, i) =>
        sigmoid(h.reduce((sum, x, j) => sum + x * kernel[i * HIDDEN + j]!, 0)),
      );
    const random = createRandom(5).fork('awake 0');
    const expected = [...kernel];
    const visibleBias = new Array<number>(VISIBLE).fill(0);
    const hiddenBias = new Array<number>(HIDDEN).fill(0);
    const awake = bars.map(up);
    const drawn = awake.map((row) => row.map((p) => (p > Math.fround(random.next()) ? 1 : 0)));
    bars.forEach((data, n) => {
      const dream = down(drawn[n]!);
      const asleep = up(dream);
      for (let j = 0; j < HIDDEN; j++) {
        hiddenBias[j]! += (0.5 / 2) * (awake[n]![j]! - asleep[j]!);
        for (let i = 0; i < VISIBLE; i++) {
          const difference = data[i]! * awake[n]![j]! - dream[i]! * asleep[j]!;
          expected[i * HIDDEN + j]! += (0.5 / 2) * difference;
        }
      }
      for (let i = 0; i < VISIBLE; i++) visibleBias[i]! += (0.5 / 2) * (data[i]! - dream[i]!);
    });
    const decayed = expected.map((value, k) => value - 0.5 * 0.1 * kernel[k]!);
    expectClose(weight(model, 'hidden.kernel'), decayed);
    expectClose(weight(model, 'hidden.bias'), hiddenBias);
    expectClose(weight(model, 'dream.bias'), visibleBias);
    procedure.dispose();
  });

  it('with a kernel of zeros moves the visible bias by mean data less one half', () => {
    const model = fresh();
    const zeros = tf.zeros([VISIBLE, HIDDEN]);
    model.variables.get('hidden.kernel')!.assign(zeros);
    zeros.dispose();
    const procedure = start(model, { learningRate: 1, gibbsSteps: 3 });
    step(procedure, [
      [1, 1, 0, 0],
      [1, 0, 0, 1],
    ]);
    // Every dream is one half, whatever was drawn on the way.
    expectClose(weight(model, 'dream.bias'), [0.5, 0, -0.5, 0]);
    expectClose(weight(model, 'hidden.bias'), [0, 0, 0]);
    procedure.dispose();
  });

  it('keeps the kernel back equal to the transposed kernel', () => {
    const model = fresh();
    const procedure = start(model);
    for (let i = 0; i < 5; i++) step(procedure, bars, i);
    const kernel = weight(model, 'hidden.kernel');
    const back = weight(model, 'dream.kernel');
    kernel.forEach((value, k) => {
      expect(back[(k % HIDDEN) * VISIBLE + Math.floor(k / HIDDEN)]).toBe(value);
    });
    procedure.dispose();
  });

  it.each([
    ['CD-1', { persistent: false, learningRate: 0.2 }],
    ['persistent chains', { persistent: true, learningRate: 0.05 }],
  ])('%s makes the data more likely, by exact enumeration', (_, settings) => {
    const model = fresh();
    const data = Array.from({ length: 20 }, () => bars).flat();
    const procedure = start(model, settings, data.length);
    const before = logLikelihood(model, bars);
    for (let i = 0; i < 800; i++) step(procedure, data, i);
    const after = logLikelihood(model, bars);
    // Two of sixteen patterns, equally likely: no model does better than ln ½ each.
    expect(before).toBeLessThan(-2.5);
    expect(after).toBeGreaterThan(-1.2);
    expect(after).toBeLessThanOrEqual(Math.log(0.5));
    procedure.dispose();
  });

  it('goes on from its saved state bit for bit', () => {
    const settings = { persistent: true, gibbsSteps: 2 };
    const [one, other] = [fresh(), fresh()];
    const whole = start(one, settings);
    for (let i = 0; i < 6; i++) step(whole, bars, i);

    const first = start(other, settings);
    for (let i = 0; i < 3; i++) step(first, bars, i);
    const state = first.state();
    first.dispose();
    const second = start(other, settings);
    second.restore(state);
    tf.dispose(state);
    for (let i = 3; i < 6; i++) step(second, bars, i);
    expect(weight(other, 'hidden.kernel')).toEqual(weight(one, 'hidden.kernel'));
    whole.dispose();
    second.dispose();
  });

  it('leaves no tensors behind', () => {
    const model = fresh();
    const before = tf.memory().numTensors;
    const procedure = start(model, { persistent: true });
    step(procedure, bars);
    const running = tf.memory().numTensors;
    for (let i = 1; i < 20; i++) step(procedure, bars, i);
    expect(tf.memory().numTensors).toBe(running);
    procedure.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says how a network is to be drawn', () => {
    expect(() => start(fresh('relu'))).toThrow(
      'The network main has the layers with weights hidden (Dense), dream (Dense); contrastive divergence expects two sigmoid Dense layers',
    );
  });
});

function expectClose(received: readonly number[], expected: readonly number[]): void {
  expect(received).toHaveLength(expected.length);
  received.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 5);
  });
}

/** Mean of ln p(v) = −F(v) − ln Σ exp(−F(u)) over all 16 patterns u, F being the free energy. */
function logLikelihood(model: Model, data: readonly (readonly number[])[]): number {
  const kernel = weight(model, 'hidden.kernel');
  const hidden = weight(model, 'hidden.bias');
  const visible = weight(model, 'dream.bias');
  const negativeFreeEnergy = (v: readonly number[]): number =>
    v.reduce((sum, x, i) => sum + x * visible[i]!, 0) +
    hidden.reduce((sum, bias, j) => {
      const input = v.reduce((total, x, i) => total + x * kernel[i * HIDDEN + j]!, bias);
      return sum + Math.log1p(Math.exp(input));
    }, 0);
  const patterns = Array.from({ length: 2 ** VISIBLE }, (_, n) =>
    Array.from({ length: VISIBLE }, (_, i) => (n >> i) & 1),
  );
  const normalizer = Math.log(
    patterns.reduce((sum, pattern) => sum + Math.exp(negativeFreeEnergy(pattern)), 0),
  );
  return (
    data.reduce((sum, pattern) => sum + negativeFreeEnergy(pattern) - normalizer, 0) / data.length
  );
}
