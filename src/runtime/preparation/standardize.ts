import { defineStep, numbersOf, sizeOf } from './step';

/** Means and deviations in float64, in two passes: one pass loses digits where the mean is large. */
export const standardize = defineStep<{ epsilon: number }>({
  kind: 'Standardize',
  fit: (_config, column, { count }) => {
    const size = sizeOf(column);
    const factor = column.scale ?? 1;
    const offset = column.offset ?? 0;
    const mean = new Array<number>(size).fill(0);
    const deviation = new Array<number>(size).fill(0);
    const end = count * size;
    for (let i = 0; i < end; i++) mean[i % size]! += column.values[i]! / count;
    for (let i = 0; i < end; i++)
      deviation[i % size]! += (column.values[i]! - mean[i % size]!) ** 2;
    return {
      mean: mean.map((value) => value * factor + offset),
      deviation: deviation.map((sum) => Math.sqrt(sum / count) * Math.abs(factor)),
    };
  },
  run: ({ epsilon }, { column, count, fitted }) => {
    const size = sizeOf(column);
    const factor = column.scale ?? 1;
    const offset = column.offset ?? 0;
    const mean = numbersOf(fitted, 'mean');
    const divisor = numbersOf(fitted, 'deviation').map((value) => Math.max(value, epsilon));
    const values = new Float32Array(count * size);
    for (let i = 0; i < values.length; i++) {
      const k = i % size;
      values[i] = (column.values[i]! * factor + offset - mean[k]!) / divisor[k]!;
    }
    return { shape: column.shape, values, dtype: 'float32' };
  },
});
