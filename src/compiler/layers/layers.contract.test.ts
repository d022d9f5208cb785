/** Every example of every kind against TensorFlow.js itself. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../graph/document';
import { ownLayers } from '../../runtime/kernels/layers/all';
import '../../runtime/kernels/layers/module';
import { buildModel } from '../../runtime/build';
import { registerKernelPack } from '../../runtime/kernels/register';
import { useWasm } from '../../runtime/testing/wasm';
import { countOf } from '../geometry';
import { groups, type Shape, ShapeError } from '../layer';
import { lower } from '../lower';
import type { Param } from '../params';
import type { Program } from '../program';
import { exampleDocument } from '../testing/example';
import { tfjsModel } from '../tfjs-config';
import { fill, validate } from '../values';
import { layerByKind, layers } from './all';

let start = 0;
beforeAll(async () => {
  await tf.setBackend('cpu');
  registerKernelPack();
  start = tf.memory().numTensors;
});
afterAll(() => expect(tf.memory().numTensors).toBe(start));

const kinds = Object.keys(layers);
const modelOf = async (json: object): Promise<tf.LayersModel> => {
  // TensorFlow.js' LSTM leaves tensors behind where it opens the forget gate; variables outlive the scope.
  tf.engine().startScope('model');
  // The reader takes any JSON object in the Keras format.
  const model = await tf.models.modelFromJSON(
    json as Parameters<typeof tf.models.modelFromJSON>[0],
  );
  tf.engine().endScope();
  return model;
};

const rows = kinds.flatMap((kind) =>
  (layerByKind(kind)?.examples ?? []).map(
    (example) => [kind, JSON.stringify(example.config), example] as const,
  ),
);

describe('every layer kind', () => {
  it.each(kinds)('%s says what it and every parameter does', (kind) => {
    const layer = layerByKind(kind)!;
    expect(layer.kind).toBe(kind);
    expect(groups).toContain(layer.group);
    expect(layer.doc).toMatch(/^[A-Z].*\.$/);
    expect(layer.doc.split('. ')[0]!.length).toBeLessThanOrEqual(90);
    const check = (name: string, param: Param) => {
      expect(param.doc, name).toMatch(/^[A-Z].*\.$/);
      if (param.type !== 'choice') return;
      for (const [id, choice] of Object.entries(param.choices)) {
        expect(choice.doc, id).toMatch(/\.$/);
        for (const [inner, its] of Object.entries(choice.params)) check(`${id}.${inner}`, its);
      }
    };
    for (const [name, param] of Object.entries(layer.params)) check(name, param);
  });

  it.each(kinds)('%s accepts its own defaults, also after JSON', (kind) => {
    const { params, examples } = layerByKind(kind)!;
    for (const config of [{}, ...examples.map((example) => example.config)]) {
      const filled = fill(params, config);
      expect(validate(params, filled)).toEqual([]);
      const parsed = JSON.parse(JSON.stringify(filled)) as Config;
      expect(fill(params, parsed)).toEqual(filled);
    }
  });

  it.each(kinds.filter((kind) => kind !== 'Network'))('%s has two examples or more', (kind) => {
    expect(layerByKind(kind)!.examples.length).toBeGreaterThanOrEqual(2);
  });
});

describe('an example in TensorFlow.js', () => {
  it.each(rows)('%s %s has the same shape and count', (kind, _, example) => {
    const program = lower(exampleDocument(kind, example));
    const call = program.calls.find(({ id }) => id === 'node')!;
    const expected = [example.output, ...(example.moreOutputs ?? [])];
    expect([call.outputShape, ...Object.values(call.moreOutputs ?? {})]).toEqual(expected);
    return modelOf(tfjsModel(program)).then((model) => {
      expect(model.outputs.map(({ shape }) => shape.slice(1))).toEqual(expected);
      const counted = program.calls
        .flatMap(({ weights }) => weights)
        .reduce((sum, weight) => sum + countOf(weight.shape), 0);
      expect(counted).toBe(model.countParams());
      if (call.className !== null && call.kind !== 'Input') {
        const shapes = model.getLayer('node').weights.map((weight) => weight.shape);
        const trainable = call.weights.filter((weight) => weight.trainable !== false);
        const fixed = call.weights.filter((weight) => weight.trainable === false);
        expect(shapes).toEqual([...trainable, ...fixed].map((weight) => weight.shape));
      }
      model.dispose();
    });
  });

  it.each(rows)('%s %s survives a round trip through JSON', async (kind, _, example) => {
    const model = await modelOf(tfjsModel(lower(exampleDocument(kind, example))));
    const text = model.toJSON(null, true) as string; // `true` asks for text
    if (!text.includes('geluNew')) {
      const again = await modelOf(JSON.parse(text) as object);
      // An Embedding writes its number type from the second time on; a stack of cells is named anew each time.
      const plain = (json: unknown) =>
        String(json)
          .replaceAll(',"dtype":"float32"', '')
          .replaceAll(/"name":"stacked_[^"]*"/g, '"name":""');
      expect(plain(again.toJSON(null, true))).toBe(plain(text));
      again.dispose();
    }
    model.dispose();
  });
});

/** Gradients that are another function's on purpose. */
const straightThrough = new Set(['Step']);

