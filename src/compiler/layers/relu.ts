import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float, optional } from '../params';

/** Negative values become zero, as `keras.layers.ReLU`. */
export const reLU = defineLayer({
  kind: 'ReLU',
  group: 'Activation',
  doc: 'Sets negative values to zero.',
  formula: 'y = max(0, x)',
  inputs: { min: 1, max: 1 },
  params: {
    maxValue: optional(float(6, 'Larger values become this one.', { min: 0, max: 1e6 })),
  },
  mask: 'passes',
  output: (_, inputs) => only('ReLU', inputs),
  face: ({ maxValue }) => [maxValue === null ? '' : `≤ ${maxValue}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { maxValue: 6 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
