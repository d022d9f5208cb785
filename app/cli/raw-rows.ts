/**
 * Rows of a table as samples of all inputs of a network: columns by the names that the document's data has, pictures by
 * the file that a cell names, from the table's folder on.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { datasetOf } from '../../src/compiler/dataset-of';
import { FILES, type FileColumn, readDescription } from '../../src/compiler/files';
import { preparationChains } from '../../src/compiler/preparation/infer';
import type { ColumnSpec } from '../../src/compiler/world';
import type { Document } from '../../src/graph/document';
import type { Column } from '../../src/runtime/dataset';
import { packPictures, pictureFinder } from '../../src/runtime/files/picture-table';
import { FileProblems, FilesError } from '../../src/runtime/files/problems';
import { isPicture } from '../../src/runtime/files/reader';
import type { Table } from '../../src/runtime/files/table';
import { isTableFile, readTable } from '../../src/runtime/files/table-file';
import type { FileEntry } from '../../src/runtime/files/tree';
import { textsOf } from '../../src/runtime/text-column';
import { world } from '../../src/runtime/world';
import { fileTree } from './file-tree';
import { UsageError } from './output';
import { sharpPictures } from './pictures';

/** Values, or texts, of one or several samples after one another, by Input id. */
export type RawSamples = Readonly<Record<string, number[] | string[]>>;

export const isTable = (file: string): boolean => isTableFile(fileNamed(file));

/** The name of the data's column that feeds an input. */
export function columnNameOf({ data }: Document, input: string): string | undefined {
  const chains = data ? preparationChains(data.preparation) : [];
  return chains.find(({ feed }) => feed === input)?.column;
}

/** Throws `UsageError` where a column, a value or a picture is not there. */
export async function rawRows(
  file: string,
  document: Document,
  inputs: readonly string[],
): Promise<RawSamples> {
  const names = inputs.map((input) => [input, feedOf(document, input, file)] as const);
  const columns = columnsOf(document, new Set(names.map(([, name]) => name)));
  const problems = new FileProblems();
  const context = { pictures: sharpPictures, problems };
  const entry = fileNamed(file);
  try {
    const table = await readTable(entry, context);
    const find = pictureFinder({ name: file, files: picturesBeside(file, table, columns) });
    const rows = { table, file: entry, find, part: 'train' } as const;
    const { count, columns: packed } = await packPictures(rows, columns, context);
    const [problem] = problems.list;
    if (problem) throw new FilesError(`${place(problem)}: ${problem.message}`);
    if (count === 0) throw new FilesError(`${file} has no rows.`);
    return Object.fromEntries(names.map(([input, name]) => [input, valuesOf(packed[name]!)]));
  } catch (error) {
    const isSaid = error instanceof FilesError || error instanceof RangeError;
    throw isSaid ? new UsageError(error.message) : error;
  }
}

function fileNamed(file: string): FileEntry {
  const [entry] = fileTree(file).files;
  if (!entry || path.basename(file) !== entry.path) {
    throw new UsageError(`${file} is a folder; samples are read from a file.`);
  }
  return entry;
}

const place = ({ file, row }: FileProblems['list'][number]): string =>
  row === undefined ? file : `${file}, row ${row}`;

function feedOf(document: Document, input: string, file: string): string {
  const name = columnNameOf(document, input);
  if (name !== undefined) return name;
  throw new UsageError(
    `No column of the document's data feeds the input ${input}, so that ${file} cannot; use JSON, an object by input id.`,
  );
}

/** What the table's columns are: as the imported files were described, else as the data set names its own. */
function columnsOf(document: Document, names: ReadonlySet<string>): Record<string, FileColumn> {
  const { data } = document;
  const own = data?.dataset === FILES ? readDescription(data.parameters).columns : undefined;
  const specs = datasetOf(data, world)?.columns ?? {};
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const column = own?.[name] ?? (specs[name] && columnOf(name, specs[name]));
      return column ? [[name, column] as const] : [];
    }),
  );
}

function columnOf(name: string, spec: ColumnSpec): FileColumn {
  const [height, width, channels] = spec.shape;
  if (spec.features) return { type: 'features', features: spec.features };
  if (spec.classes) return { type: 'category', classes: spec.classes, from: name };
  if (spec.dtype === 'text') return { type: 'text', from: name };
  if (isPicture(spec) && height && width && channels) {
    return { type: 'picture', height, width, channels, from: name };
  }
  if (spec.shape.length === 0) return { type: 'number', from: name };
  throw new UsageError(`A cell holds no ${spec.shape.join(' × ')} values of ${name}; use JSON.`);
}

/** The files that cells name, as far as they are there and below the table's folder. */
function picturesBeside(
  file: string,
  table: Table,
  columns: Readonly<Record<string, FileColumn>>,
): FileEntry[] {
  const folder = path.dirname(path.resolve(file));
  const from = Object.values(columns).flatMap((column) =>
    column.type === 'picture' && column.from !== undefined ? [column.from] : [],
  );
  const cells = table.columns.filter(({ name }) => from.includes(name));
  const named = new Set(
    cells.flatMap((column) => Array.from({ length: column.count }, (_, row) => column.text(row))),
  );
  return [...named].flatMap((cell) => {
    const inside = path.relative(folder, path.resolve(folder, cell.replaceAll('\\', '/').trim()));
    const isOutside = inside === '' || inside.startsWith('..') || path.isAbsolute(inside);
    if (isOutside || !existsSync(path.join(folder, inside))) return [];
    const entry = fileNamed(path.join(folder, inside));
    return [{ ...entry, path: inside.split(path.sep).join('/') }];
  });
}

const valuesOf = (column: Column): number[] | string[] =>
  column.ends ? textsOf(column) : [...column.values];
