import { globalPoolRules } from '../families/pooling';
import { keepdimsField } from '../fields';
import { defineLayer } from '../layer';

/** One maximum a channel, as `keras.layers.GlobalMaxPooling3D`. */
export const globalMaxPooling3D = defineLayer({
  kind: 'GlobalMaxPooling3D',
  group: 'Pooling',
  doc: 'Turns every channel of a volume into one number, its largest value.',
  formula: 'y[c] = max(x[:, :, :, c])',
  ...globalPoolRules('GlobalMaxPooling3D', 3),
  params: { keepdims: keepdimsField },
  face: () => ['max', ''],
  examples: [
    { config: {}, inputs: [[4, 5, 6, 3]], output: [3] },
    { config: { keepdims: true }, inputs: [[2, 3, 4, 2]], output: [1, 1, 1, 2] },
  ],
});
