/** Two sets of numbers that should be one: differences, agreement of the top class, accuracy. */
import type { PassportSamples } from './passport';

/** Flat over samples, by id. */
export type Values = Readonly<Record<string, Float32Array>>;

export interface Difference {
  readonly maxDifference: number;
  readonly meanDifference: number;
  /** 10⁻⁴ · max(1, max |a|), the largest difference that float32 may have. */
  readonly tolerance: number;
}

/** A value that is missing or not a number where the other one is differs infinitely. */
export function difference(expected: Float32Array, received: Float32Array | undefined): Difference {
  let [largest, sum, size] = [0, 0, 0];
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [expected[i]!, received?.[i] ?? Number.NaN];
    if (Number.isFinite(a)) size = Math.max(size, Math.abs(a));
    const gap = Object.is(a, b) ? 0 : Math.abs(a - b);
    largest = Math.max(largest, Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
    sum += gap;
  }
  if (received && received.length !== expected.length) largest = Number.POSITIVE_INFINITY;
  const meanDifference = expected.length > 0 ? sum / expected.length : 0;
  return { maxDifference: largest, meanDifference, tolerance: 1e-4 * Math.max(1, size) };
}

export interface Comparison extends Difference {
  readonly topAgreement?: number;
  readonly accuracy?: { readonly before: number; readonly after: number };
}

export function compareOutputs(
  expected: Values,
  received: Values,
  { count, classes }: PassportSamples,
): Comparison {
  const parts = Object.entries(expected).map(([id, a]) => difference(a, received[id]));
  // Judged output by output: the one that is worst against its own tolerance stands for all.
  const worst = parts.reduce((a, b) =>
    b.maxDifference / b.tolerance > a.maxDifference / a.tolerance ? b : a,
  );
  const meanDifference = parts.reduce((sum, p) => sum + p.meanDifference, 0) / parts.length;
  const tops = Object.entries(expected).flatMap(([id, a]) => {
    const before = topPlaces(a, count);
    return before
      ? [{ id, before, after: topPlaces(received[id] ?? new Float32Array(0), count) }]
      : [];
  });
  const agreements = tops.map(({ before, after }) => share(before, after));
  const judged = tops.find(({ id }) => classes[id]);
  const truth = judged && classes[judged.id];
  return {
    ...worst,
    meanDifference,
    ...(agreements.length > 0 ? { topAgreement: Math.min(...agreements) } : {}),
    ...(judged && truth
      ? { accuracy: { before: share(truth, judged.before), after: share(truth, judged.after) } }
      : {}),
  };
}

/** Place of the largest value of each sample; `undefined` where a sample has one value only. */
function topPlaces(values: Float32Array, count: number): Int32Array | undefined {
  const size = values.length / count;
  if (size < 2) return undefined;
  const best = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    for (let i = 1; i < size; i++) {
      if (values[row * size + i]! > values[row * size + best[row]!]!) best[row] = i;
    }
  }
  return best;
}

function share(a: Int32Array, b: Int32Array | undefined): number {
  let same = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b?.[i]) same++;
  return same / a.length;
}
