/**
 * First values of weights, drawn on the host from the project's own generator, so that a seed means the same
 * on every backend. Names and formulas are those of Keras 3; TensorFlow.js is never asked for a random number.
 */
import { paramOf, type WeightSpec } from '../compiler/layer';
import type { Config, Json } from '../graph/document';
import { createRandom, type Random } from './random';

type Fill = (shape: readonly number[], random: Random, config: Config) => Float32Array;

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const number = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const constant = (value: number, size: number): Float32Array => new Float32Array(size).fill(value);

function draw(size: number, next: () => number): Float32Array {
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = next();
  return values;
}

/** Normal without the tails beyond two sigma, by drawing again. */
function truncated(random: Random): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/** Inputs and outputs of one unit, as `keras.initializers.compute_fans`. */
export function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0]!, fanOut: shape[0]! };
  const receptive = sizeOf(shape.slice(0, -2));
  return { fanIn: shape.at(-2)! * receptive, fanOut: shape.at(-1)! * receptive };
}

/** Sigma of a standard normal that was cut at two sigma; dividing by it gives back the variance. */
const TRUNCATED_SIGMA = 0.87962566103423978;

type Mode = 'fanIn' | 'fanOut' | 'fanAvg';
type Distribution = 'uniform' | 'normal' | 'truncatedNormal';

function scaled(scale: number, mode: Mode, distribution: Distribution): Fill {
  return (shape, random) => {
    const { fanIn, fanOut } = fans(shape);
    const fan = mode === 'fanIn' ? fanIn : mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
    const variance = scale / Math.max(1, fan);
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return draw(sizeOf(shape), () => (random.next() * 2 - 1) * limit);
    }
    if (distribution === 'normal') {
      return draw(sizeOf(shape), () => random.normal() * Math.sqrt(variance));
    }
    const sigma = Math.sqrt(variance) / TRUNCATED_SIGMA;
    return draw(sizeOf(shape), () => truncated(random) * sigma);
  };
}

/** Rows (or columns, whichever are fewer) of unit length at right angles, by Gram–Schmidt in float64. */
function orthogonal(shape: readonly number[], random: Random, config: Config): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / columns;
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const v = Float64Array.from({ length }, () => random.normal());
    // Twice is enough (Giraud, Langou & Rozložník, 2005).
    for (let pass = 0; pass < 2; pass++) {
      for (const u of vectors) {
        let dot = 0;
        for (let i = 0; i < length; i++) dot += u[i]! * v[i]!;
        for (let i = 0; i < length; i++) v[i] = v[i]! - dot * u[i]!;
      }
    }
    const norm = Math.hypot(...v);
    if (norm > 1e-9) vectors.push(v.map((x) => x / norm));
  }
  const gain = number(config.gain, 1);
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      values[r * columns + c] = gain * (rows < columns ? vectors[r]![c]! : vectors[c]![r]!);
    }
  }
  return values;
}

function identity(shape: readonly number[], _random: Random, config: Config): Float32Array {
  const [rows, columns] = [shape[0] ?? 1, shape[1] ?? 1];
  const values = new Float32Array(sizeOf(shape));
  for (let i = 0; i < Math.min(rows, columns); i++)
    values[i * columns + i] = number(config.gain, 1);
  return values;
}

const modes: Readonly<Record<string, Mode>> = {
  fanIn: 'fanIn',
  fanOut: 'fanOut',
  fanAvg: 'fanAvg',
};
const distributions: Readonly<Record<string, Distribution>> = {
  uniform: 'uniform',
  normal: 'normal',
  truncatedNormal: 'truncatedNormal',
};

const initializers: Readonly<Record<string, Fill>> = {
  zeros: (shape) => constant(0, sizeOf(shape)),
  ones: (shape) => constant(1, sizeOf(shape)),
  constant: (shape, _random, config) => constant(number(config.value, 0), sizeOf(shape)),
  randomUniform: (shape, random, config) => {
    const [low, high] = [number(config.minval, -0.05), number(config.maxval, 0.05)];
    return draw(sizeOf(shape), () => low + random.next() * (high - low));
  },
  randomNormal: (shape, random, config) =>
    draw(
      sizeOf(shape),
      () => number(config.mean, 0) + random.normal() * number(config.stddev, 0.05),
    ),
  truncatedNormal: (shape, random, config) =>
    draw(
      sizeOf(shape),
      () => number(config.mean, 0) + truncated(random) * number(config.stddev, 0.05),
    ),
  varianceScaling: (shape, random, config) =>
    scaled(
      number(config.scale, 1),
      modes[String(config.mode)] ?? 'fanIn',
      distributions[String(config.distribution)] ?? 'truncatedNormal',
    )(shape, random, config),
  glorotUniform: scaled(1, 'fanAvg', 'uniform'),
  glorotNormal: scaled(1, 'fanAvg', 'truncatedNormal'),
  heUniform: scaled(2, 'fanIn', 'uniform'),
  heNormal: scaled(2, 'fanIn', 'truncatedNormal'),
  leCunUniform: scaled(1, 'fanIn', 'uniform'),
  leCunNormal: scaled(1, 'fanIn', 'truncatedNormal'),
  lecunUniform: scaled(1, 'fanIn', 'uniform'),
  lecunNormal: scaled(1, 'fanIn', 'truncatedNormal'),
  orthogonal,
  identity,
};

/** What a weight starts from where its layer has no initializer parameter for it. */
const defaults: Readonly<Record<string, string>> = {
  bias: 'zeros',
  beta: 'zeros',
  movingMean: 'zeros',
  alpha: 'zeros',
  gamma: 'ones',
  movingVariance: 'ones',
};

/**
 * First values of a weight of a layer with this config. The parameter is `<param>Initializer`: a name, or
 * `{ id, … }` with the initializer's own parameters.
 */
export function initialValues(weight: WeightSpec, config: Config, random: Random): Float32Array {
  const { name, shape, initial, ones, of = config } = weight;
  const param = paramOf(weight, 'Initializer');
  const start = initial === undefined ? undefined : { id: 'constant', value: initial };
  const given = of[param] ?? start ?? defaults[name] ?? 'glorotUniform';
  // A choice is an object by its schema; a plain name is accepted as well.
  const choice = (typeof given === 'string' ? { id: given } : given) as Config;
  const fill = initializers[String(choice.id)];
  if (!fill) {
    throw new Error(
      `${param} is ${String(choice.id)}; expected one of ${Object.keys(initializers).join(', ')}.`,
    );
  }
  const own = typeof choice.seed === 'number' ? createRandom(choice.seed) : random;
  const values = fill(shape, own, choice);
  if (!ones) return values;
  const [from, to] = ones;
  const width = shape.at(-1) ?? 1;
  return values.map((value, i) => (i % width >= from && i % width < to ? 1 : value));
}
