/** What steps on packed rows of a table share: the columns inside the row, by name and type. */
import type { FeatureSpec } from '../world';
import { PreparationError, received, type Signal } from './preparation';

/** The columns of a row; a row whose columns are not known is one of numbers. */
export function featuresOf({ shape, features }: Signal): readonly FeatureSpec[] {
  if (features) return features;
  const size = shape.reduce<number>((a, b) => a * (b ?? 1), 1);
  return Array.from({ length: size }, (_, i) => ({ name: String(i + 1), type: 'number' }) as const);
}

/** A row of a table, or a refusal that names the step. */
export function receivedRow(kind: string, input: Signal | undefined): Signal {
  const signal = received(kind, input);
  if (signal.shape.length === 1 && signal.features) return signal;
  throw new PreparationError(
    'row-input',
    `${kind} receives values whose columns have no names; it expects rows of a table.`,
    'Connect a Source of a table to it.',
    { kind },
  );
}

/** A row of these columns. */
export const row = (features: readonly FeatureSpec[]): Signal => ({
  shape: [features.length],
  dtype: 'float32',
  features,
});
