import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type FusedActivation,
  fusedConv2d,
  fusedDense,
  maxPool2d,
  softmaxCrossEntropy,
} from './fused';
import { gelu } from './gelu';
import { batchNormTrain, layerNorm } from './normalization';
import { createFusedOptimizer } from './optimizer';
import { registerKernelPack } from './register';

beforeAll(async () => {
  await tf.setBackend('wasm');
  registerKernelPack();
});

function tensor(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((all, axis) => all * axis, 1);
  const values = Float32Array.from({ length: size }, (_, i) =>
    Math.sin(i * 12.9898 + seed * 78.233),
  );
  return tf.tensor(values, shape);
}

type Compute = (...tensors: tf.Tensor[]) => tf.Tensor;

/** Value and gradients of Σ compute(tensors)², flattened into one array. */
async function valueAndGradients(
  backend: string,
  compute: Compute,
  shapes: readonly number[][],
  seed: number,
): Promise<Float32Array> {
  await tf.setBackend(backend);
  const flat = tf.tidy(() => {
    const tensors = shapes.map((shape, i) => tensor(shape, seed + i));
    const value = compute(...tensors);
    const gradients = tf.grads(
      (...all) =>
        compute(...all)
          .square()
          .sum() as tf.Scalar,
    )(tensors);
    return tf.concat([value, ...gradients].map((part) => part.flatten()));
  });
  const values = (await flat.data()) as Float32Array;
  flat.dispose();
  return values;
}

/** `own` on wasm against stock operations on cpu. */
async function expectAgreement(
  own: Compute,
  stock: Compute,
  shapes: readonly number[][],
  seed = 1,
): Promise<void> {
  const reference = await valueAndGradients('cpu', stock, shapes, seed);
  const actual = await valueAndGradients('wasm', own, shapes, seed);
  expect(actual.length).toBe(reference.length);
  let largest = 1;
  for (const value of reference) largest = Math.max(largest, Math.abs(value));
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    worst = Math.max(worst, Math.abs(actual[i]! - reference[i]!) / largest);
  }
  expect(worst).toBeLessThan(1e-5);
}

const picture = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 5, max: 10 }),
  width: fc.integer({ min: 5, max: 10 }),
  channels: fc.integer({ min: 1, max: 9 }),
  filters: fc.integer({ min: 1, max: 18 }),
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
  activation: fc.constantFrom<FusedActivation>('linear', 'relu', 'sigmoid', 'tanh'),
  seed: fc.nat(1000),
});

const stockActivation = {
  linear: (x: tf.Tensor) => x,
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
};

const depthwise =
  (stride: number, pad: 'same' | 'valid'): Compute =>
  (x, w) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad);

describe('the SIMD module', () => {
  it('is what its source compiles to', () => {
    expect(() => execFileSync('node', ['scripts/build-kernels.mjs', '--check'])).not.toThrow();
  });
});

