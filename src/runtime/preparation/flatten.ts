import { defineStep, sizeOf } from './step';

/** Another shape over the same values. */
export const flatten = defineStep({
  kind: 'Flatten',
  run: (_config, { column }) => ({ ...column, shape: [sizeOf(column)] }),
});
