import { describe, expect, it } from 'vitest';
import { textsOf } from '../text-column';
import { datasets } from './all';
import { countClasses, load, sumOf } from './testing/load';

describe('data that is generated', () => {
  it('puts the rings at their radii', async () => {
    const { train } = await load('rings', { noise: 0, innerRadius: 0.3 });
    const { values } = train.columns.sample!;
    train.columns.target!.values.forEach((label, i) => {
      expect(Math.hypot(values[2 * i]!, values[2 * i + 1]!)).toBeCloseTo(label === 1 ? 0.3 : 1, 5);
    });
  });

  it('has as many clouds as asked', async () => {
    expect(countClasses((await load('blobs', { clouds: 5, points: 50 })).train)).toEqual([
      10, 10, 10, 10, 10,
    ]);
  });

  it('lays curves without noise on themselves', async () => {
    const { train } = await load('noisy-curve', { noise: 0, curve: 'parabola' });
    train.columns.sample!.values.forEach((x, i) => {
      expect(train.columns.target!.values[i]).toBeCloseTo(2 * x * x - 1, 5);
    });
  });

  it('sets whole columns in bars and whole rows in stripes', async () => {
    const { train } = await load('bars-and-stripes', { size: 3, pictures: 400 });
    const seen = new Set<string>();
    for (let n = 0; n < 400; n++) {
      const picture = train.columns.sample!.values.subarray(9 * n, 9 * n + 9);
      const isStripes = train.columns.target!.values[n] === 1;
      for (let y = 0; y < 3; y++) {
        for (let x = 0; x < 3; x++) {
          expect(picture[3 * y + x]).toBe(isStripes ? picture[3 * y] : picture[x]);
        }
      }
      seen.add(picture.join(''));
    }
    // 2³ − 2 columns and as many rows.
    expect(seen.size).toBe(12);
  });

  it('follows the Mackey–Glass equation within its known range', async () => {
    const { train } = await load('mackey-glass', { window: 1, horizon: 1, points: 3000 });
    const { values } = train.columns.sample!;
    const [least, most] = [Math.min(...values), Math.max(...values)];
    // At a delay of 17 the attractor lies between about 0.2 and 1.4 (Farmer, 1982).
    expect(least).toBeGreaterThan(0.15);
    expect(least).toBeLessThan(0.5);
    expect(most).toBeGreaterThan(1.2);
    expect(most).toBeLessThan(1.45);
    // One time step of the equation itself, in finer steps, from the delayed values.
    let error = 0;
    for (let i = 100; i < 200; i++) {
      const slope = (t: number) => {
        const delayed = values[t - 17]!;
        return (0.2 * delayed) / (1 + delayed ** 10) - 0.1 * values[t]!;
      };
      error = Math.max(
        error,
        Math.abs(values[i + 1]! - values[i]! - (slope(i) + slope(i + 1)) / 2),
      );
    }
    expect(error).toBeLessThan(0.01);
  });

  it('asks for the bits again after the sign', async () => {
    const { train } = await load('copy-task', { length: 3, bits: 2, sequences: 20 });
    const { sample, target } = train.columns;
    for (let n = 0; n < 20; n++) {
      const heard = sample!.values.subarray(n * 21, n * 21 + 21);
      const told = target!.values.subarray(n * 14, n * 14 + 14);
      expect([...told.subarray(8)]).toEqual([0, 3, 6].flatMap((t) => [heard[t], heard[t + 1]]));
      expect([heard[11], sumOf(heard)]).toEqual([1, 1 + sumOf(told)]);
    }
  });

  it('makes ratings that biases explain in part and tastes in more', async () => {
    const { train } = await load('ratings', { noise: 0, factors: 1 });
    const { user, target } = train.columns;
    const sums = new Map<number, { sum: number; count: number }>();
    user!.values.forEach((u, n) => {
      const { sum, count } = sums.get(u) ?? { sum: 0, count: 0 };
      sums.set(u, { sum: sum + target!.values[n]!, count: count + 1 });
    });
    const mean = sumOf(target!.values) / train.count;
    let [whole, rest] = [0, 0];
    user!.values.forEach((u, n) => {
      const { sum, count } = sums.get(u)!;
      whole += (target!.values[n]! - mean) ** 2;
      rest += (target!.values[n]! - sum / count) ** 2;
    });
    expect(rest / whole).toBeLessThan(0.95);
    expect(rest / whole).toBeGreaterThan(0.3);
  });
});

describe('texts to go on writing', () => {
  it('gives characters, the next one, and the same passage as text', async () => {
    const { train } = await load('moby-dick', { length: 12, step: 1000 });
    const { sample, target, shifted, passage } = train.columns;
    const { classes } = datasets.get('moby-dick')!.spec.columns.sample!;
    const text = (values: ArrayLike<number>) => Array.from(values, (k) => classes![k]).join('');
    expect(text(sample!.values.subarray(0, 12))).toBe('CHAPTER 1. L');
    expect(textsOf(passage!)[0]).toBe('CHAPTER 1. L');
    expect(text(shifted!.values.subarray(0, 12))).toBe('HAPTER 1. Lo');
    expect(classes![target!.values[0]!]).toBe('o');
  });
});

describe('sensors', () => {
  it('has the labelled events of the experiment, and no window across two motes', async () => {
    const { train } = await load('sensors', { window: 1 });
    // Suthaharan and others (2010): 117 events beside one mote, 32 beside another.
    expect(countClasses(train)).toEqual([18_914 - 149, 149]);
    expect((await load('sensors', { window: 10 })).train.count).toBe(18_914 - 4 * 9);
  });
});
