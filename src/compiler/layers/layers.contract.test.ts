/** Every example of every kind against TensorFlow.js itself. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config, Document, Edge, Node } from '../../graph/document';
import '../../runtime/kernels/layers/all';
import { countOf } from '../geometry';
import { type Example, groups, type Shape, ShapeError } from '../layer';
import { lower } from '../lower';
import type { Param } from '../params';
import { tfjsModel } from '../tfjs-config';
import { fill, validate } from '../values';
import { layerByKind, layers } from './all';

beforeAll(() => tf.setBackend('cpu'));

/** TensorFlow.js calls it `gelu_new`, which its own JSON reader turns into `geluNew` and then does not know. */
class GeluNew extends tf.serialization.Serializable {
  static className = 'geluNew';
  override getConfig() {
    return {};
  }
  apply(x: tf.Tensor): tf.Tensor {
    const cubed = tf.mul(0.044715, tf.pow(x, 3));
    const inner = tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, cubed)));
    return tf.mul(0.5, tf.mul(x, tf.add(1, inner)));
  }
}
tf.serialization.registerClass(GeluNew);

const start = tf.memory().numTensors;
afterAll(() => expect(tf.memory().numTensors).toBe(start));

const kinds = Object.keys(layers);
const at = { x: 0, y: 0 };
/** Ends may name a port: `node.hidden`. */
const edge = (source: string, target: string, index = 0): Edge => {
  const [[from, output = 'out'], [to, input = 'in']] = [source.split('.'), target.split('.')];
  return { source: from!, output, target: to!, input, index };
};

/** A document with one node of the kind between Inputs of the example's shapes and an Output for every port. */
function documentOf(kind: string, example: Example): Document {
  const inputs: Node[] = example.inputs.map((shape, i) => ({
    id: `in${i}`,
    kind: 'Input',
    config: { shape, dtype: kind === 'Embedding' ? 'int32' : 'float32' },
    position: at,
  }));
  const isEnd = kind === 'Output';
  const node: Node = { id: 'node', kind, config: example.config, position: at };
  const layer = layerByKind(kind)!;
  const further = layer.outputPorts?.(fill(layer.params, example.config)) ?? [];
  const ends = isEnd ? [] : ['out', ...further];
  const outs = ends.map((id): Node => ({ id, kind: 'Output', config: {}, position: at }));
  const portOf = (i: number) => example.ports?.[i] ?? 'in';
  const indexOf = (i: number) =>
    example.inputs.slice(0, i).filter((_, other) => portOf(other) === portOf(i)).length;
  return {
    format: 'netloom',
    version: 1,
    name: kind,
    networks: {
      main: {
        nodes: [...inputs, node, ...outs],
        edges: [
          ...inputs.map(({ id }, i) => edge(id, `node.${portOf(i)}`, indexOf(i))),
          ...ends.map((port) => edge(`node.${port}`, port)),
        ],
      },
    },
  };
}

const modelOf = (json: object) =>
  tf.models.modelFromJSON(
    // The reader takes any JSON object in the Keras format.
    json as Parameters<typeof tf.models.modelFromJSON>[0],
  );

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
  it.each(rows)('%s %s has the same shape, count and a finite gradient', (kind, _, example) => {
    const program = lower(documentOf(kind, example));
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
      // TensorFlow.js' own normalizations have no gradient without both gamma and beta.
      const { center, scale } = call.config;
      if (center !== false && scale !== false) takeStep(model, example, kind);
      model.dispose();
    });
  });

  it.each(rows)('%s %s survives a round trip through JSON', async (kind, _, example) => {
    const model = await modelOf(tfjsModel(lower(documentOf(kind, example))));
    const text = model.toJSON(null, true) as string; // `true` asks for text
    if (!text.includes('geluNew')) {
      const again = await modelOf(JSON.parse(text) as object);
      // An Embedding writes its number type from the second time on.
      const plain = (json: unknown) => String(json).replaceAll(',"dtype":"float32"', '');
      expect(plain(again.toJSON(null, true))).toBe(plain(text));
      again.dispose();
    }
    model.dispose();
  });
});

/** One gradient of the sum of squares: for the weights where there are some, else for the input. */
function takeStep(model: tf.LayersModel, example: Example, kind: string): void {
  tf.tidy(() => {
    const shapes = example.inputs.length > 0 ? example.inputs : [example.output];
    const inputs = shapes.map((shape) => {
      const sizes = [2, ...shape.map((size) => size ?? 5)];
      const isToken = kind === 'Embedding';
      return isToken ? tf.zeros(sizes, 'int32') : tf.randomUniform(sizes, 0.1, 1, 'float32', 7);
    });
    const loss = (...xs: tf.Tensor[]): tf.Scalar => {
      // With tensors in, a model gives tensors out.
      const y = model.apply(xs, { training: true }) as tf.Tensor | tf.Tensor[];
      const squares = [y].flat().map((output) => tf.sum(tf.square(output)));
      return squares.reduce((a, b) => tf.add(a, b)) as tf.Scalar; // sums over all axes are scalars
    };
    const gradients =
      model.trainableWeights.length > 0
        ? Object.values(tf.variableGrads(() => loss(...inputs)).grads)
        : tf.grads(loss)(inputs);
    for (const gradient of gradients) {
      expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
    }
  });
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
  ];
  it.each(same)(
    '%s refuses what TensorFlow.js accepts or fails at late: %j %j',
    (kind, shape, config) => {
      const layer = layerByKind(kind)!;
      expect(() => layer.output(fill(layer.params, config), [shape], ['in'])).toThrow(ShapeError);
    },
  );
});
