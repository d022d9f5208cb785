import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Steps to skip, as `keras.layers.Masking`. */
export const masking = defineLayer({
  kind: 'Masking',
  group: 'Core',
  doc: 'Marks steps whose every value is maskValue, so that recurrent layers skip them.',
  formula: 'mask[t] = any(x[t] ≠ maskValue)',
  inputs: { min: 1, max: 1 },
  params: { maskValue: float(0, 'Steps with nothing but this value are skipped.') },
  mask: 'makes',
  output: (_, inputs) => {
    const x = only('Masking', inputs);
    if (x.length >= 2) return x;
    throw shapeError('rank', 'Masking', {
      expected: '2 axes or more (steps, features)',
      input: shapeText(x),
      rank: x.length,
      wanted: 2,
    });
  },
  face: ({ maskValue }) => [String(maskValue), ''],
  examples: [
    { config: {}, inputs: [[5, 3]], output: [5, 3] },
    { config: { maskValue: -1 }, inputs: [[null, 2]], output: [null, 2] },
  ],
});
