import { picture } from '../geometry';
import { defineLayer } from '../layer';

/** One maximum a channel, as `keras.layers.GlobalMaxPooling2D`. */
export const globalMaxPooling2D = defineLayer({
  kind: 'GlobalMaxPooling2D',
  group: 'Pooling',
  doc: 'Turns every channel into one number, its largest value.',
  formula: 'y[c] = max(x[:, :, c])',
  inputs: { min: 1, max: 1 },
  params: {},
  output: (_, inputs) => [picture('GlobalMaxPooling2D', inputs)[2]],
  face: () => ['max', ''],
  examples: [
    { config: {}, inputs: [[8, 8, 16]], output: [16] },
    { config: {}, inputs: [[null, null, 3]], output: [3] },
  ],
});
