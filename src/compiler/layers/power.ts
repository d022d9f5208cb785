import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Every value to a power; gem pooling and energy features are made of it. */
export const power = defineLayer({
  kind: 'Power',
  group: 'Core',
  doc: 'Raises every value to a power; with a fraction, negative values count as 0.',
  formula: 'y = x ^ exponent',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    exponent: float(2, 'The power: 2 squares, 0.5 is the root.', { min: 0.01, max: 16 }),
  },
  output: (_, inputs) => only('Power', inputs),
  face: ({ exponent }) => [`x ^ ${exponent}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { exponent: 3 }, inputs: [[5]], output: [5] },
    { config: { exponent: 0.5 }, inputs: [[3, 4]], output: [3, 4] },
  ],
});
