/** One number a sample: what facts of data are measured of. A picture counts by its mean, a text by its words. */
import { featureNames } from '../compiler/feature-names';
import type { ColumnSpec, FeatureSpec } from '../compiler/world';
import type { Column, Samples } from './dataset';

/** Some samples of a part. */
export interface Chosen {
  readonly samples: Samples;
  readonly rows: Int32Array;
}

export interface Field {
  readonly name: string;
  /** What the number is: the value itself, the mean of all values, or how many words there are. */
  readonly of: 'value' | 'mean' | 'words';
  readonly type: 'number' | 'date' | 'category';
  readonly classes?: readonly string[];
  /** In the order of the rows; NaN is missing. */
  readonly values: Float64Array;
}

/** The fields of these columns one after another, each made when it is asked for. */
export function* fieldsOf(
  columns: Readonly<Record<string, ColumnSpec>>,
  { samples, rows }: Chosen,
): Generator<Field> {
  for (const [id, spec] of Object.entries(columns)) {
    const { classes, shape, dtype } = spec;
    const features = rowFeatures(spec);
    const column = samples.columns[id];
    if (!column) continue;
    const each = (read: (row: number) => number) => Float64Array.from(rows, read);
    if (features) {
      for (const [k, feature] of features.entries()) {
        const size = features.length;
        yield { ...feature, of: 'value', values: each((row) => column.values[row * size + k]!) };
      }
    } else if (dtype === 'text') {
      const values = each((row) => countWords(valuesAt(column, row)));
      yield { name: id, of: 'words', type: 'number', values };
    } else if (shape.length > 0) {
      const values = each((row) => scaledMean(column, row));
      yield { name: id, of: 'mean', type: 'number', values };
    } else {
      const values = each((row) => column.values[row]!);
      const kind = classes ? ({ type: 'category', classes } as const) : { type: 'number' as const };
      yield { name: id, of: 'value', ...kind, values };
    }
  }
}

/** Rows of more numbers than this are measured as a whole. */
const LONGEST_ROW = 64;

/** What each value of a row is: as the table says, or plain numbers by the names that the column's words list. */
function rowFeatures(spec: ColumnSpec): readonly FeatureSpec[] | undefined {
  const { features, shape } = spec;
  const [size] = shape;
  if (features || shape.length !== 1 || !size || size > LONGEST_ROW) return features;
  return featureNames(spec, size).map((name) => ({ name, type: 'number' }));
}

/** The values of one sample as the column holds them, read from disk where they lie there. */
export function valuesAt(column: Column, row: number): Column['values'] {
  const { shape, values, ends, stored } = column;
  if (stored) return stored.read(Int32Array.of(row));
  if (ends) return values.subarray(ends[row - 1] ?? 0, ends[row]);
  const size = shape.reduce<number>((product, n) => product * (n ?? 1), 1);
  return values.subarray(row * size, (row + 1) * size);
}

function scaledMean(column: Column, row: number): number {
  const { scale = 1, offset = 0 } = column;
  const values = valuesAt(column, row);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return (sum / values.length) * scale + offset;
}

/** Words between the white space of UTF-8 text. */
function countWords(bytes: ArrayLike<number>): number {
  let words = 0;
  let isInside = false;
  for (let i = 0; i < bytes.length; i++) {
    const isSpace = bytes[i]! <= 32;
    if (!isSpace && !isInside) words += 1;
    isInside = !isSpace;
  }
  return words;
}
