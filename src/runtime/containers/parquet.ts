/** Parquet by hyparquet, a group of rows at a time, with every compression that its companion package knows. */
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Cells } from '../files/cells';
import { FileProblems, FilesError } from '../files/problems';
import type { Table } from '../files/table';
import type { FileEntry } from '../files/tree';
import type { CsvOptions } from './csv';
import { addValue } from './json-table';

/** Rows that are objects at one time. */
const AT_ONCE = 20_000;
const MOST_ROWS = 50_000_000;

/** Throws a `FilesError` for a file that is damaged or holds no columns. */
export async function readParquet(
  entry: FileEntry,
  { file, problems = new FileProblems() }: CsvOptions,
): Promise<Table> {
  const source = {
    byteLength: entry.size,
    slice: async (start: number, end = entry.size): Promise<ArrayBuffer> =>
      (await entry.slice(start, end)).slice().buffer,
  };
  try {
    const metadata = await parquetMetadataAsync(source);
    const count = Number(metadata.num_rows);
    if (count > MOST_ROWS)
      throw new FilesError(`${file} has ${count} rows; a table has at most ${MOST_ROWS}.`);
    const columns = new Map<string, Cells>();
    for (let start = 0; start < count; start += AT_ONCE) {
      const end = Math.min(count, start + AT_ONCE);
      const rows = await parquetReadObjects({
        file: source,
        metadata,
        compressors,
        rowStart: start,
        rowEnd: end,
      });
      for (const row of rows) {
        for (const [name, value] of Object.entries(row)) {
          let cells = columns.get(name);
          if (!cells) columns.set(name, (cells = new Cells(name)));
          addValue(cells, value);
        }
      }
    }
    if (count === 0 || columns.size === 0)
      throw new FilesError(`${file} has no rows; a table has a row a sample.`);
    return { file, problems, count, firstRow: 1, columns: [...columns.values()] };
  } catch (error) {
    if (error instanceof FilesError) throw error;
    throw new FilesError(`${file} is not a Parquet file that can be read: ${textOf(error)}`);
  }
}

const textOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return `${text.slice(0, 120).replace(/\.?$/, '.')}`;
};
