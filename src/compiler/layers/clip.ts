import { only } from '../geometry';
import { defineLayer } from '../layer';
import { bool, float } from '../params';
import { shapeError } from '../problems/problem-of';

/** Values held between two limits. */
export const clip = defineLayer({
  kind: 'Clip',
  group: 'Core',
  doc: 'Holds every value between two limits.',
  formula: 'y = min(max(x, minValue), maxValue)',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    minValue: float(-1, 'Lower limit.'),
    maxValue: float(1, 'Upper limit.'),
    straightThrough: bool(false, 'Pass the gradient on beyond the limits as well.', {
      rare: true,
    }),
  },
  output: ({ minValue, maxValue }, inputs) => {
    if (minValue > maxValue) throw shapeError('clip-limits', 'Clip', { minValue, maxValue });
    return only('Clip', inputs);
  },
  face: ({ minValue, maxValue }) => [`${minValue} … ${maxValue}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { minValue: 0, maxValue: 6, straightThrough: true }, inputs: [[3]], output: [3] },
  ],
});
