/** What each kind does to one picture: to where its pixels are read, or to its values. */
import type { Config } from '../../graph/document';
import type { Random } from '../random';
import { identity, type Matrix, type Picture } from './warp';

/** Uniform in [-limit, limit]. */
const within = (random: Random, limit: number): number => (2 * random.next() - 1) * limit;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const amount = (config: Config, name: string): number => Number(config[name] ?? 0);

/** Matrices by kind; times one another they are one sampling. */
export const places: Readonly<
  Record<string, (config: Config, random: Random, picture: Picture) => Matrix>
> = {
  Rotate: (config, random) => {
    const angle = radians(within(random, amount(config, 'degrees')));
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [cos, sin, -sin, cos, 0, 0];
  },
  Shift: (config, random, { height, width }) => {
    const limit = amount(config, 'amount');
    return [1, 0, 0, 1, within(random, limit) * width, within(random, limit) * height];
  },
  Zoom: (config, random) => {
    const factor = 1 / (1 + within(random, Math.min(0.95, amount(config, 'amount'))));
    return [factor, 0, 0, factor, 0, 0];
  },
  Shear: (config, random) => [
    1,
    Math.tan(radians(within(random, amount(config, 'degrees')))),
    0,
    1,
    0,
    0,
  ],
  Flip: ({ horizontal, vertical }, random) => {
    const [x, y] = [horizontal && random.next() < 0.5, vertical && random.next() < 0.5];
    return x || y ? [x ? -1 : 1, 0, 0, y ? -1 : 1, 0, 0] : identity;
  },
  RandomCrop: (config, random, { height, width }) => {
    const smallest = amount(config, 'smallest');
    const side = smallest + random.next() * (1 - smallest);
    const free = (1 - side) / 2;
    return [side, 0, 0, side, within(random, free) * width, within(random, free) * height];
  },
};

export interface Values extends Picture {
  /** One picture; written in place. */
  readonly values: Float32Array;
  /** Smallest and largest value that a picture has. */
  readonly low: number;
  readonly high: number;
}

function clamp({ values, low, high }: Values): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    values[i] = value < low ? low : value > high ? high : value;
  }
}

/** Changes of values by kind. */
export const changes: Readonly<
  Record<string, (config: Config, random: Random, picture: Values) => void>
> = {
  Brightness: (config, random, picture) => {
    const { values, low, high } = picture;
    const shift = within(random, amount(config, 'amount')) * (high - low);
    for (let i = 0; i < values.length; i++) values[i]! += shift;
    clamp(picture);
  },
  Contrast: (config, random, picture) => {
    const { values } = picture;
    const factor = 1 + within(random, amount(config, 'amount'));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    for (let i = 0; i < values.length; i++) values[i] = mean + (values[i]! - mean) * factor;
    clamp(picture);
  },
  Colour: (config, random, picture) => {
    const { values, channels, low } = picture;
    const factors = Array.from(
      { length: channels },
      () => 1 + within(random, amount(config, 'amount')),
    );
    for (let i = 0; i < values.length; i++) {
      values[i] = low + (values[i]! - low) * factors[i % channels]!;
    }
    clamp(picture);
  },
  Noise: (config, random, picture) => {
    const { values, low, high } = picture;
    const sigma = amount(config, 'stddev') * (high - low);
    for (let i = 0; i < values.length; i++) values[i]! += sigma * random.normal();
    clamp(picture);
  },
  Cutout: (config, random, { values, height, width, channels, low, high }) => {
    const size = amount(config, 'size');
    const [rows, columns] = [Math.round(size * height), Math.round(size * width)];
    // The square lies about a random pixel and may hang over the border.
    const top = random.int(height) - (rows >> 1);
    const left = random.int(width) - (columns >> 1);
    const fill = (low + high) / 2;
    for (let y = Math.max(0, top); y < Math.min(height, top + rows); y++) {
      const from = (y * width + Math.max(0, left)) * channels;
      const to = (y * width + Math.min(width, left + columns)) * channels;
      if (to > from) values.fill(fill, from, to);
    }
  },
};

const word =
  (act: (values: Float32Array, i: number) => void) =>
  (config: Config, random: Random, { values }: Pick<Values, 'values'>): void => {
    const rate = amount(config, 'rate');
    for (let i = 0; i < values.length; i++) {
      // 0 is padding.
      if (values[i] !== 0 && random.next() < rate) act(values, i);
    }
  };

/** Changes of sequences and of rows of numbers by kind. */
export const sequences: Readonly<
  Record<string, (config: Config, random: Random, sample: Pick<Values, 'values'>) => void>
> = {
  WordDropout: word((values, i) => void (values[i] = 1)),
  WordSwap: word((values, i) => {
    const next = values[i + 1];
    if (!next) return;
    values[i + 1] = values[i]!;
    values[i] = next;
  }),
  Jitter: (config, random, { values }) => {
    const sigma = amount(config, 'stddev');
    for (let i = 0; i < values.length; i++) values[i]! += sigma * random.normal();
  },
  Scaling: (config, random, { values }) => {
    const factor = 1 + amount(config, 'stddev') * random.normal();
    for (let i = 0; i < values.length; i++) values[i]! *= factor;
  },
};
