/** What steps on packed rows of a table share: the columns inside the row, by name and type. */
import type { FeatureSpec } from '../world';
import { PreparationError, received, type Signal } from './preparation';

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
