import { defineStep } from './step';

/** Folds into the column's own scale and offset: no value is touched. */
export const scale = defineStep<{ factor: number; offset: number }>({
  kind: 'Scale',
  run: ({ factor, offset }, { column }) => ({
    shape: column.shape,
    values: column.values,
    scale: (column.scale ?? 1) * factor,
    offset: (column.offset ?? 0) * factor + offset,
    dtype: 'float32',
  }),
});
