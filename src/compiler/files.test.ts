import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describedBy } from './dataset-of';
import { descriptionConfig, type FilesDescription, filesSpec, readDescription } from './files';

const description: FilesDescription = {
  name: 'penguins.csv',
  kind: 'table',
  fingerprint: 'ab12',
  train: 344,
  test: 0,
  columns: {
    picture: { type: 'picture', height: 32, width: 24, channels: 3, from: 'file' },
    sample: {
      type: 'features',
      features: [
        { name: 'mass', type: 'number' },
        { name: 'island', type: 'category', classes: ['Biscoe', 'Dream'] },
      ],
    },
    history: { type: 'window', from: ['high', 'low'], start: 0, length: 24 },
    note: { type: 'text', from: 'remark' },
    target: { type: 'category', from: 'species', classes: ['Adelie', 'Gentoo'] },
  },
};

describe('the data set of files that people bring', () => {
  it('has the columns that its parameters describe', () => {
    const { columns, samples } = describedBy(filesSpec, descriptionConfig(description));
    expect(Object.entries(columns).map(([id, { shape, dtype }]) => [id, shape, dtype])).toEqual([
      ['picture', [32, 24, 3], 'uint8'],
      ['sample', [2], 'float32'],
      ['history', [24, 2], 'float32'],
      ['note', [], 'text'],
      ['target', [], 'int32'],
    ]);
    expect(columns.sample?.features?.[1]?.classes).toEqual(['Biscoe', 'Dream']);
    expect(columns.target?.classes).toEqual(['Adelie', 'Gentoo']);
    expect(samples).toEqual({ train: 344, test: 0 });
  });

  it('reads back what was written', () => {
    const written = JSON.parse(JSON.stringify(descriptionConfig(description)));
    expect(readDescription(written)).toEqual(description);
  });

  it('describes something, never throws, whatever a document holds', () => {
    const column = fc.oneof(
      fc.jsonValue(),
      fc.record({ type: fc.constantFrom('picture', 'features', 'window', 'array', 'category') }),
      fc.record(
        { type: fc.constant('array'), shape: fc.jsonValue(), dtype: fc.constant('uint8') },
        { requiredKeys: ['type'] },
      ),
    );
    const hostile = fc.record({
      train: fc.jsonValue(),
      columns: fc.dictionary(fc.string(), column),
    });
    fc.assert(
      fc.property(hostile, (parameters) => {
        const { columns } = describedBy(filesSpec, JSON.parse(JSON.stringify(parameters)));
        for (const { shape } of Object.values(columns)) {
          expect(shape.every((size) => Number.isInteger(size) && size! > 0)).toBe(true);
        }
      }),
    );
  });
});
