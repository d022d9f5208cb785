import { globalPoolRules } from '../families/pooling';
import { keepdimsField } from '../fields';
import { defineLayer } from '../layer';

/** One maximum a channel, as `keras.layers.GlobalMaxPooling1D`. */
export const globalMaxPooling1D = defineLayer({
  kind: 'GlobalMaxPooling1D',
  group: 'Pooling',
  doc: 'Turns every channel of a sequence into one number, its largest value.',
  formula: 'y[c] = max(x[:, c])',
  ...globalPoolRules('GlobalMaxPooling1D', 1),
  params: { keepdims: keepdimsField },
  face: () => ['max', ''],
  examples: [
    { config: {}, inputs: [[8, 16]], output: [16] },
    { config: { keepdims: true }, inputs: [[null, 3]], output: [1, 3] },
  ],
});
