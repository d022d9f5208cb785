import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../graph/document';
import { edge } from '../graph/testing/parts';
import { buildModel } from './build';
import { requireMemory, trainingBytes } from './build-memory';
import type { Model } from './model';
import { createRandom } from './random';
import { lowerAll } from './setup';
import { template } from './testing/template';
import { useWasm } from './testing/wasm';

beforeAll(useWasm);

const modelOf = (id: string, seed = 1): Model => buildModel(lowerAll(template(id))[0]!, { seed });

function inputOf(model: Model, count: number): tf.Tensor {
  const { outputShape } = model.program.calls.find(({ kind }) => kind === 'Input')!;
  const shape = [count, ...outputShape.map((n) => n ?? 1)];
  const random = createRandom(2);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

describe('models', () => {
  it.each(['lenet-digits', 'mlp-iris', 'resnet8-digits'])(
    'of %s compute what the TensorFlow.js model with the same weights computes',
    async (id) => {
      const model = modelOf(id);
      const x = inputOf(model, 3);
      const expected = model.layers.predict(x) as tf.Tensor; // one output
      const [input, output] = [model.program.inputs[0]!, model.program.outputs[0]!];
      const result = model.forward({ [input]: x }, { training: false })[output]!;
      const difference = tf.max(tf.abs(tf.sub(result, expected))).dataSync()[0];
      expect(difference).toBeLessThan(1e-5);
      model.dispose();
    },
  );

  it('have the published number of weights for LeNet', () => {
    const model = modelOf('lenet-digits');
    expect(model.layers.countParams()).toBe(32_998);
    model.dispose();
  });

  it('draw the same weights from the same seed and others from another', () => {
    const values = (seed: number): number[] => {
      const model = modelOf('mlp-iris', seed);
      const all = [...model.variables.values()].flatMap((v) => [...v.dataSync()]);
      model.dispose();
      return all;
    };
    expect(values(4)).toEqual(values(4));
    expect(values(4)).not.toEqual(values(5));
  });

  it('give logits whose softmax is the output', () => {
    const model = modelOf('mlp-iris');
    const [input, output] = [model.program.inputs[0]!, model.program.outputs[0]!];
    expect(model.logits.get(output)).toBe('softmax');
    const x = inputOf(model, 4);
    const plain = model.forward({ [input]: x }, { training: false })[output]!;
    const logits = model.forward({ [input]: x }, { training: false, logits: true })[output]!;
    tf.softmax(logits)
      .dataSync()
      .forEach((p, i) => void expect(p).toBeCloseTo(plain.dataSync()[i]!, 5));
    model.dispose();
  });

  it('move moving statistics in training only, and not where the other player trains', () => {
    const model = modelOf('resnet8-digits');
    const [input] = model.program.inputs;
    const name = [...model.variables.keys()].find((key) => key.endsWith('movingMean'))!;
    const mean = (): number[] => [...model.variables.get(name)!.dataSync()];
    const x = inputOf(model, 2);
    const before = mean();
    const pass = (options: { training: boolean; updateStatistics?: boolean }): void => {
      tf.tidy(() => void model.forward({ [input!]: x }, options));
    };
    pass({ training: false });
    pass({ training: true, updateStatistics: false });
    expect(mean()).toEqual(before);
    pass({ training: true });
    expect(mean()).not.toEqual(before);
    model.dispose();
  });
});

/** A network of one layer `d` between an Input and an Output, with a Dropout behind it where it is asked for. */
function single(
  kind: string,
  shape: number[],
  config: Config,
  more: { readonly frozen?: boolean; readonly dropout?: boolean; readonly seed?: number } = {},
): Model {
  const { frozen = false, dropout = false, seed = 3 } = more;
  const node = (id: string, ofKind: string, own: Config) => ({
    id,
    kind: ofKind,
    config: own,
    position: { x: 0, y: 0 },
    ...(id === 'd' && frozen ? { frozen } : {}),
  });
  const network = {
    nodes: [
      node('x', 'Input', { shape }),
      node('d', kind, config),
      ...(dropout ? [node('drop', 'Dropout', { rate: 0.5 })] : []),
      node('y', 'Output', { loss: 'meanSquaredError' }),
    ],
    edges: [
      edge('x', 'd'),
      ...(dropout ? [edge('d', 'drop'), edge('drop', 'y')] : [edge('d', 'y')]),
    ],
  };
  const document = {
    format: 'netloom',
    version: 1,
    name: 't',
    networks: { main: network },
  } as const;
  return buildModel(lowerAll(document)[0]!, { seed });
}

it.each([-1, 1])(
  'frozen statistics over axis %i stay, and the layer normalises by them',
  (axis) => {
    const model = single('BatchNormalization', [3, 4, 2], { axis }, { frozen: true });
    const x = tf.randomNormal([2, 3, 4, 2], 5, 1, 'float32', 1);
    const trained = model.forward({ x }, { training: true }).y!.dataSync();
    expect(trained).toEqual(model.forward({ x }, { training: false }).y!.dataSync());
    expect([...model.variables.get('d.movingMean')!.dataSync()].every((mean) => mean === 0)).toBe(
      true,
    );
    model.dispose();
  },
);

it.each([-1, 1])('statistics over axis %i stay where the other player trains', (axis) => {
  const model = single('BatchNormalization', [3, 4, 2], { axis });
  const x = tf.randomNormal([2, 3, 4, 2], 5, 1, 'float32', 1);
  const means = (): number[] => [...model.variables.get('d.movingMean')!.dataSync()];
  model.forward({ x }, { training: true, updateStatistics: false });
  expect(means().every((mean) => mean === 0)).toBe(true);
  model.forward({ x }, { training: true });
  const stock = tf.layers.batchNormalization({ axis });
  stock.apply(x, { training: true });
  const wanted = stock.getWeights()[2]!.dataSync();
  means().forEach((mean, i) => void expect(mean).toBeCloseTo(wanted[i]!, 5));
  model.dispose();
});

it.each([{ scale: false }, { center: false }, { scale: false, center: false }])(
  'gradients go through a frozen BatchNormalization with %o',
  (config) => {
    const model = single('BatchNormalization', [3], { epsilon: 1e-9, ...config }, { frozen: true });
    model.variables.get('d.movingVariance')!.assign(tf.tensor1d([4, 1, 16]));
    const slope = tf.grad((x) => tf.sum(model.forward({ x }, { training: true }).y!));
    const wanted = [0.5, 1, 0.25];
    slope(tf.ones([1, 3]))
      .dataSync()
      .forEach((value, i) => void expect(value).toBeCloseTo(wanted[i]!, 6));
    model.dispose();
  },
);

const dense = (config: Config): Model =>
  single('Dense', [2], { units: 2, ...config }, { dropout: true });

const sumOfSquares = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value * value, 0);

