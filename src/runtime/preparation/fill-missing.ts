import type { Column } from '../dataset';
import { defineStep, numbersOf, sizeOf } from './step';

interface Config {
  readonly strategy: 'median' | 'mean' | 'mostFrequent' | 'constant';
  readonly value: number;
}

/** The values that are there of one place of the rows, as the network would receive them. */
function known(column: Column, place: number, count: number): number[] {
  const size = sizeOf(column);
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    const value = column.values[i * size + place]!;
    if (!Number.isNaN(value)) found.push(value);
  }
  return found;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value / values.length, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The smallest of the most frequent values. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  return first![0];
}

const measures = { mean, median, mostFrequent };

/** Missing values are NaN. A place that has none at all is filled with 0. */
export const fillMissing = defineStep<Config>({
  kind: 'FillMissing',
  fit: ({ strategy, value }, column, { count, features }) => ({
    values: Array.from({ length: sizeOf(column) }, (_, place) => {
      if (strategy === 'constant') return value;
      const values = known(column, place, count);
      const isCategory = features?.[place]?.type === 'category';
      if (values.length === 0) return 0;
      return measures[isCategory ? 'mostFrequent' : strategy](values);
    }),
  }),
  run: (_config, { column, count, fitted }) => {
    // Whole numbers cannot be missing.
    if (!(column.values instanceof Float32Array)) return column;
    const size = sizeOf(column);
    const values = column.values.slice(0, count * size);
    const filling = numbersOf(fitted, 'values');
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i]!)) values[i] = filling[i % size]!;
    }
    return { ...column, values };
  },
});
