import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guessType } from '../files/column-types';
import { entry } from '../files/testing/trees';
import { readParquet } from './parquet';

/** Written by pyarrow in groups of five rows: a double with gaps, int64, date32 and a dictionary of strings. */
const bytesOf = (compression: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`testing/${compression}.parquet`, import.meta.url)));

it.each(['snappy', 'zstd', 'gzip', 'brotli'])(
  'reads what pyarrow packs with %s',
  async (compression) => {
    const file = `${compression}.parquet`;
    const { columns, count } = await readParquet(entry(file, bytesOf(compression)), { file });
    expect(count).toBe(12);
    expect(columns.map((cells) => [cells.name, guessType(cells), cells.missing])).toEqual([
      ['a', 'number', 3],
      ['n', 'number', 0],
      ['day', 'date', 0],
      ['kind', 'category', 0],
    ]);
    const [a, n, day, kind] = columns;
    expect([a!.text(0), a!.text(1), n!.text(11)]).toEqual(['1.5', '', '11']);
    expect([day!.text(11), kind!.text(10)]).toEqual(['2020-01-12', 'y']);
  },
);
