import { globalPoolRules } from '../families/pooling';
import { keepdimsField } from '../fields';
import { defineLayer } from '../layer';

/** One mean a channel, as `keras.layers.GlobalAveragePooling2D`. */
export const globalAveragePooling2D = defineLayer({
  kind: 'GlobalAveragePooling2D',
  group: 'Pooling',
  doc: 'Turns every channel into one number, its mean.',
  formula: 'y[c] = mean(x[:, :, c])',
  ...globalPoolRules('GlobalAveragePooling2D', 2),
  params: { keepdims: keepdimsField },
  face: () => ['mean', ''],
  examples: [
    { config: {}, inputs: [[8, 8, 16]], output: [16] },
    { config: {}, inputs: [[null, null, 3]], output: [3] },
    { config: { keepdims: true }, inputs: [[4, 5, 3]], output: [1, 1, 3] },
  ],
});
