/** Tables: CSV and its relatives, JSON, NDJSON, Parquet; one file to train on and one to test with, others are named. */
import { readCsv } from '../containers/csv';
import { decodePieces, decodeText, isText } from '../containers/decode-text';
import { readJsonTable } from '../containers/json-table';
import { readParquet } from '../containers/parquet';
import { withoutTest } from '../datasets/without-test';
import { describeTable, typesOf } from './describe-table';
import { type FileProblems, FilesError } from './problems';
import { type FileReader, type ReadContext, requireGoing } from './reader';
import { packTable, type Table } from './table';
import { baseOf, extensionOf, type FileEntry, type FileTree, pieces, readWhole } from './tree';

/** Names that say what a table is for. */
const testName = /(^|[_-])(test|val|valid|validation)\b/i;
const separated = new Set(['csv', 'tsv', 'tab', 'psv']);
const json = new Set(['json', 'ndjson', 'jsonl']);
const MOST_JSON = 512e6;
/** How much of a table is looked at to tell whether it is a text. */
const SAMPLE = 64 * 1024;

export const isTableFile = ({ path }: FileEntry): boolean => {
  const extension = extensionOf(path);
  return separated.has(extension) || json.has(extension) || extension === 'parquet';
};

export const tableFile: FileReader = {
  id: 'table',
  knows: ({ files }) => files.some(isTableFile),
  open: async ({ files, name }, context) => {
    const { file, test } = tablesOf({ files, name }, context.problems);
    const table = await readTable(file, context);
    sayEmpty(table, context.problems);
    return {
      columns: typesOf(table).map(({ cells, type }) => ({
        name: cells.name,
        type,
        missing: cells.missing,
      })),
      describe: async (wish) => describeTable(table, wish),
      load: async (columns) => {
        const parts = withoutTest(packTable(table, columns));
        if (parts.train.count === 0) {
          throw new FilesError(
            `${file.path} has no row that has all that is learnt from. ${context.problems.first}`,
          );
        }
        return test
          ? { ...parts, test: packTable(await readTable(test, context), columns) }
          : parts;
      },
    };
  },
};

/** Names columns without a value: nothing is learnt from them. */
function sayEmpty({ file, columns }: Table, problems: FileProblems): void {
  for (const { name, missing, count } of columns) {
    if (missing === count)
      problems.add({
        file,
        message: `Every cell of ${name} is empty; fill it in, or leave the column out.`,
      });
  }
}

/** The table to train on and the one to test with; others are named. */
export function tablesOf(
  { files, name }: FileTree,
  problems: FileProblems,
): { readonly file: FileEntry; readonly test: FileEntry | undefined } {
  const tables = files.filter(isTableFile);
  const train = tables.filter(({ path }) => !testName.test(baseOf(path)));
  const [file] = train.length > 0 ? train : tables;
  if (!file) throw new FilesError(`${name} holds no table.`);
  const test = tables.find((other) => other !== file && testName.test(baseOf(other.path)));
  for (const other of tables.filter((each) => each !== file && each !== test)) {
    const message = `The table was left out: ${file.path} is read. Open it by itself.`;
    problems.add({ file: other.path, message });
  }
  return { file, test };
}

export async function readTable(
  entry: FileEntry,
  { problems, signal, onProgress }: ReadContext,
): Promise<Table> {
  const file = baseOf(entry.path);
  const extension = extensionOf(entry.path);
  const options = { file, problems };
  const onBytes = (done: number): void => {
    requireGoing(signal);
    onProgress?.(done, entry.size);
  };
  if (extension === 'parquet') return readParquet(entry, options);
  if (!isText(await entry.slice(0, SAMPLE))) {
    throw new FilesError(`${file} is not a text; save the table as CSV, in UTF-8.`);
  }
  if (json.has(extension))
    return readJsonTable(decodeText(await readWhole(entry, MOST_JSON)), options);
  return readCsv(decodePieces(pieces(entry, onBytes)), options);
}
