import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../graph/document';
import { useWasm } from '../testing/wasm';
import { clipGradients } from './clipping';
import { createOptimizer } from './optimizer';

const START = [0.5, -1.25, 2, 0.01];
const STEPS = 12;

/** A bowl with different steepness along each axis. */
const loss = (w: tf.Tensor): tf.Scalar =>
  tf.sum(tf.mul(tf.square(w), tf.tensor1d([1, 3, 0.2, 10]))) as tf.Scalar; // sums over all axes

/** The weights after each step. */
function path(step: (w: tf.Variable, gradient: tf.Tensor) => void): number[][] {
  const w = tf.variable(tf.tensor1d(START));
  const points: number[][] = [];
  for (let i = 0; i < STEPS; i++) {
    tf.tidy(() => step(w, tf.grad(loss)(w)));
    points.push([...w.dataSync()]);
  }
  w.dispose();
  return points;
}

function ours(choice: Config): number[][] {
  let optimizer: ReturnType<typeof createOptimizer> | undefined;
  const points = path((w, gradient) => {
    optimizer ??= createOptimizer(choice, [w]);
    optimizer.apply([gradient]);
  });
  optimizer?.dispose();
  return points;
}

function theirs(optimizer: tf.Optimizer): number[][] {
  const points = path((w, gradient) => optimizer.applyGradients({ [w.name]: gradient }));
  optimizer.dispose();
  return points;
}

function expectClose(a: number[][], b: number[][]): void {
  a.forEach((row, i) => void row.forEach((x, j) => void expect(x).toBeCloseTo(b[i]![j]!, 5)));
}

const references: [Config & { id: string }, () => tf.Optimizer][] = [
  [{ id: 'sgd', learningRate: 0.05 }, () => tf.train.sgd(0.05)],
  [{ id: 'momentum', learningRate: 0.02, momentum: 0.8 }, () => tf.train.momentum(0.02, 0.8)],
  [{ id: 'nesterov', learningRate: 0.02, momentum: 0.8 }, () => tf.train.momentum(0.02, 0.8, true)],
  [
    { id: 'adam', learningRate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-5 },
    () => tf.train.adam(0.1, 0.8, 0.95, 1e-5),
  ],
  [
    { id: 'rmsprop', learningRate: 0.05, decay: 0.8, momentum: 0.5, epsilon: 1e-6 },
    () => tf.train.rmsprop(0.05, 0.8, 0.5, 1e-6),
  ],
  [
    { id: 'adagrad', learningRate: 0.3, initialAccumulatorValue: 0.2 },
    () => tf.train.adagrad(0.3, 0.2),
  ],
  [
    { id: 'adadelta', learningRate: 1, rho: 0.9, epsilon: 1e-4 },
    () => tf.train.adadelta(1, 0.9, 1e-4),
  ],
  [
    { id: 'adamax', learningRate: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 1e-6, decay: 0.1 },
    () => tf.train.adamax(0.1, 0.8, 0.9, 1e-6, 0.1),
  ],
];

describe.each([
  ['cpu', () => tf.setBackend('cpu')],
  ['wasm', useWasm],
] as const)('optimizers on %s', (_backend, use) => {
  beforeAll(async () => {
    await use();
  });

  it.each(references)('take the steps of TensorFlow.js: %j', (choice, reference) => {
    expectClose(ours(choice), theirs(reference()));
  });

  it('follow the AdamW paper, algorithm 2', () => {
    const [rate, b1, b2, epsilon, decay] = [0.1, 0.9, 0.99, 1e-7, 0.05];
    const w = [...START];
    const [m, v] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    const expected = Array.from({ length: STEPS }, (_, t) => {
      [1, 3, 0.2, 10].forEach((a, i) => {
        const g = 2 * a * w[i]!;
        m[i] = b1 * m[i]! + (1 - b1) * g;
        v[i] = b2 * v[i]! + (1 - b2) * g * g;
        const [mHat, vHat] = [m[i]! / (1 - b1 ** (t + 1)), v[i]! / (1 - b2 ** (t + 1))];
        w[i] = w[i]! - rate * (mHat / (Math.sqrt(vHat) + epsilon) + decay * w[i]!);
      });
      return [...w];
    });
    const choice = {
      id: 'adamw',
      learningRate: rate,
      beta1: b1,
      beta2: b2,
      epsilon,
      weightDecay: decay,
    };
    expectClose(ours(choice), expected);
  });

  // TensorFlow.js subtracts epsilon under the root and gives NaN where a gradient is zero; Keras adds it.
  it('centre RMSProp as Keras does, also where the gradient is zero', () => {
    const [rate, decay, momentum, epsilon] = [0.05, 0.8, 0.5, 1e-3];
    const w = [...START, 0];
    const [ms, mg, mom] = [w.map(() => 0), w.map(() => 0), w.map(() => 0)];
    const expected = Array.from({ length: STEPS }, () => {
      [1, 3, 0.2, 10, 1].forEach((a, i) => {
        const g = 2 * a * w[i]!;
        ms[i] = decay * ms[i]! + (1 - decay) * g * g;
        mg[i] = decay * mg[i]! + (1 - decay) * g;
        mom[i] = momentum * mom[i]! + (rate * g) / Math.sqrt(ms[i]! - mg[i]! ** 2 + epsilon);
        w[i] = w[i]! - mom[i]!;
      });
      return w.slice(0, 4);
    });
    const choice = { id: 'rmsprop', learningRate: rate, decay, momentum, epsilon, centered: true };
    expectClose(ours(choice), expected);
  });

  it.each(references)('go on exactly from a saved state: %j', (choice) => {
    const whole = ours(choice);
    const w = tf.variable(tf.tensor1d(START));
    const first = createOptimizer(choice, [w]);
    for (let i = 0; i < 5; i++) tf.tidy(() => first.apply([tf.grad(loss)(w)]));
    const state = first.state();
    first.dispose();
    const second = createOptimizer(choice, [w]);
    second.restore(state);
    tf.dispose(state);
    for (let i = 5; i < STEPS; i++) tf.tidy(() => second.apply([tf.grad(loss)(w)]));
    expect([...w.dataSync()]).toEqual(whole.at(-1));
    second.dispose();
    w.dispose();
  });
});

describe('clipping', () => {
  const gradients = (): tf.Tensor[] => [tf.tensor1d([3, -4]), tf.tensor1d([12])];
  const values = (tensors: readonly tf.Tensor[]): number[] =>
    tensors.flatMap((t) => [...t.dataSync()].map((x) => Math.round(x * 1e4) / 1e4));

  it.each([
    ['value', 2, [2, -2, 2]],
    ['norm', 1, [0.6, -0.8, 1]],
    // √(3² + 4² + 12²) = 13
    ['globalNorm', 1.3, [0.3, -0.4, 1.2]],
    ['globalNorm', 20, [3, -4, 12]],
  ])('limits gradients by %s %d', (id, limit, expected) => {
    expect(values(clipGradients(gradients(), { id, limit }))).toEqual(expected);
  });
});
