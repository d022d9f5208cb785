/** Names for the values of a column that is a row of measurements. */
import type { ColumnSpec } from './world';

/** A table names its features; else the column's own words list them: "Sepal length, sepal width, … in centimetres." */
export function featureNames(
  column: Pick<ColumnSpec, 'features' | 'doc'> | undefined,
  count: number,
): readonly string[] {
  const { features, doc = '' } = column ?? {};
  if (features) return features.map(({ name }) => name);
  // “A point, x then y.” names two values; “Sepal length, sepal width, ….” names them one by one.
  if (count === 2 && /\bx then y\b/.test(doc)) return ['x', 'y'];
  const parts = doc.replace(/\.$/, '').split(', ');
  return Array.from({ length: count }, (_, i) =>
    parts.length >= count
      ? (parts[i] ?? String(i + 1)).replace(/^\w/, (c) => c.toUpperCase())
      : String(i + 1),
  );
}
