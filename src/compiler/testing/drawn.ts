/** Configurations and input shapes of a layer kind, drawn so that most of them nearly fit. */
import fc from 'fast-check';
import type { Config, Json } from '../../graph/document';
import { activations } from '../fields';
import type { AnyLayer, Shape } from '../layer';
import type { ChoiceParam, Param, Params } from '../params';

export interface Drawn {
  readonly config: Config;
  readonly inputs: readonly Shape[];
}

/** The last that TensorFlow.js knows; those behind it are compared with Keras instead. */
const known = activations.slice(0, activations.indexOf('logSoftmax') + 1);

const between = (least: number, most: number, { min, max }: { min: number; max: number }) =>
  fc.integer({ min: Math.max(least, min), max: Math.min(Math.max(most, min), max) });

function list(param: Extract<Param, { type: 'ints' }> & { readonly length?: number }) {
  const { length, default: value } = param;
  const entry = between(param.min < 0 ? -4 : 0, 4, param);
  const isFree = 'free' in param && param.free === true;
  const entries = isFree ? fc.option(entry, { freq: 4 }) : entry;
  if (length !== undefined) return fc.array(entries, { minLength: length, maxLength: length });
  return fc.oneof(fc.constant(value as Json), fc.array(entries, { minLength: 1, maxLength: 3 }));
}

function anyOf(param: Param): fc.Arbitrary<Json> {
  switch (param.type) {
    case 'int':
      return between(param.min < 0 ? -4 : 1, 4, param);
    case 'float':
      return fc.constantFrom(
        ...[param.default, 0, 0.25, 1].filter(
          (n) => n !== null && n >= param.min && n <= param.max,
        ),
      );
    case 'bool':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...(param.curve ? known : param.values));
    case 'pair':
      return fc.tuple(between(-3, 3, param), between(-3, 3, param)) as fc.Arbitrary<Json>;
    case 'ints':
      return list(param) as fc.Arbitrary<Json>;
    // A layer inside, or the cells of one.
    case 'choices':
      return fc.array(chosen(param.choices), { minLength: param.min, maxLength: 2 });
    case 'choice':
      if (param.structural) return chosen(param.choices);
      return fc.constant(param.default);
    default:
      // Initializers, penalties and limits change neither shapes nor whether something builds.
      return fc.constant(param.default as Json);
  }
}

/** Each parameter drawn by itself. */
function valuesOf(params: Params): Record<string, fc.Arbitrary<Json>> {
  const entries = Object.entries(params).map(([name, param]) => {
    const value = anyOf(param);
    const fitting = param.nullable ? fc.option(value) : value;
    // Convolutions of stride 1 or without gaps are the ones that fit; most are.
    const isStep = name === 'strides' || name === 'dilationRate';
    return [
      name,
      isStep ? fc.oneof(fc.constant(param.default as Json), fitting) : fitting,
    ] as const;
  });
  return Object.fromEntries(entries);
}

const chosen = (choices: ChoiceParam['choices']): fc.Arbitrary<Config> =>
  fc.oneof(
    ...Object.entries(choices).map(([id, { params }]) =>
      fc.record({ id: fc.constant(id), ...valuesOf(params) }),
    ),
  );

function configOf(layer: AnyLayer): fc.Arbitrary<Config> {
  const examples = layer.examples.map(({ config }) => fc.constant(config));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(valuesOf(layer.params)) },
    { weight: 1, arbitrary: fc.oneof(...examples) },
  );
}

const size = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 7 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** A shape of mostly the rank that the examples have. */
function shapeOf(layer: AnyLayer): fc.Arbitrary<Shape> {
  const ranks = layer.examples.flatMap(({ inputs }) => inputs.map((shape) => shape.length));
  const rank = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...ranks) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
  );
  return rank.chain((length) => fc.array(size, { minLength: length, maxLength: length }));
}

/** What a further input of a merge is like beside the first. */
const beside = (shape: Shape): fc.Arbitrary<Shape> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(shape) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat(Math.max(0, shape.length - 1)), fc.constantFrom(1, 2, 3))
        .map(([axis, n]) => shape.map((known, i) => (i === axis ? n : known))),
    },
    { weight: 1, arbitrary: fc.array(size, { minLength: 1, maxLength: 3 }) },
  );

export function drawn(layer: AnyLayer): fc.Arbitrary<Drawn> {
  const most = Math.min(layer.inputs.max, 3);
  const inputs = shapeOf(layer).chain((first) =>
    fc
      .array(beside(first), { minLength: Math.max(0, layer.inputs.min - 1), maxLength: most - 1 })
      .map((others) => [first, ...others]),
  );
  return fc.record({ config: configOf(layer), inputs });
}
