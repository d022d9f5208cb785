import { enumeration, text } from '../params';
import { definePreparation } from './preparation';

const alone = { shape: [], dtype: 'float32' } as const;

/** Which samples are held out; the share and the seed are those of the data. */
export const split = definePreparation({
  kind: 'Split',
  doc: 'Says which samples are held out for validation. It stands alone and holds for the whole data set.',
  inputs: { min: 0, max: 0 },
  outputs: { min: 0, max: 0 },
  params: {
    method: enumeration(
      'stratified',
      ['stratified', 'random', 'time', 'group'],
      'The same share of every class, any samples, the latest ones, or whole groups.',
    ),
    column: text(
      '',
      'Column, or column of a row, that time or group is read from; empty is the order of the data.',
    ),
  },
  output: () => alone,
  face: ({ method, column }) => [method, column],
  examples: [{ config: {}, output: alone }],
});
