import { picture } from '../geometry';
import { defineLayer } from '../layer';

/** One mean a channel, as `keras.layers.GlobalAveragePooling2D`. */
export const globalAveragePooling2D = defineLayer({
  kind: 'GlobalAveragePooling2D',
  group: 'Pooling',
  doc: 'Turns every channel into one number, its mean.',
  formula: 'y[c] = mean(x[:, :, c])',
  inputs: { min: 1, max: 1 },
  params: {},
  output: (_, inputs) => [picture('GlobalAveragePooling2D', inputs)[2]],
  face: () => ['mean', ''],
  examples: [
    { config: {}, inputs: [[8, 8, 16]], output: [16] },
    { config: {}, inputs: [[null, null, 3]], output: [3] },
  ],
});
