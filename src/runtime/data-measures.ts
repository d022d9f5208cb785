/** How much one field tells of another, between 0 (nothing) and 1 (all), by what the two are. */
import type { Field } from './data-fields';

/**
 * `r`: Pearson's correlation of two numbers, with its sign. `eta`: the correlation ratio of a number and a category,
 * the root of the share of the variance that lies between the groups. `v`: Cramér's V of two categories.
 */
export type Measure = 'r' | 'eta' | 'v';

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Of values in their order. */
export function medianOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** `undefined` where one of the two never changes. Samples that miss either count for nothing. */
export function association(
  a: Field,
  b: Field,
): { readonly measure: Measure; readonly value: number } | undefined {
  const both = Int32Array.from(a.values.keys()).filter(
    (i) => !Number.isNaN(a.values[i]) && !Number.isNaN(b.values[i]),
  );
  const [x, y] = [a, b].map(({ values }) => Float64Array.from(both, (i) => values[i]!));
  const named = [a, b].map(({ type }) => type === 'category');
  const [measure, value] =
    named[0] && named[1]
      ? (['v', cramer(x!, y!)] as const)
      : named[0] || named[1]
        ? (['eta', named[0] ? ratio(x!, y!) : ratio(y!, x!)] as const)
        : (['r', pearson(x!, y!)] as const);
  return Number.isFinite(value) ? { measure, value } : undefined;
}

function pearson(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function ratio(groups: Float64Array, values: Float64Array): number {
  const mean = meanOf(values);
  const sums = new Map<number, { sum: number; count: number }>();
  let all = 0;
  for (let i = 0; i < values.length; i++) {
    const group = sums.get(groups[i]!) ?? { sum: 0, count: 0 };
    group.sum += values[i]!;
    group.count += 1;
    sums.set(groups[i]!, group);
    all += (values[i]! - mean) ** 2;
  }
  if (sums.size < 2) return Number.NaN;
  let between = 0;
  for (const { sum, count } of sums.values()) between += count * (sum / count - mean) ** 2;
  return Math.sqrt(between / all);
}

function counted<K>(keys: Iterable<K>): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** χ² ÷ n is Σ o²/(row · column) − 1, so that empty cells need no look. */
function cramer(x: Float64Array, y: Float64Array): number {
  const [rows, columns] = [counted(x), counted(y)];
  const cells = counted(Array.from(x, (value, i) => `${value} ${y[i]}`));
  let sum = 0;
  for (const [cell, observed] of cells) {
    const [row, column] = cell.split(' ').map(Number);
    sum += observed ** 2 / (rows.get(row!)! * columns.get(column!)!);
  }
  return Math.sqrt(Math.max(0, sum - 1) / (Math.min(rows.size, columns.size) - 1));
}
