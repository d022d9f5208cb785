import { paddingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { pair } from '../params';

/** Zeros around a sequence, as `keras.layers.ZeroPadding1D`. */
export const zeroPadding1D = defineLayer({
  kind: 'ZeroPadding1D',
  group: 'Reshaping',
  doc: 'Puts zeros before and after a sequence.',
  ...paddingRules('ZeroPadding1D', 1),
  params: {
    padding: pair([1, 1], 'Steps before and after.', { min: 0 }),
  },
  examples: [
    { config: {}, inputs: [[4, 3]], output: [6, 3] },
    { config: { padding: [2, 0] }, inputs: [[null, 1]], output: [null, 1] },
    { config: { padding: [2, 1] }, inputs: [[5, 2]], output: [8, 2] },
  ],
});