describe('a gradient', () => {
  it.each(rows.filter(([kind]) => !straightThrough.has(kind)))(
    'of %s %s is what small changes of inputs and weights make of its outputs',
    (kind, _, example) => {
      if (example.inputs.length === 0) return;
      const program = lower(exampleDocument(kind, example));
      // A kink or a jump close by spoils one draw of inputs, never all of them.
      const misses = [0.3, 1.1, 2.3].map((seed) => () => slopeMiss(program, seed));
      expect(misses.some((miss) => miss() < 1)).toBe(true);
    },
  );
});

describe('on wasm', () => {
  const isOwn = new Set(ownLayers.map((layer) => layer.kind));
  // Kinds of our own are compared where they are defined.
  const stock = rows.filter(([kind, , { inputs }]) => !isOwn.has(kind) && inputs.length > 0);
  it.each(stock)(
    '%s %s has the outputs and gradients that it has on cpu',
    async (kind, _, example) => {
      const program = lower(exampleDocument(kind, example));
      const expected = numbersOf(program);
      await useWasm();
      const received = numbersOf(program);
      await tf.setBackend('cpu');
      const size = Math.max(1, ...expected.map(Math.abs));
      const worst = expected.map((value, i) => Math.abs(value - received[i]!) / size);
      expect(received.length).toBe(expected.length);
      expect(Math.max(0, ...worst)).toBeLessThan(1e-5);
    },
  );
});

/** The loss of a trial and all its gradients, in a row. */
function numbersOf(program: Program): number[] {
  const trial = trialOf(program, 0.3);
  const numbers = tf.tidy(() => {
    if (trial.variables.length === 0) return [...trial.loss().dataSync()];
    const { value, grads } = tf.variableGrads(() => trial.loss(), trial.variables);
    const all = trial.variables.map(({ name }) => grads[name]).filter((g) => g !== undefined);
    return [value, ...all].flatMap((tensor) => [...tensor.dataSync()]);
  });
  trial.dispose();
  return numbers;
}

/** How far gradients are from slopes, over what is allowed, at the worst variable. */
function slopeMiss(program: Program, seed: number): number {
  const trial = trialOf(program, seed);
  let worst = 0;
  if (trial.variables.length > 0) {
    const { value, grads } = tf.variableGrads(() => trial.loss(), trial.variables);
    for (const variable of trial.variables) {
      worst = Math.max(worst, missAlong(trial, variable, grads[variable.name]));
    }
    tf.dispose([value, grads]);
  }
  trial.dispose();
  return worst;
}

/** A sum over the outputs in training, every value with a factor of its own, the same draws each time. */
interface Trial {
  readonly variables: tf.Variable[];
  readonly loss: () => tf.Scalar;
  readonly dispose: () => void;
}

const waves = (shape: readonly number[], seed: number): tf.Tensor => {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Float32Array.from({ length: size }, (_, i) => 1.4 * Math.sin(i * 12.9898 + seed));
  return tf.tensor(values, [...shape]);
};

function trialOf(program: Program, seed: number): Trial {
  const model = buildModel(program, { seed: 3 });
  // Away from zeros and ones, at which faults hide.
  [...model.variables.values()].forEach((variable, i) => {
    tf.tidy(() => variable.assign(variable.add(waves(variable.shape, seed + i).mul(0.2)).abs()));
  });
  const inputs = Object.fromEntries(
    program.inputs.map((id, i): [string, tf.Tensor] => {
      const { outputShape, config } = program.calls.find((call) => call.id === id)!;
      const sizes = [2, ...outputShape.map((size) => size ?? 5)];
      if (config.dtype === 'int32') return [id, tf.ones(sizes, 'int32')];
      return [id, tf.tidy(() => tf.variable(waves(sizes, seed + i)))];
    }),
  );
  const given = Object.values(inputs).filter((input) => input instanceof tf.Variable);
  return {
    variables: [...given, ...model.trainable.map((name) => model.variables.get(name)!)],
    loss: () =>
      tf.tidy(() => {
        model.passes = 0;
        const outputs = Object.values(model.forward(inputs, { training: true }));
        const terms = outputs.map((y, i) => tf.sum(tf.mul(y, waves(y.shape, i + 0.5))));
        return terms.reduce((a, b) => tf.add(a, b)) as tf.Scalar; // sums over all axes are scalars
      }),
    dispose: () => {
      tf.dispose(inputs);
      model.dispose();
    },
  };
}