describe('penalties and constraints', () => {
  it.each([
    ['DepthwiseConv2D', { kernelSize: 2 }, 'depthwise'],
    ['SeparableConv2D', { kernelSize: 2, filters: 3 }, 'depthwise'],
    ['SeparableConv2D', { kernelSize: 2, filters: 3 }, 'pointwise'],
  ])('reach the kernels of %s, %o: %s', (kind, config, part) => {
    const model = single(kind, [4, 4, 2], {
      ...config,
      [`${part}Regularizer`]: { id: 'l2', l2: 0.1 },
      [`${part}Constraint`]: { id: 'nonNeg' },
    });
    const kernel = model.variables.get(`d.${part}Kernel`)!;
    const expected = 0.1 * sumOfSquares(kernel.dataSync());
    expect(model.regularization()!.dataSync()[0]).toBeCloseTo(expected, 5);
    model.constrain();
    expect(Math.min(...kernel.dataSync())).toBeGreaterThanOrEqual(0);
    model.dispose();
  });

  it('add the penalty on outputs as a mean over the batch, from the value behind the activation', () => {
    const model = single('Dense', [2], {
      units: 3,
      activation: 'softmax',
      activityRegularizer: { id: 'l2', l2: 0.1 },
    });
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const { y } = model.forward({ x }, { training: true, logits: true });
    const expected = (0.1 * sumOfSquares(y!.dataSync())) / 2;
    expect(tf.sum(y!).dataSync()[0]).toBeCloseTo(2, 5);
    expect(model.regularization()!.dataSync()[0]).toBeCloseTo(expected, 6);
    model.dispose();
  });

  it('add the sum of squares and of absolute values', () => {
    const model = dense({ kernelRegularizer: { id: 'l1l2', l1: 0.5, l2: 0.1 } });
    const kernel = [...model.variables.get('d.kernel')!.dataSync()];
    const expected = kernel.reduce((sum, w) => sum + 0.5 * Math.abs(w) + 0.1 * w * w, 0);
    expect(model.regularization()!.dataSync()[0]).toBeCloseTo(expected, 5);
    model.dispose();
  });

  it('bring columns back to the largest norm', () => {
    const model = dense({ kernelConstraint: { id: 'maxNorm', maxValue: 0.1, axis: 0 } });
    model.constrain();
    const [a, b, c, d] = model.variables.get('d.kernel')!.dataSync();
    expect(Math.hypot(a!, c!)).toBeCloseTo(0.1, 4);
    expect(Math.hypot(b!, d!)).toBeCloseTo(0.1, 4);
    model.dispose();
  });
});

describe('dropout', () => {
  it('draws its masks from seed and pass, keeps the mean and can be turned off', () => {
    const model = dense({});
    const x = tf.ones([500, 2]);
    const run = (passes: number): number[] => {
      model.passes = passes;
      return [...model.forward({ x }, { training: true }).y!.dataSync()];
    };
    const whole = [...model.forward({ x }, { training: false }).y!.dataSync()];
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    expect(run(7).filter((v) => v === 0).length / 1000).toBeCloseTo(0.5, 1);
    expect(mean(run(7)) / mean(whole)).toBeCloseTo(1, 0);
    model.setRate('drop', 0);
    expect(run(9)).toEqual(whole);
    model.dispose();
  });
});

describe('a seed of its own', () => {
  it('fixes what a layer draws, whatever the seed of the training is', () => {
    const x = tf.ones([4, 6]);
    const drawn = (seed: number, own: Config): number[] => {
      const model = single('Dropout', [6], { rate: 0.5, ...own }, { seed });
      const values = [...model.forward({ x }, { training: true }).y!.dataSync()];
      model.dispose();
      return values;
    };
    expect(drawn(1, { seed: 9 })).toEqual(drawn(2, { seed: 9 }));
    expect(drawn(1, {})).not.toEqual(drawn(2, {}));
  });
});

describe('memory', () => {
  it('counts at least the weights four times and the activations twice', () => {
    const [program] = lowerAll(template('lenet-digits'));
    expect(trainingBytes(program!, 64)).toBeGreaterThan(4 * (4 * 32_998 + 2 * 64 * 24 * 24 * 6));
  });

  it('refuses what does not fit before anything is built', () => {
    const programs = lowerAll(template('lenet-digits'));
    expect(() => requireMemory(programs, 64, 'wasm', 1e6)).toThrow(/needs about .* wasm has about/);
    expect(() => requireMemory(programs, 64, 'wasm')).not.toThrow();
  });
});
