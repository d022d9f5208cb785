/** What can be said of samples by looking at them: balance, spread, what is missing, what tells of the label, what is there twice. Pure. */

import type { ColumnSpec } from '../compiler/world';
import { type Chosen, type Field, fieldsOf, valuesAt } from './data-fields';
import { association, type Measure, meanOf, medianOf } from './data-measures';
import type { Column, Samples } from './dataset';

/** How many samples there are of each class. */
export function classBalance(
  { values }: Pick<Column, 'values'>,
  classes: number,
  rows?: Int32Array,
): Int32Array {
  const counts = new Int32Array(classes);
  const count = (value: number | undefined): void => {
    if (value !== undefined && value >= 0 && value < classes) counts[value]! += 1;
  };
  if (rows) for (const row of rows) count(values[row]);
  else for (const value of values) count(value);
  return counts;
}

interface Common extends Pick<Field, 'name' | 'of'> {
  readonly missing: number;
  /** How much the field tells of the label; absent where one of the two never changes. */
  readonly tells?: { readonly measure: Measure; readonly value: number };
}

export interface NumberFacts extends Common {
  readonly type: 'number' | 'date';
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
  /** Rows further than `OUTLYING` robust deviations from the median. */
  readonly outliers: readonly number[];
  /** How many values lie in each of `BINS` equal steps from `min` to `max`. */
  readonly histogram: Int32Array;
}

export interface CategoryFacts extends Common {
  readonly type: 'category';
  readonly classes: readonly string[];
  readonly counts: Int32Array;
}

export type FieldFacts = NumberFacts | CategoryFacts;

/** Iglewicz and Hoaglin (1993): a modified z-score beyond 3.5 is an outlier. */
const OUTLYING = 3.5;
const BINS = 24;

/** Facts of the first `most` fields of the chosen samples, and what each tells of the column `label`. */
export function fieldFacts(
  columns: Readonly<Record<string, ColumnSpec>>,
  chosen: Chosen,
  { label, most = Number.POSITIVE_INFINITY }: { label?: string | undefined; most?: number } = {},
): FieldFacts[] {
  const spec = label === undefined ? undefined : columns[label];
  const [target] = spec ? fieldsOf({ [label!]: spec }, chosen) : [];
  const facts: FieldFacts[] = [];
  for (const field of fieldsOf(columns, chosen)) {
    if (facts.length >= most) break;
    const tells = target && field.name !== target.name ? association(field, target) : undefined;
    facts.push({ ...factsOf(field, chosen.rows), ...(tells && { tells }) });
  }
  return facts;
}

function factsOf({ name, of, type, classes, values }: Field, rows: Int32Array): FieldFacts {
  const known = values.filter((value) => !Number.isNaN(value));
  const missing = values.length - known.length;
  if (type === 'category') {
    const counts = new Int32Array(classes?.length ?? 0);
    for (const value of known) if (value in counts) counts[value]! += 1;
    return { name, of, type, missing, classes: classes ?? [], counts };
  }
  const sorted = known.slice().sort();
  const mean = meanOf(known);
  const spread = { min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN, mean };
  return {
    name,
    of,
    type,
    missing,
    ...spread,
    deviation: Math.sqrt(meanOf(known.map((value) => (value - mean) ** 2))),
    outliers: outliers(values, sorted).map((i) => rows[i]!),
    histogram: histogramOf(known, spread),
  };
}

function histogramOf(
  known: Float64Array,
  { min, max }: { readonly min: number; readonly max: number },
): Int32Array {
  const counts = new Int32Array(BINS);
  const width = (max - min) / BINS || 1;
  for (const value of known) counts[Math.min(BINS - 1, Math.floor((value - min) / width))]! += 1;
  return counts;
}

function outliers(values: Float64Array, sorted: Float64Array): number[] {
  const median = medianOf(sorted);
  const spread = medianOf(sorted.map((value) => Math.abs(value - median)).sort());
  if (!(spread > 0)) return [];
  const found: number[] = [];
  values.forEach((value, i) => {
    if ((0.6745 * Math.abs(value - median)) / spread > OUTLYING) found.push(i);
  });
  return found;
}

export interface Repeated {
  /** Rows of a part that the same part has before. */
  readonly duplicates: { readonly train: readonly number[]; readonly held: readonly number[] };
  /** Held-out rows that stand in the training part too. */
  readonly leaks: readonly number[];
}

/** Samples that are there twice by the bytes of one column, whatever their targets say. */
export function repeated(train: Chosen, held: Chosen, name: string): Repeated {
  const seen = nothingSeen(train.samples.count);
  const inTrain = again(train, name, seen);
  const inHeld = again(held, name, nothingSeen(held.samples.count));
  const [known, column] = [train, held].map(({ samples }) => samples.columns[name]);
  const leaks: number[] = [];
  for (const row of known && column ? held.rows : []) {
    const bytes = bytesOf(column!, row);
    if (isSeen(seen, known!, hashOf(bytes), bytes)) leaks.push(row);
  }
  return { duplicates: { train: inTrain, held: inHeld }, leaks };
}

/** All samples of a part. */
export function whole(samples: Samples): Chosen {
  return { samples, rows: Int32Array.from({ length: samples.count }, (_, i) => i) };
}

/** Rows of one column by the hash of their bytes, each with the one before of the same hash: a million are a few arrays. */
interface Seen {
  readonly last: Map<number, number>;
  readonly before: Int32Array;
}

const NONE = -1;
const nothingSeen = (count: number): Seen => ({ last: new Map(), before: new Int32Array(count) });

/** Rows whose bytes came before; every row is kept in `seen`. */
function again({ samples, rows }: Chosen, name: string, seen: Seen): number[] {
  const column = samples.columns[name];
  const found: number[] = [];
  for (const row of column ? rows : []) {
    const bytes = bytesOf(column!, row);
    const hash = hashOf(bytes);
    if (isSeen(seen, column!, hash, bytes)) {
      found.push(row);
      continue;
    }
    seen.before[row] = seen.last.get(hash) ?? NONE;
    seen.last.set(hash, row);
  }
  return found;
}

function isSeen({ last, before }: Seen, column: Column, hash: number, bytes: Uint8Array): boolean {
  for (let row = last.get(hash) ?? NONE; row !== NONE; row = before[row]!) {
    if (isSame(bytesOf(column, row), bytes)) return true;
  }
  return false;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function bytesOf(column: Column, row: number): Uint8Array {
  const { buffer, byteOffset, byteLength } = valuesAt(column, row);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}
