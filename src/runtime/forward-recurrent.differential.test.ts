/**
 * Recurrent kinds and wrappers against TensorFlow.js over drawn configurations and shapes: what it builds and runs we
 * accept, with its shapes and values; what it refuses, or gives a size below 1 for, we refuse.
 */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Shape } from '../compiler/layer';
import { layerByKind } from '../compiler/layers/all';
import type { Call, Program } from '../compiler/program';
import { applyRules } from '../compiler/rules';
import type { Config, Json } from '../graph/document';
import { buildLayers } from './build-layers';
import { modelOf } from './testing/layer-model';

// What is refused is tried out as well, which would break the heap of wasm.
beforeAll(() => tf.setBackend('cpu'));

const RUNS = process.env.NETLOOM_LONG ? 1000 : 40;

const names = ['tanh', 'relu', 'sigmoid', 'hardSigmoid', 'linear', 'softsign', 'elu', 'swish'];
const cell = {
  units: fc.integer({ min: 1, max: 3 }),
  activation: fc.constantFrom(...names),
  useBias: fc.boolean(),
};
const gated = { ...cell, recurrentActivation: fc.constantFrom(...names) };
const walked = {
  returnSequences: fc.boolean(),
  returnState: fc.boolean(),
  goBackwards: fc.boolean(),
  initialState: fc.boolean(),
};
const cells = {
  SimpleRNN: fc.record(cell),
  LSTM: fc.record({ ...gated, unitForgetBias: fc.boolean() }),
  // The one that TensorFlow.js has; the other is held to Keras.
  GRU: fc.record({ ...gated, resetAfter: fc.constant(false) }),
};

type Kind = keyof typeof cells;
const layerOf = (kind: Kind): fc.Arbitrary<Config> =>
  fc.tuple(cells[kind], fc.record(walked)).map(([own, walk]) => ({ ...own, ...walk }));
const named = (id: string, config: fc.Arbitrary<Config>): fc.Arbitrary<Config> =>
  config.map((values) => ({ id, ...values }));
const anyLayer = fc.oneof(...(Object.keys(cells) as Kind[]).map((id) => named(id, layerOf(id))));
const anyCell = fc.oneof(
  ...(Object.keys(cells) as Kind[]).map((id) => named(`${id}Cell`, cells[id])),
);

const pair = (least: number, most: number) =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }));
const window = {
  kernelSize: pair(1, 3),
  strides: pair(1, 2),
  padding: fc.constantFrom('valid', 'same'),
};
const pictures = fc
  .tuple(
    fc.record({ filters: fc.integer({ min: 1, max: 2 }), ...window }),
    fc.record({ ...walked, useBias: fc.boolean() }),
  )
  .map(([own, walk]) => ({ ...own, ...walk }));

const inner = fc.oneof(
  named('Dense', fc.record({ units: cell.units, activation: cell.activation })),
  named('Conv2D', fc.record({ filters: cell.units, ...window })),
  named('MaxPooling2D', fc.record({ poolSize: pair(1, 3), padding: window.padding })),
  named('Flatten', fc.constant({})),
  named('Activation', fc.record({ activation: cell.activation })),
  named('LSTM', cells.LSTM),
);

const configs: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  SimpleRNN: layerOf('SimpleRNN'),
  LSTM: layerOf('LSTM'),
  GRU: layerOf('GRU'),
  RNN: fc
    .tuple(fc.array(anyCell, { minLength: 1, maxLength: 3 }), fc.record(walked))
    .map(([list, walk]) => ({ cells: list, ...walk })),
  ConvLSTM2D: pictures,
  Bidirectional: fc.record({
    layer: anyLayer,
    mergeMode: fc.constantFrom('concat', 'sum', 'mul', 'ave', null),
  }),
  TimeDistributed: fc.record({ layer: inner }),
};

const size = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const shapes = (rank: fc.Arbitrary<number>): fc.Arbitrary<Shape> =>
  rank.chain((length) => fc.array(size, { minLength: length, maxLength: length }));

/** Mostly of the rank that fits. */
const shapeFor = (kind: string): fc.Arbitrary<Shape> => {
  if (kind === 'TimeDistributed') return shapes(fc.constantFrom(1, 2, 3, 4, 4));
  const fitting = kind === 'ConvLSTM2D' ? 4 : 2;
  return shapes(fc.constantFrom(fitting, fitting, fitting, fitting, 1, 3));
};

