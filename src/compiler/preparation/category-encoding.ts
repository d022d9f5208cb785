import type { FeatureSpec } from '../world';
import { receivedRow, row } from './features';
import { definePreparation } from './preparation';

const number = (name: string): FeatureSpec => ({ name, type: 'number' });

/** Columns of a row, categories taken apart. */
export function encoded(features: readonly FeatureSpec[]): readonly FeatureSpec[] {
  return features.flatMap(({ name, type, classes }) =>
    type === 'category' && classes
      ? classes.map((each) => number(`${name} = ${each}`))
      : [number(name)],
  );
}

/** A column of zeros and ones for each class of a category. */
export const categoryEncoding = definePreparation({
  kind: 'CategoryEncoding',
  doc: 'Gives every class of a category a column of its own: 1 where the row is of it, else 0.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {},
  output: (_config, input) => row(encoded(receivedRow('CategoryEncoding', input).features ?? [])),
  examples: [
    {
      config: {},
      input: row([
        { name: 'island', type: 'category', classes: ['Biscoe', 'Dream'] },
        { name: 'mass', type: 'number' },
      ]),
      output: row([number('island = Biscoe'), number('island = Dream'), number('mass')]),
    },
  ],
});
