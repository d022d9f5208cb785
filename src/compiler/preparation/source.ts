import { text } from '../params';
import { clip } from '../words';
import { definePreparation, PreparationError } from './preparation';

/** Where a chain begins: one column of the data set. */
export const source = definePreparation({
  kind: 'Source',
  doc: 'Reads one column of the data set. Every chain of preparation begins here.',
  inputs: { min: 0, max: 0 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {
    column: text('sample', 'Name of the column, e.g. sample or target.'),
  },
  output: ({ column }, _input, dataset) => {
    const spec = Object.hasOwn(dataset.columns, column) ? dataset.columns[column] : undefined;
    if (spec === undefined) {
      const names = Object.keys(dataset.columns).join(', ');
      throw new PreparationError(
        'unknown-column',
        `Source reads the column "${clip(column)}"; the data set ${dataset.id} has ${names}.`,
        'Choose one of these columns.',
        { column: clip(column), dataset: dataset.id, columns: names },
      );
    }
    const { shape, dtype, classes, features } = spec;
    return { shape, dtype, ...(classes && { classes }), ...(features && { features }) };
  },
  face: ({ column }) => [column, ''],
  examples: [{ config: { column: 'sample' }, output: { shape: [28, 28, 1], dtype: 'uint8' } }],
});
