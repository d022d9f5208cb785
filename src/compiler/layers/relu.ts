import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float, optional } from '../params';

/** Negative values become zero, as `keras.layers.ReLU`. */
export const reLU = defineLayer({
  kind: 'ReLU',
  group: 'Activation',
  doc: 'Sets negative values to zero; can also limit them or let them through with a slope.',
  formula: 'y = min(maxValue, x) where x ≥ threshold, else negativeSlope · (x − threshold)',
  inputs: { min: 1, max: 1 },
  params: {
    maxValue: optional(float(6, 'Larger values become this one.', { min: 0, max: 1e6 })),
    negativeSlope: float(0, 'Slope below the threshold.', { min: 0, max: 100, rare: true }),
    threshold: float(0, 'Values below it are not passed on as they are.', {
      min: 0,
      max: 1e6,
      rare: true,
    }),
  },
  mask: 'passes',
  output: (_, inputs) => only('ReLU', inputs),
  face: ({ maxValue }) => [maxValue === null ? '' : `≤ ${maxValue}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    {
      config: { maxValue: 4, negativeSlope: 0.1, threshold: 0.5 },
      inputs: [[5]],
      output: [5],
    },
    { config: { maxValue: 6 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