/** The node alone, for TensorFlow.js: with the states that the kind says it wants. */
function programOf(kind: string, config: Config, inputs: readonly Shape[], output: Shape): Program {
  const call = (id: string, of: string, more: Partial<Call>): Call => ({
    id,
    kind: of,
    className: of,
    config: {},
    inputs: [],
    inputShapes: [],
    outputShape: [],
    weights: [],
    macs: 0,
    frozen: false,
    origin: { network: 'main', node: id },
    ...more,
  });
  const ids = inputs.map((_, i) => `in${i}`);
  const sources = ids.map((id, i) => call(id, 'Input', { outputShape: inputs[i]! }));
  const node = call('node', kind, {
    config,
    inputs: ids,
    inputShapes: inputs,
    outputShape: output,
  });
  return { network: 'main', calls: [...sources, node], inputs: ids, outputs: ['node'] };
}

const tensorsOf = (inputs: readonly Shape[]): tf.Tensor[] =>
  inputs.map((shape, i) =>
    tf.randomNormal([2, ...shape.map((n) => n ?? 4)], 0, 1, 'float32', 3 + i),
  );

/** Whether TensorFlow.js builds and runs it with every size 1 or more. */
function runsThere(kind: string, config: Config, inputs: readonly Shape[]): boolean {
  try {
    const { layers, model } = buildLayers(programOf(kind, config, inputs, []));
    const isEmpty = model.outputs.some(({ shape }) => shape.some((n) => n !== null && n < 1));
    if (isEmpty) return false;
    const xs = tensorsOf(inputs);
    const made = layers.get('node')!.apply(xs.length === 1 ? xs[0]! : xs, {}) as tf.Tensor;
    return [made].flat().every(({ shape }) => shape.every((n) => n >= 1));
  } catch {
    return false;
  }
}

function check(kind: string, given: Config, x: Shape): void {
  const layer = layerByKind(kind)!;
  const open = { ...given, initialState: false };
  const choice = given.layer as Config | undefined;
  const asked = choice ? { ...open, layer: { ...choice, initialState: false } } : open;
  const { output, config, refusal } = applyRules(layer, asked, {}, { shapes: [x] });
  if (!output) {
    // TensorFlow.js' TimeDistributed never looks at the axes: it takes the batch for an axis of a picture.
    if (kind === 'TimeDistributed' && refusal?.code === 'rank') return;
    expect(runsThere(kind, config, [x]), 'refused here, runs there').toBe(false);
    return;
  }
  const full = applyRules(layer, given, {}, undefined).config as Parameters<typeof layer.output>[0];
  const ports = (layer.inputPorts?.(full) ?? []).map(({ port }) => port);
  // States are as large as those that it would give.
  const states = statesOf(kind, given, x).slice(0, ports.length);
  const shapesIn = Object.fromEntries(ports.map((port, i) => [port, states[i]!]));
  const model = modelOf(kind, x, given, {
    inputs: shapesIn,
    outputs: layer.outputPorts?.(full) ?? [],
  });
  const xs = tensorsOf([x, ...states]);
  const feed = Object.fromEntries(model.program.inputs.map((id, i) => [id, xs[i]!]));
  const ours = Object.values(model.forward(feed, { training: false }));
  const theirs = [
    model.layers.getLayer('node').apply(xs.length === 1 ? xs[0]! : xs, {}) as tf.Tensor,
  ].flat();
  expect(ours.map(({ shape }) => shape)).toEqual(theirs.map(({ shape }) => shape));
  ours.forEach((value, i) => {
    const most = tf.max(tf.abs(tf.sub(value, theirs[i]!))).dataSync()[0]!;
    const scale = tf.max(tf.abs(theirs[i]!)).dataSync()[0]!;
    expect(most).toBeLessThanOrEqual(1e-5 * (1 + scale));
  });
  model.dispose();
}

/** Shapes of all states, from the kind with its states shown. */
function statesOf(kind: string, given: Config, x: Shape): number[][] {
  const layer = layerByKind(kind)!;
  const shown: Record<string, Json> = { returnState: true, initialState: false };
  const choice = given.layer as Config | undefined;
  const asked = choice
    ? { mergeMode: 'sum', layer: { ...choice, ...shown } }
    : { ...given, ...shown };
  const { moreOutputs = {} } = applyRules(layer, asked, {}, { shapes: [x] });
  // A free size of a picture is run with 4.
  return Object.values(moreOutputs).map((shape) => shape.map((n) => n ?? 4));
}

describe('drawn configurations agree with TensorFlow.js', () => {
  it.each(Object.keys(configs))('about %s', (kind) => {
    fc.assert(
      fc.property(configs[kind]!, shapeFor(kind), (config, x) => {
        // Free pictures change their size on the way, so that their states cannot be named beforehand.
        const isFreePicture = kind === 'ConvLSTM2D' && x.slice(1).includes(null);
        const drawn = config as Config; // plain values by construction
        const own = isFreePicture ? { ...drawn, initialState: false } : drawn;
        tf.tidy(() => check(kind, own, x));
      }),
      { numRuns: RUNS, seed: 11 },
    );
  });
});
