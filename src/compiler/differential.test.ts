/**
 * Our rules against TensorFlow.js itself, kind by kind, over drawn configurations and input shapes: where it builds and
 * runs a batch of two with every size 1 or more we accept, with its shape, its count and its values; where it throws in
 * build, call or run or gives a size below 1 we refuse. Where we differ on purpose, the table says why.
 */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config, Json } from '../graph/document';
import { buildModel } from '../runtime/build';
import { layerArguments } from '../runtime/build-layers';
import { registerKernelPack } from '../runtime/kernels/register';
import { countOf } from './geometry';
import type { AnyLayer, Shape } from './layer';
import { layerByKind, layers } from './layers/all';
import { lower } from './lower';
import type { Call } from './program';
import { applyRules, type RuleResult } from './rules';
import { differences, type Verdict } from './testing/differences';
import { type Drawn, drawn } from './testing/drawn';
import { exampleDocument } from './testing/example';
import { tfjsLayer } from './tfjs-config';

const RUNS = process.env.NETLOOM_LONG ? 2000 : 100;

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerKernelPack();
});
beforeEach(() => tf.engine().startScope('case'));
afterEach(() => tf.engine().endScope());

type Factory = (args: object) => tf.layers.Layer;

/** TensorFlow.js' own class of each kind; some of these names are taken by ours in its registry. */
const stock = new Map<string, Factory>(
  Object.entries(tf.layers).flatMap(([name, make]) => {
    const kind = Object.keys(layers).find((one) => one.toLowerCase() === name.toLowerCase());
    // Everything of `tf.layers` with a layer's name makes that layer.
    return kind === undefined || kind === 'Input' ? [] : [[kind, make as unknown as Factory]];
  }),
);

/** What goes around another layer is no layer by itself, and values at further ports would have to be made up. */
const comparable = [...stock.keys()].filter(
  (kind) => !layerByKind(kind)!.inputPorts && !['TimeDistributed', 'Bidirectional'].includes(kind),
);

interface Ran {
  readonly shape: readonly number[];
  readonly count: number;
  readonly values: ArrayLike<number>;
}

/** Larger than any window that is drawn. */
const SIZE_OF_FREE = 16;

/** Sizes for a run: a free one takes the size that another input of the same rank has there. */
function sizesOf(inputs: readonly Shape[]): number[][] {
  return inputs.map((shape) =>
    shape.map((size, axis) => {
      if (size !== null) return size;
      const others = inputs.filter((other) => other.length === shape.length);
      return Math.max(0, ...others.map((other) => other[axis] ?? 0)) || SIZE_OF_FREE;
    }),
  );
}

/** One tensor for each input, with a batch of two. */
function tensorsOf(layer: AnyLayer, inputs: readonly Shape[]): tf.Tensor[] {
  return sizesOf(inputs).map((shape, seed) => {
    const sizes = [2, ...shape];
    if (layer.takesTokens) return tf.zeros(sizes, 'int32');
    const count = sizes.reduce((product, n) => product * n, 1);
    const values = Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + seed));
    return tf.tensor(values, sizes);
  });
}

function callOf(kind: string, { inputs }: Drawn, rules: RuleResult): Call {
  const { config, weights } = rules;
  // Where our rule refuses, Reshape still needs the target that was asked for.
  const target = (config.targetShape as Shape | undefined) ?? [];
  return {
    id: 'node',
    kind,
    className: layerByKind(kind)!.className ?? kind,
    config,
    inputs: inputs.map((_, i) => `in${i}`),
    inputShapes: inputs,
    outputShape: rules.output ?? target,
    weights,
    macs: 0,
    frozen: false,
    origin: { network: 'main', node: 'node' },
  };
}

/** What TensorFlow.js makes of it, with given weights; `null` where it throws or gives a size below 1. */
function runStock(kind: string, one: Drawn, call: Call, weights: readonly tf.Tensor[]): Ran | null {
  let built: tf.layers.Layer | undefined;
  try {
    const layer = layerByKind(kind)!;
    const args: Record<string, Json> = { ...layerArguments(tfjsLayer(call)!.config) };
    delete args.name;
    built = stock.get(kind)!(args);
    const symbols = one.inputs.map((shape) => tf.input({ shape: [...shape] }));
    built.apply(symbols.length === 1 ? symbols[0]! : symbols);
    const inputs = tensorsOf(layer, one.inputs);
    if (weights.length === built.getWeights().length) built.setWeights([...weights]);
    const made = built.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.Tensor | tf.Tensor[];
    const y = [made].flat()[0]!;
    if (y.shape.some((size) => !(size >= 1))) return null;
    return { shape: y.shape, count: built.countParams(), values: y.dataSync() };
  } catch {
    return null;
  } finally {
    forget(built);
  }
}

/** A layer that was refused half built cannot be disposed of; its weights can. */
function forget(layer: tf.layers.Layer | undefined): void {
  for (const weight of layer?.weights ?? []) tf.dispose(weight.read());
}

