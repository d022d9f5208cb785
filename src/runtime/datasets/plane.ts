/** What the generated data sets of points in the plane share. */
import type { ColumnSpec } from '../../compiler/world';
import type { Samples } from '../dataset';

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Points in the order given; generated data has no order of its own. */
export function planeSamples(points: readonly Point[]): Samples {
  return {
    count: points.length,
    columns: {
      sample: { shape: [2], values: Float32Array.from(points.flatMap(({ x, y }) => [x, y])) },
      target: { shape: [], values: Uint8Array.from(points, ({ label }) => label), dtype: 'int32' },
    },
  };
}

export function planeColumns(
  classes: readonly string[],
): Readonly<Record<'sample' | 'target', ColumnSpec>> {
  return {
    sample: { shape: [2], dtype: 'float32', doc: 'A point, x then y.' },
    target: { shape: [], dtype: 'uint8', doc: 'The group that the point belongs to.', classes },
  };
}

/** Where generated points come from, for `DatasetSpec`. */
export const generated = {
  licence: 'MIT, as this program',
  source: 'Generated here, from the seed of the data',
} as const;
