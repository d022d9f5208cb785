import { globalPoolRules } from '../families/pooling';
import { keepdimsField } from '../fields';
import { defineLayer } from '../layer';

/** One maximum a channel, as `keras.layers.GlobalMaxPooling2D`. */
export const globalMaxPooling2D = defineLayer({
  kind: 'GlobalMaxPooling2D',
  group: 'Pooling',
  doc: 'Turns every channel into one number, its largest value.',
  formula: 'y[c] = max(x[:, :, c])',
  ...globalPoolRules('GlobalMaxPooling2D', 2),
  params: { keepdims: keepdimsField },
  face: () => ['max', ''],
  examples: [
    { config: {}, inputs: [[8, 8, 16]], output: [16] },
    { config: {}, inputs: [[null, null, 3]], output: [3] },
    { config: { keepdims: true }, inputs: [[4, 5, 3]], output: [1, 1, 3] },
  ],
});