/** What our own machine makes of what our rules accept. It never throws. */
function runOurs(kind: string, one: Drawn): { ran: Ran; weights: tf.Tensor[] } {
  const layer = layerByKind(kind)!;
  const program = lower(exampleDocument(kind, { ...one, output: [] }));
  const model = buildModel(program, { seed: 5 });
  const inputs = Object.fromEntries(
    tensorsOf(layer, one.inputs).map((tensor, i) => [`in${i}`, tensor]),
  );
  const y = model.forward(inputs, { training: false }).out!;
  const weights = program.calls
    .find(({ id }) => id === 'node')!
    .weights.slice()
    .sort((a, b) => Number(a.trainable === false) - Number(b.trainable === false))
    .map(({ name }) => model.variables.get(`node.${name}`)!.clone());
  const count = weights.reduce((sum, weight) => sum + weight.size, 0);
  const ran = { shape: y.shape, count, values: y.dataSync() };
  model.dispose();
  return { ran, weights };
}

/** A free size can turn out not to fit: then nobody can run it. */
function runFree(kind: string, one: Drawn): ReturnType<typeof runOurs> | null {
  const isFree = one.inputs.some((shape) => shape.includes(null));
  try {
    return runOurs(kind, one);
  } catch (error) {
    if (isFree) return null;
    throw error;
  }
}

function compare(kind: string, one: Drawn): Verdict {
  const rules = applyRules(layerByKind(kind)!, one.config, {}, { shapes: one.inputs });
  const call = callOf(kind, one, rules);
  if (!rules.output) return runStock(kind, one, call, []) ? 'theirs alone' : 'same';
  const ours = runFree(kind, one);
  if (!ours) return runStock(kind, one, call, []) ? 'theirs alone' : 'same';
  const { ran, weights } = ours;
  expectDeclared(rules, ran);
  const theirs = runStock(kind, one, call, weights);
  if (!theirs) return 'ours alone';
  if (theirs.shape.join() !== ran.shape.join()) return 'shape';
  if (theirs.count !== ran.count) return 'count';
  const isClose = Array.from(theirs.values).every((value, i) => {
    const own = ran.values[i]!;
    return Object.is(value, own) || Math.abs(value - own) <= 1e-4 * (1 + Math.abs(value));
  });
  return isClose ? 'same' : 'values';
}

/** What ran is what the rules had said. */
function expectDeclared({ output, weights }: RuleResult, ran: Ran): void {
  const shape = ran.shape.slice(1);
  expect(shape).toEqual(output?.map((size, i) => size ?? shape[i]));
  expect(ran.count).toBe(weights.reduce((sum, weight) => sum + countOf(weight.shape), 0));
}

const isKnown = (kind: string, one: Drawn, verdict: Verdict): boolean =>
  differences.some(
    (row) =>
      row.kinds.includes(kind) &&
      row.verdicts.includes(verdict) &&
      row.where(fullConfig(kind, one), one.inputs),
  );

const fullConfig = (kind: string, { config }: Drawn): Config =>
  applyRules(layerByKind(kind)!, config, {}, undefined).config;

describe('the rules agree with TensorFlow.js', () => {
  it.each(comparable)('about %s', (kind) => {
    fc.assert(
      fc.property(drawn(layerByKind(kind)!), (one) => {
        const verdict = tf.tidy(() => ({ is: compare(kind, one) })).is;
        if (verdict === 'same' || isKnown(kind, one, verdict)) return;
        expect.fail(`${verdict}: ${kind} ${JSON.stringify(one)}`);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(differences.map((row) => [row.kinds.join(', '), row.reason, row] as const))(
    'but on purpose not about %s: %s',
    (_, __, { kinds, example, verdicts, where }) => {
      const one: Drawn = example;
      expect(compare(kinds[0]!, one)).toBe(verdicts[0]);
      expect(where(fullConfig(kinds[0]!, one), one.inputs)).toBe(true);
    },
  );
});

describe('what the rules accept', () => {
  const alone = Object.keys(layers).filter((kind) => {
    const { className, inputs } = layerByKind(kind)!;
    return className !== null && inputs.max > 0 && !comparable.includes(kind);
  });
  it.each(alone)('runs, with the shape and count that they say: %s', (kind) => {
    fc.assert(
      fc.property(drawn(layerByKind(kind)!), (one) => {
        const layer = layerByKind(kind)!;
        const rules = applyRules(layer, one.config, {}, { shapes: one.inputs });
        if (!rules.output) return;
        tf.tidy(() => {
          const ours = runFree(kind, one);
          if (ours) expectDeclared(rules, ours.ran);
        });
      }),
      { numRuns: RUNS / 4 },
    );
  });

  const kinds = Object.keys(layers).filter((kind) => !['Input', 'Network'].includes(kind));
  it.each(kinds)('holds at most 2³¹ − 1 values in a tensor, and nothing throws: %s', (kind) => {
    const layer = layerByKind(kind)!;
    fc.assert(
      fc.property(drawn(layer), fc.constantFrom(1000, 1_000_000), (one, factor) => {
        const shapes = one.inputs.map((shape) => shape.map((size) => size && size * factor));
        const largest = Object.entries(layer.params).flatMap(([name, param]) =>
          param.type === 'int' ? [[name, param.max] as const] : [],
        );
        for (const config of [one.config, { ...one.config, ...Object.fromEntries(largest) }]) {
          const { output = [], weights, macs } = applyRules(layer, config, {}, { shapes });
          const counts = [output, ...weights.map(({ shape }) => shape)].map(countOf);
          expect(Math.max(...counts)).toBeLessThan(2 ** 31);
          expect(macs).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});
