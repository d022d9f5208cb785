/** What can be said of samples by looking at them: balance, spread, what is missing, what is there twice. Pure. */
import type { FeatureSpec } from '../compiler/world';
import type { Column, Parts, Samples } from './dataset';

/** How many samples there are of each class. */
export function classBalance({ values }: Column, classes: number): Int32Array {
  const counts = new Int32Array(classes);
  for (const value of values) if (value >= 0 && value < classes) counts[value]! += 1;
  return counts;
}

export interface FeatureFacts {
  readonly name: string;
  readonly missing: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Samples further than `OUTLYING` robust deviations from the median. */
  readonly outliers: readonly number[];
}

/** Iglewicz and Hoaglin (1993): a modified z-score beyond 3.5 is an outlier. */
const OUTLYING = 3.5;

/** Facts of every number and date of a packed column of a table; categories are counted, not measured. */
export function featureFacts(column: Column, features: readonly FeatureSpec[]): FeatureFacts[] {
  const size = features.length;
  const count = column.values.length / size;
  return features.flatMap(({ name, type }, k) => {
    if (type === 'category') return [];
    return [
      factsOf(
        name,
        Float64Array.from({ length: count }, (_, i) => column.values[i * size + k]!),
      ),
    ];
  });
}

function factsOf(name: string, values: Float64Array): FeatureFacts {
  const known = values.filter((value) => !Number.isNaN(value));
  const sorted = known.slice().sort();
  return {
    name,
    missing: values.length - known.length,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
    mean: known.reduce((sum, value) => sum + value, 0) / known.length,
    outliers: known.length === 0 ? [] : outliers(values, known),
  };
}

function outliers(values: Float64Array, known: Float64Array): number[] {
  const median = medianOf(known);
  const spread = medianOf(known.map((value) => Math.abs(value - median)));
  if (spread === 0) return [];
  const found: number[] = [];
  values.forEach((value, i) => {
    if ((0.6745 * Math.abs(value - median)) / spread > OUTLYING) found.push(i);
  });
  return found;
}

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export interface Repeated {
  /** Samples of a part that the same part has before. */
  readonly duplicates: { readonly train: readonly number[]; readonly test: readonly number[] };
  /** Test samples that stand in the training part too. */
  readonly leaks: readonly number[];
}

/** Samples that are there twice by the bytes of one column, whatever their targets say. */
export function repeated({ train, test }: Parts, name: string): Repeated {
  const seen = new Map<number, Place[]>();
  const inTrain = again(train, name, seen);
  const own = new Map<number, Place[]>();
  const inTest = again(test, name, own);
  const column = test.columns[name];
  const leaks: number[] = [];
  for (let i = 0; column && i < test.count; i++) {
    const bytes = bytesOf(column, i);
    if (find(seen, hashOf(bytes), bytes)) leaks.push(i);
  }
  return { duplicates: { train: inTrain, test: inTest }, leaks };
}

interface Place {
  readonly column: Column;
  readonly row: number;
}

/** Rows whose bytes came before; every row is kept in `seen`. */
function again({ columns, count }: Samples, name: string, seen: Map<number, Place[]>): number[] {
  const column = columns[name];
  const found: number[] = [];
  for (let row = 0; column && row < count; row++) {
    const bytes = bytesOf(column, row);
    const hash = hashOf(bytes);
    if (find(seen, hash, bytes)) {
      found.push(row);
      continue;
    }
    const places = seen.get(hash);
    if (places) places.push({ column, row });
    else seen.set(hash, [{ column, row }]);
  }
  return found;
}

function find(
  seen: ReadonlyMap<number, readonly Place[]>,
  hash: number,
  bytes: Uint8Array,
): boolean {
  const places = seen.get(hash) ?? [];
  return places.some(({ column, row }) => isSame(bytesOf(column, row), bytes));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function bytesOf({ shape, values, ends }: Column, row: number): Uint8Array {
  const size = shape.reduce<number>((product, n) => product * (n ?? 1), 1);
  const [from, to] = ends ? [ends[row - 1] ?? 0, ends[row]!] : [row * size, (row + 1) * size];
  const width = values.BYTES_PER_ELEMENT;
  return new Uint8Array(values.buffer, values.byteOffset + from * width, (to - from) * width);
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
