import { float } from '../params';
import { definePreparation, received } from './preparation';

/** Mean 0 and deviation 1 for every feature, measured on the training part alone. */
export const standardize = definePreparation({
  kind: 'Standardize',
  doc: 'Shifts and scales every feature to mean 0 and deviation 1. Both are measured on the training part.',
  formula: 'y = (x − mean) / max(deviation, epsilon)',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  fitted: true,
  params: {
    epsilon: float(1e-6, 'Smallest deviation to divide by, so that a constant feature becomes 0.', {
      min: 1e-12,
      max: 1,
      log: true,
      rare: true,
    }),
  },
  output: (_config, input) => ({ shape: received('Standardize', input).shape, dtype: 'float32' }),
  face: () => ['(x − μ) ÷ σ', ''],
  examples: [
    {
      config: {},
      input: { shape: [4], dtype: 'float32' },
      output: { shape: [4], dtype: 'float32' },
    },
  ],
});
