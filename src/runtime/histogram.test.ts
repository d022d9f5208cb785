import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { BINS, histogramOf, histogramOnDevice } from './histogram';
import { createRandom } from './random';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const sum = (counts: Float32Array): number => counts.reduce((a, b) => a + b, 0);
const normal = (n: number): Float32Array => {
  const random = createRandom(3);
  return Float32Array.from({ length: n }, () => random.normal());
};

describe('histograms', () => {
  it('count every finite value once', () => {
    const values = normal(5000);
    const histogram = histogramOf(values);
    expect(histogram.counts).toHaveLength(BINS);
    expect(sum(histogram.counts)).toBe(5000);
    expect(histogram.mean).toBeCloseTo(0, 1);
    expect(histogram.sigma).toBeCloseTo(1, 1);
    expect(histogram.norm).toBeCloseTo(Math.hypot(...values), 3);
  });

  it('count zeros, NaN and infinities beside the bins', () => {
    const histogram = histogramOf([0, 0, 1, Number.NaN, Number.POSITIVE_INFINITY, -1]);
    expect(histogram).toMatchObject({ zeros: 2, nans: 1, infinities: 1, min: -1, max: 1 });
    expect(sum(histogram.counts)).toBe(4);
  });

  it('put one value, and a tensor of equal values, into one bin', () => {
    expect(sum(histogramOf([7, 7, 7]).counts)).toBe(3);
    expect(histogramOf([Number.NaN]).counts.every((count) => count === 0)).toBe(true);
  });

  it('reduced on the device are those of the host', async () => {
    const values = normal(3000);
    values[0] = Number.NaN;
    values[1] = Number.NEGATIVE_INFINITY;
    values[2] = 0;
    const tensor = tf.tensor(values, [30, 100]);
    const before = tf.memory().numTensors;
    const device = await histogramOnDevice(tensor);
    expect(tf.memory().numTensors).toBe(before);
    const host = histogramOf(values);
    expect(sum(device.counts)).toBe(2998);
    expect(device).toMatchObject({
      zeros: 1,
      nans: 1,
      infinities: 1,
      min: host.min,
      max: host.max,
    });
    // A value on a bin's edge may fall to either side of it.
    const moved = device.counts.reduce((all, n, i) => all + Math.abs(n - host.counts[i]!), 0);
    expect(moved).toBeLessThanOrEqual(4);
    expect(device.norm).toBeCloseTo(host.norm, 3);
  });
});
