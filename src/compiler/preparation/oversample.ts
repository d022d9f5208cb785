import { text } from '../params';
import { definePreparation } from './preparation';

const alone = { shape: [], dtype: 'float32' } as const;

/** Rare classes as often as frequent ones, on the training part alone. */
export const oversample = definePreparation({
  kind: 'Oversample',
  doc: 'Repeats samples of rare classes until every class is as frequent as the largest. It stands alone.',
  inputs: { min: 0, max: 0 },
  outputs: { min: 0, max: 0 },
  params: { column: text('target', 'Column of classes that is balanced.') },
  output: () => alone,
  face: ({ column }) => [column, ''],
  examples: [{ config: {}, output: alone }],
});
