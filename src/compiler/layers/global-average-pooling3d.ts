import { globalPoolRules } from '../families/pooling';
import { keepdimsField } from '../fields';
import { defineLayer } from '../layer';

/** One mean a channel, as `keras.layers.GlobalAveragePooling3D`. */
export const globalAveragePooling3D = defineLayer({
  kind: 'GlobalAveragePooling3D',
  group: 'Pooling',
  doc: 'Turns every channel of a volume into one number, its mean.',
  formula: 'y[c] = mean(x[:, :, :, c])',
  ...globalPoolRules('GlobalAveragePooling3D', 3),
  params: { keepdims: keepdimsField },
  face: () => ['mean', ''],
  examples: [
    { config: {}, inputs: [[4, 5, 6, 3]], output: [3] },
    { config: { keepdims: true }, inputs: [[2, 3, 4, 2]], output: [1, 1, 1, 2] },
  ],
});
