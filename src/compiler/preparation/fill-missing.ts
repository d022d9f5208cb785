import { enumeration, float } from '../params';
import { definePreparation, received } from './preparation';

/** Values in the place of those that are missing, measured on the training part. */
export const fillMissing = definePreparation({
  kind: 'FillMissing',
  doc: 'Puts a value in the place of every missing one. Categories take the most frequent class.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  fitted: true,
  params: {
    strategy: enumeration(
      'median',
      ['median', 'mean', 'mostFrequent', 'constant'],
      'Which value of the training part is taken.',
    ),
    value: float(0, 'The value, where the strategy is constant.', { rare: true }),
  },
  output: (_config, input) => received('FillMissing', input),
  face: ({ strategy, value }) => [strategy, strategy === 'constant' ? String(value) : ''],
  examples: [
    {
      config: {},
      input: { shape: [4], dtype: 'float32' },
      output: { shape: [4], dtype: 'float32' },
    },
  ],
});