/** Along one direction of one variable, at the step that shows it best: kinks and rounding spoil some. */
function missAlong(
  { loss }: Trial,
  variable: tf.Variable,
  gradient: tf.Tensor | undefined,
): number {
  const [start, direction] = tf.tidy(() => {
    const v = waves(variable.shape, 0.25);
    return [variable.clone(), v.div(v.norm())];
  }) as [tf.Tensor, tf.Tensor];
  const at = (step: number): number =>
    tf.tidy(() => {
      variable.assign(start.add(direction.mul(step)));
      return loss().dataSync()[0]!;
    });
  const [expected, length] = tf.tidy(() =>
    gradient
      ? [gradient.mul(direction).sum(), gradient.norm()].map((t) => t.dataSync()[0]!)
      : [0, 0],
  ) as [number, number];
  const misses = [0.1, 0.02, 0.005].map((step) =>
    Math.abs((at(step) - at(-step)) / (2 * step) - expected),
  );
  variable.assign(start);
  tf.dispose([start, direction]);
  const worst = Math.min(...misses) / (0.01 * length + 5e-4);
  return Number.isFinite(worst) ? worst : Number.POSITIVE_INFINITY;
}

const size = fc.option(fc.integer({ min: 1, max: 12 }), { freq: 6 });
const shapes = fc.array(fc.array(size, { maxLength: 4 }), { maxLength: 4 });

/** Mostly values that fit the parameter, so that shape rules are reached. */
function anyValue(param: Param): fc.Arbitrary<unknown> {
  const small = fc.integer({ min: 0, max: 7 });
  switch (param.type) {
    case 'int':
      return fc.integer({ min: Math.max(param.min, -4), max: Math.min(param.max, 6) });
    case 'pair':
      return fc.tuple(small, small);
    case 'ints':
      return fc.array(fc.option(fc.integer({ min: Math.max(param.min, -4), max: 6 })), {
        maxLength: 4,
      });
    case 'enum':
      return fc.constantFrom(...param.values);
    case 'bool':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(param.choices).map((id) => ({ id })));
    default:
      return fc.constant(param.default);
  }
}

describe('a shape rule', () => {
  it.each(kinds)('%s gives whole positive sizes or refuses with a ShapeError', (kind) => {
    const layer = layerByKind(kind)!;
    const params = Object.entries(layer.params);
    const config = fc.record(Object.fromEntries(params.map(([name, p]) => [name, anyValue(p)])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(config, shapes, (given, inputs) => {
        const filled = fill(layer.params, given as Config); // JSON by construction
        try {
          const ports = inputs.map(() => 'in');
          const output = layer.output(filled, inputs, ports);
          for (const size of output)
            expect(size === null || (size > 0 && size % 1 === 0)).toBe(true);
          for (const weight of layer.weights?.(filled, inputs) ?? []) {
            expect(weight.shape.every((n) => n > 0 && Number.isInteger(n))).toBe(true);
          }
          layer.arithmetic?.(filled, inputs, output);
          expect(layer.macs?.(filled, inputs, output) ?? 0).toBeGreaterThanOrEqual(0);
        } catch (error) {
          if (!(error instanceof ShapeError)) throw error;
          expect(error.message).not.toMatch(/\{\w+\}|undefined/);
        }
        layer.face?.(filled);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  const same: readonly [string, Shape, Config][] = [
    ['Conv2D', [3, 3, 1], { kernelSize: [5, 5] }],
    ['MaxPooling2D', [1, 1, 1], {}],
    ['Conv2D', [8, 8, 1], { strides: [2, 2], dilationRate: [2, 2] }],
    ['Reshape', [7], { targetShape: [2, 4] }],
    ['Dense', [], {}],
    ['MultiHeadAttention', [5, 4], { attentionAxes: [-1] }],
    ['MultiHeadAttention', [5, 4], { attentionAxes: [2] }],
    ['MultiHeadAttention', [5, 4], { attentionAxes: [1, -2] }],
  ];
  it.each(same)(
    '%s refuses what TensorFlow.js accepts or fails at late: %j %j',
    (kind, shape, config) => {
      const layer = layerByKind(kind)!;
      expect(() => layer.output(fill(layer.params, config), [shape], ['in'])).toThrow(ShapeError);
    },
  );
});
