import { describe, expect, it } from 'vitest';
import { augmentations } from '../../compiler/preparation/augmentations';
import type { Column, HostBatch } from '../dataset';
import { createRandom } from '../random';
import { type AugmentStep, createAugment } from './augment';
import { identity, times, warp } from './warp';

const [HEIGHT, WIDTH, CHANNELS] = [6, 5, 2];
const SIZE = HEIGHT * WIDTH * CHANNELS;
const bytes: Column = {
  shape: [HEIGHT, WIDTH, CHANNELS],
  values: new Uint8Array(0),
  scale: 2 / 255,
  offset: -1,
};

function batchOf(size: number): HostBatch {
  const random = createRandom(5);
  const values = Float32Array.from({ length: size * SIZE }, () => 2 * random.next() - 1);
  const hot = new Float32Array(size * 3);
  for (let n = 0; n < size; n++) hot[n * 3 + (n % 3)] = 1;
  return {
    size,
    inputs: { picture: { shape: bytes.shape, values } },
    targets: { kind: { shape: [3], values: hot } },
  };
}

function vary(steps: readonly AugmentStep[], seed: number, size = 8): HostBatch {
  const batch = batchOf(size);
  createAugment({ picture: { steps, column: bytes } })!(batch, createRandom(seed));
  return batch;
}

const valuesOf = (batch: HostBatch) => [...batch.inputs.picture!.values];
const defaults = (params: object) =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));

describe('sampling a picture at other places', () => {
  // 0 1 2 / 3 4 5 / 6 7 8
  const square = Float32Array.from({ length: 9 }, (_, i) => i);
  const shape = { height: 3, width: 3, channels: 1 };
  const read = (...matrix: Parameters<typeof warp>[2]) => {
    const into = new Float32Array(9);
    warp(square, into, matrix, shape);
    return [...into].map((value) => Math.round(value * 1e4) / 1e4);
  };

  it('turns by a right angle, mirrors, moves and enlarges about the middle', () => {
    expect(read(0, -1, 1, 0, 0, 0)).toEqual([2, 5, 8, 1, 4, 7, 0, 3, 6]);
    expect(read(-1, 0, 0, 1, 0, 0)).toEqual([2, 1, 0, 5, 4, 3, 8, 7, 6]);
    expect(read(1, 0, 0, 1, 1, 0)).toEqual([1, 2, 2, 4, 5, 5, 7, 8, 8]);
    expect(read(0.5, 0, 0, 0.5, 0, 0)).toEqual([2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6]);
  });

  it('composes as one sampling after the other', () => {
    const [turn, shift] = [[0, -1, 1, 0, 0, 0] as const, [1, 0, 0, 1, 1, 0] as const];
    const middle = new Float32Array(9);
    warp(square, middle, turn, shape);
    const after = new Float32Array(9);
    warp(middle, after, shift, shape);
    expect(read(...times(turn, shift))).toEqual([...after]);
    expect(times(identity, shift)).toEqual(shift);
  });
});

describe('every variation', () => {
  const ofPictures = augmentations.filter(({ examples }) => examples[0]!.input!.shape.length === 3);

  it.each(ofPictures.map(({ kind, params }) => [kind, params] as const))(
    '%s varies pictures within their range, the same for a seed and otherwise for another',
    (kind, params) => {
      const steps = [{ kind, config: defaults(params) }];
      const before = valuesOf(batchOf(8));
      const after = valuesOf(vary(steps, 1));
      expect(after).not.toEqual(before);
      expect(after).toEqual(valuesOf(vary(steps, 1)));
      expect(after).not.toEqual(valuesOf(vary(steps, 2)));
      for (const value of after) expect(Math.abs(value)).toBeLessThanOrEqual(1.0001);
    },
  );

  it.each([
    ['Rotate', { degrees: 0 }],
    ['Shift', { amount: 0 }],
    ['Zoom', { amount: 0 }],
    ['Shear', { degrees: 0 }],
    ['Flip', { horizontal: false, vertical: false }],
    ['RandomCrop', { smallest: 1 }],
    ['Brightness', { amount: 0 }],
    ['Contrast', { amount: 0 }],
    ['Colour', { amount: 0 }],
    ['Noise', { stddev: 0 }],
    ['Cutout', { size: 0 }],
    ['MixUp', { alpha: 0 }],
    ['CutMix', { alpha: 0 }],
  ])('%s of nothing leaves pictures as they are', (kind, config) => {
    const after = valuesOf(vary([{ kind, config }], 3));
    valuesOf(batchOf(8)).forEach((value, i) => void expect(after[i]).toBeCloseTo(value, 5));
  });
});

it('keeps the range of pictures that were standardised', () => {
  const values = Float32Array.from([-2, 0, 3, 1]);
  const picture = { shape: [2, 2, 1], values };
  const vary = (kind: string, config: object) => {
    const host = { shape: picture.shape, values: values.slice() };
    const augment = createAugment({
      picture: { steps: [{ kind, config: { ...config } }], column: picture },
    });
    augment!({ size: 1, inputs: { picture: host }, targets: {} }, createRandom(2));
    return [...host.values];
  };
  expect(vary('Contrast', { amount: 0 })).toEqual([-2, 0, 3, 1]);
  const brighter = vary('Brightness', { amount: 1 });
  expect([Math.min(...brighter) >= -2, Math.max(...brighter) <= 3]).toEqual([true, true]);
  expect(brighter.some((value) => Math.abs(value) > 1)).toBe(true);
});

describe('blends', () => {
  it.each(['MixUp', 'CutMix'])('%s keeps targets that sum to one', (kind) => {
    const { targets } = vary([{ kind, config: { alpha: 1 } }], 4);
    const { values } = targets.kind!;
    for (let n = 0; n < 8; n++) {
      const [a, b, c] = values.subarray(n * 3);
      expect(a! + b! + c!).toBeCloseTo(1, 5);
    }
    expect([...values].some((value) => value > 0.01 && value < 0.99)).toBe(true);
  });

  it('CutMix changes as large a share of the pixels as the targets say', () => {
    const before = valuesOf(batchOf(8));
    const batch = vary([{ kind: 'CutMix', config: { alpha: 1 } }], 6);
    const after = valuesOf(batch);
    for (let n = 0; n < 8; n++) {
      const at = n * SIZE;
      const same = after.slice(at, at + SIZE).filter((value, i) => value === before[at + i]).length;
      const own = batch.targets.kind!.values[n * 3 + (n % 3)]!;
      expect(same / SIZE).toBeLessThanOrEqual(own + 1e-5);
    }
  });
});

describe('sequences', () => {
  const run = (kind: string, rate: number, values: number[]) => {
    const host = { shape: [values.length], values: Float32Array.from(values) };
    const column: Column = { shape: [values.length], values: new Int32Array(0), dtype: 'int32' };
    const augment = createAugment({ words: { steps: [{ kind, config: { rate } }], column } });
    augment!({ size: 1, inputs: { words: host }, targets: {} }, createRandom(1));
    return [...host.values];
  };

  it('lose words, but no padding', () => {
    expect(run('WordDropout', 1, [5, 6, 7, 0, 0])).toEqual([1, 1, 1, 0, 0]);
  });

  it('keep their words where words change places', () => {
    const swapped = run('WordSwap', 0.5, [2, 3, 4, 5, 6, 7, 0]);
    expect(swapped.at(-1)).toBe(0);
    expect([...swapped].sort()).toEqual([0, 2, 3, 4, 5, 6, 7]);
    expect(swapped).not.toEqual([2, 3, 4, 5, 6, 7, 0]);
  });
});
