import type { Samples } from '../dataset';

/** A data set that has no test split of its own: the same columns with nothing in them. */
export function withoutTest(train: Samples): { readonly train: Samples; readonly test: Samples } {
  const columns = Object.entries(train.columns).map(([name, column]) => [
    name,
    {
      ...column,
      values: column.values.subarray(0, 0),
      ...(column.ends && { ends: column.ends.subarray(0, 0) }),
    },
  ]);
  return { train, test: { count: 0, columns: Object.fromEntries(columns) as Samples['columns'] } };
}
