import { float } from '../params';
import { definePreparation, received } from './preparation';

/** The same factor and offset for every value: bytes to 0 … 1, or to -1 … 1. */
export const scale = definePreparation({
  kind: 'Scale',
  doc: 'Multiplies every value by one factor and adds one offset. Pictures stay bytes in memory.',
  formula: 'y = x · factor + offset',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {
    factor: float(1, 'What every value is multiplied by; 1/255 brings bytes to 0 … 1.'),
    offset: float(0, 'What is added after the multiplication.'),
  },
  output: (_config, input) => ({ shape: received('Scale', input).shape, dtype: 'float32' }),
  face: ({ factor, offset }) => [
    `× ${Number(factor.toPrecision(4))}`,
    offset === 0 ? '' : `+ ${offset}`,
  ],
  examples: [
    {
      config: { factor: 1 / 255 },
      input: { shape: [28, 28, 1], dtype: 'uint8' },
      output: { shape: [28, 28, 1], dtype: 'float32' },
    },
  ],
});
