import { globalPoolRules } from '../families/pooling';
import { keepdimsField } from '../fields';
import { defineLayer } from '../layer';

/** One mean a channel, as `keras.layers.GlobalAveragePooling1D`. */
export const globalAveragePooling1D = defineLayer({
  kind: 'GlobalAveragePooling1D',
  group: 'Pooling',
  doc: 'Turns every channel of a sequence into one number, its mean.',
  formula: 'y[c] = mean(x[:, c])',
  ...globalPoolRules('GlobalAveragePooling1D', 1),
  params: { keepdims: keepdimsField },
  mask: 'uses',
  face: () => ['mean', ''],
  examples: [
    { config: {}, inputs: [[8, 16]], output: [16] },
    { config: { keepdims: true }, inputs: [[null, 3]], output: [1, 3] },
  ],
});
