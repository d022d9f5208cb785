/** How samples of a column are shown: as pictures, texts, lines or rows of a table. */
import { featureNames } from '../../../src/compiler/feature-names';
import type { ColumnSpec, FeatureSpec } from '../../../src/compiler/world';
import type { Column } from '../../../src/runtime/dataset';
import { textsOf } from '../../../src/runtime/text-column';
import { tickText } from '../training/format';
import { pictureSize } from '../training/picture';

export type Form = 'picture' | 'text' | 'series' | 'row';

/** A row of plain numbers longer than this is drawn as a line. */
const LONGEST_ROW = 24;

export function formOf({ shape, dtype, features }: ColumnSpec): Form {
  if (dtype === 'text') return 'text';
  if (features || shape.length === 0 || dtype === 'int32') return 'row';
  if (shape.length === 2 && dtype === 'float32') return 'series';
  if (pictureSize(shape)) return 'picture';
  return (shape[0] ?? 0) > LONGEST_ROW ? 'series' : 'row';
}

/** The column that a sample is known by: `sample`, or the first that is not its label. */
export function mainColumn(
  columns: Readonly<Record<string, ColumnSpec>>,
  label: string | undefined,
): string | undefined {
  return columns.sample ? 'sample' : Object.keys(columns).find((name) => name !== label);
}

/** The values of sample `index` of a page as the data set means them. */
export function sampleValues(column: Column, index: number): Float32Array {
  const { scale = 1, offset = 0, values, shape } = column;
  const size = shape.reduce<number>((product, n) => product * (n ?? 1), 1);
  const own = values.subarray(index * size, (index + 1) * size);
  return Float32Array.from(own, (value) => value * scale + offset);
}

export function sampleText({ values, ends, ...column }: Column, index: number): string {
  if (!ends) return '';
  const from = index === 0 ? 0 : ends[index - 1]!;
  const one = values.subarray(from, ends[index]);
  return textsOf({ ...column, values: one, ends: Uint32Array.of(one.length) })[0] ?? '';
}

/** A word of a category, a day, a number, or nothing where it is missing. */
export function cellText(value: number, feature?: Pick<FeatureSpec, 'type' | 'classes'>): string {
  if (Number.isNaN(value)) return '';
  if (feature?.type === 'date') return new Date(value * 86_400_000).toISOString().slice(0, 10);
  if (feature?.classes) return feature.classes[value] ?? String(value);
  return tickText(value);
}

/** The name of a class, or the number that is learnt. */
export function labelText(value: number | undefined, spec: ColumnSpec | undefined): string {
  if (value === undefined) return '';
  return spec?.classes?.[value] ?? cellText(value);
}

/** Names and texts of the values of a row. */
export function rowCells(
  spec: ColumnSpec,
  values: Float32Array,
): readonly (readonly [string, string])[] {
  const names = spec.shape.length === 0 ? [spec.doc] : featureNames(spec, values.length);
  return names.map((name, i) => [
    name,
    cellText(
      values[i]!,
      spec.features?.[i] ?? { type: 'number', ...(spec.classes && { classes: spec.classes }) },
    ),
  ]);
}