describe('the fused operations on wasm', () => {
  it('convolve and differentiate as stock cpu does, for every geometry', async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (g) => {
        const strides: [number, number] = [g.stride, g.stride];
        await expectAgreement(
          (x, w, b) =>
            fusedConv2d(x as tf.Tensor4D, w as tf.Tensor4D, b!, {
              strides,
              pad: g.pad,
              activation: g.activation,
            }),
          (x, w, b) =>
            stockActivation[g.activation](
              tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, g.pad).add(b!),
            ),
          [
            [g.batch, g.height, g.width, g.channels],
            [g.kernel, g.kernel, g.channels, g.filters],
            [g.filters],
          ],
          g.seed,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('convolve channels by themselves and differentiate as stock cpu does, for every geometry', async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (g) => {
        const shapes = [
          [g.batch, g.height, g.width, g.channels],
          [g.kernel, g.kernel, g.channels, 2],
        ];
        await expectAgreement(
          depthwise(g.stride, g.pad),
          depthwise(g.stride, g.pad),
          shapes,
          g.seed,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('convolve channels where the last window ends before the picture does', async () => {
    const shapes = [
      [2, 6, 9, 2],
      [2, 2, 2, 2],
    ];
    await expectAgreement(depthwise(3, 'same'), depthwise(3, 'same'), shapes);
  });

  it('pool and differentiate as stock cpu does, ties and borders included', async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (g) => {
        // Rounding, passed straight through by the gradient, makes ties: the first of a window must win.
        const rounded = tf.customGrad((x) => ({
          value: (x as tf.Tensor).mul(2).round(),
          gradFunc: (dy: tf.Tensor) => dy,
        }));
        const ties: Compute = (x) =>
          maxPool2d(rounded(x!) as tf.Tensor4D, [2, 3], [g.stride, g.stride], g.pad);
        await expectAgreement(ties, ties, [[g.batch, g.height, g.width, g.channels]], g.seed);
        const plain: Compute = (x) =>
          maxPool2d(x as tf.Tensor4D, [g.kernel, g.kernel], [g.stride, g.stride], g.pad);
        await expectAgreement(plain, plain, [[g.batch, g.height, g.width, g.channels]], g.seed);
      }),
      { numRuns: 30 },
    );
  });

  it('multiply matrices in every transposition and batch as stock cpu does', async () => {
    const sizes = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ m: sizes, k: sizes, n: sizes, batch: fc.integer({ min: 1, max: 3 }) }),
        fc.boolean(),
        fc.boolean(),
        async ({ m, k, n, batch }, left, right) => {
          const product: Compute = (a, b) => tf.matMul(a!, b!, left, right);
          await expectAgreement(product, product, [
            [batch, ...(left ? [k, m] : [m, k])],
            [batch, ...(right ? [n, k] : [k, n])],
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(['linear', 'relu', 'sigmoid', 'tanh'] as const)(
    'run a dense layer with %s as stock cpu does',
    async (activation) => {
      await expectAgreement(
        (x, w, b) => fusedDense(x!, w!, b!, activation),
        (x, w, b) =>
          stockActivation[activation](tf.matMul(x!.reshape([-1, 7]), w!).add(b!)).reshape([
            2, 3, 5,
          ]),
        [[2, 3, 7], [7, 5], [5]],
      );
    },
  );

  it.each([
    ['a picture', [4, 9, 7, 6]],
    ['one channel', [3, 5, 1]],
    ['rows', [10, 5]],
  ])('normalize %s by given statistics as stock cpu does', async (_, shape) => {
    const statistics = [[shape.at(-1)!], [shape.at(-1)!], [shape.at(-1)!], [shape.at(-1)!]];
    const normalized: Compute = (x, ...given) => {
      const [mean, spread, beta, gamma] = given as tf.Tensor1D[];
      return tf.batchNorm(x!, mean!, spread!.square().add(0.5), beta, gamma, 1e-3);
    };
    await expectAgreement(normalized, normalized, [shape, ...statistics], 5);
  });

  it('normalise a batch as the definition says', async () => {
    await expectAgreement(
      (x, gamma, beta) => batchNormTrain(x!, gamma!, beta!, 1e-3).y,
      (x, gamma, beta) => {
        const { mean, variance } = tf.moments(x!, [0, 1, 2]);
        return x!.sub(mean).div(variance.add(1e-3).sqrt()).mul(gamma!).add(beta!);
      },
      [[3, 4, 5, 6], [6], [6]],
    );
  });

  it('normalise the last axis as the definition says', async () => {
    await expectAgreement(
      (x, gamma, beta) => layerNorm(x!, gamma!, beta!, 1e-3),
      (x, gamma, beta) => {
        const { mean, variance } = tf.moments(x!, -1, true);
        return x!.sub(mean).div(variance.add(1e-3).sqrt()).mul(gamma!).add(beta!);
      },
      [[3, 4, 6], [6], [6]],
    );
  });

  it('bend by the normal distribution as its definition says, to both sides and far out', async () => {
    const stock = (x: tf.Tensor): tf.Tensor => x.mul(0.5).mul(x.mul(Math.SQRT1_2).erf().add(1));
    const wide =
      (compute: Compute): Compute =>
      (x) =>
        compute(x!.mul(12));
    await expectAgreement(
      wide((x) => gelu(x!)),
      wide((x) => stock(x!)),
      [[7, 13]],
    );
    await expectAgreement(
      (x) => gelu(x!),
      (x) => stock(x!),
      [[64]],
    );
  });

  it('give the cross-entropy of a softmax from its logits', async () => {
    const labels = () => tf.oneHot(tf.tensor1d([0, 4, 2], 'int32'), 5).toFloat() as tf.Tensor2D;
    await expectAgreement(
      (z) => softmaxCrossEntropy(z as tf.Tensor2D, labels()),
      (z) => tf.losses.softmaxCrossEntropy(labels(), z!),
      [[3, 5]],
    );
  });

  it('keep the cross-entropy finite for logits that overflow an exponential', async () => {
    await tf.setBackend('wasm');
    const logits = tf.tensor2d([[1000, -1000, 0]]);
    const loss = softmaxCrossEntropy(logits, tf.tensor2d([[0, 1, 0]]));
    expect(loss.dataSync()[0]).toBe(2000);
  });
});

describe('the fused optimizers on wasm', () => {
  const rules = [
    [{ id: 'sgd' }, () => tf.train.sgd(0.05)],
    [{ id: 'momentum', momentum: 0.9 }, () => tf.train.momentum(0.05, 0.9)],
    [{ id: 'nesterov', momentum: 0.9 }, () => tf.train.momentum(0.05, 0.9, true)],
    [
      { id: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      () => tf.train.adam(0.05, 0.9, 0.999, 1e-7),
    ],
  ] as const;

  it.each(rules)('follow the same path as TensorFlow.js: %o', async (rule, reference) => {
    await tf.setBackend('wasm');
    const slope = (w: tf.Tensor) => w.mul(2).sub(tensor(w.shape, 5));
    const ours = [tf.variable(tensor([3, 5], 1)), tf.variable(tensor([4], 2))];
    const theirs = ours.map((variable) => tf.variable(variable.clone()));
    const fused = createFusedOptimizer(rule, ours)!;
    const stock = reference();
    for (let step = 1; step <= 10; step++) {
      const gradients = ours.map(slope);
      fused.apply(gradients, step, 0.05);
      stock.applyGradients(
        theirs.map((variable) => ({ name: variable.name, tensor: slope(variable) })),
      );
    }
    ours.forEach((variable, i) => {
      const difference = variable.sub(theirs[i]!).abs().max().dataSync()[0]!;
      expect(difference).toBeLessThan(1e-5);
    });
    fused.dispose();
  });

  it('continue from a saved state as if nothing had happened', async () => {
    await tf.setBackend('wasm');
    const rule = { id: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.01 };
    const start = tensor([6], 3);
    const gradient = tensor([6], 4);
    const through = tf.variable(start.clone());
    const whole = createFusedOptimizer(rule, [through])!;
    for (let step = 1; step <= 4; step++) whole.apply([gradient], step, 0.1);

    const half = tf.variable(start.clone());
    const first = createFusedOptimizer(rule, [half])!;
    for (let step = 1; step <= 2; step++) first.apply([gradient], step, 0.1);
    const state = first.state();
    first.apply([gradient], 3, 0.1);
    const resumed = tf.variable(start.clone());
    const second = createFusedOptimizer(rule, [resumed])!;
    for (let step = 1; step <= 2; step++) second.apply([gradient], step, 0.1);
    second.restore(state);
    for (let step = 3; step <= 4; step++) second.apply([gradient], step, 0.1);
    expect([...resumed.dataSync()]).toEqual([...through.dataSync()]);
  });

  it('leave the number of tensors as it was', async () => {
    await tf.setBackend('wasm');
    const weight = tf.variable(tensor([5, 3], 1));
    const gradient = tensor([5, 3], 2);
    const before = tf.memory().numTensors;
    const optimizer = createFusedOptimizer(rules[3][0], [weight])!;
    const during = tf.memory().numTensors;
    for (let step = 1; step <= 50; step++) optimizer.apply([gradient], step, 0.01);
    expect(tf.memory().numTensors).toBe(during);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
