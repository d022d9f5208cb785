/**
 * A table beside pictures: a column names the picture of each row, the others are features and the target. A row is one
 * sample of several columns, so that several Inputs are fed by name; rows without their picture are named and left out.
 */
import type { FileColumn } from '../../compiler/files';
import type { Column, Samples } from '../dataset';
import { withoutTest } from '../datasets/without-test';
import { pickStored, SHARDED_BYTES } from '../stored-rows';
import type { Cells } from './cells';
import { decodeAll } from './decode-pictures';
import { describeTable, typesOf } from './describe-table';
import { isPictureFile, pictureFolder, usualSize } from './picture-folder';
import { storePictures } from './picture-shards';
import { FilesError } from './problems';
import {
  type FileReader,
  isPicture,
  type PictureSize,
  type ReadContext,
  type Wish,
} from './reader';
import { type ColumnReader, packTable, type Table } from './table';
import { isTableFile, readTable, tablesOf } from './table-file';
import { baseOf, type FileEntry, type FileTree, folderOf } from './tree';

/** Share of its cells by which a column names pictures. */
const NAMING = 0.5;

export const pictureTable: FileReader = {
  id: 'picture-table',
  knows: ({ files }) => files.some(isTableFile) && files.some(isPictureFile),
  open: async (tree, context) => {
    const { file, test } = tablesOf(tree, context.problems);
    const table = await readTable(file, context);
    const find = pictureFinder(tree);
    const named = namingColumns(table, file, find);
    // Class folders that a table happens to lie in.
    if (named.length === 0) return pictureFolder.open(tree, context);
    const rest = without(table, named);
    const from = named.map(({ name }) => name);
    return {
      columns: typesOf(rest).map(({ cells, type }) => ({
        name: cells.name,
        type,
        missing: cells.missing,
      })),
      describe: async (wish) => {
        const pictures = await describePictures({ table, file, find, named }, wish, context);
        const others = Object.entries(wish.columns).filter(([name]) => !(name in pictures));
        const beside = { ...wish, columns: Object.fromEntries(others) };
        const { columns, missing } = describeTable(rest, beside, true);
        return { kind: 'images', columns: { ...pictures, ...columns }, missing };
      },
      load: async (columns) => {
        const train = await packPictures({ table, file, find, part: 'train' }, columns, context);
        if (train.count === 0) {
          throw new FilesError(
            `${file.path} has no row whose picture can be read; its column ${from.join(', ')} names them.`,
          );
        }
        if (!test) return withoutTest(train);
        const other = { table: await readTable(test, context), file: test, find };
        return { train, test: await packPictures({ ...other, part: 'test' }, columns, context) };
      },
    };
  },
};

type Find = (file: FileEntry, cell: string) => FileEntry | undefined;

/** Finds the picture that a cell names: from the table's folder or the top, else the only one of this name. */
export function pictureFinder({ files }: FileTree): Find {
  const byPath = new Map<string, FileEntry>();
  const byName = new Map<string, FileEntry | undefined>();
  for (const file of files.filter(isPictureFile)) {
    byPath.set(file.path, file);
    const base = baseOf(file.path);
    for (const name of [base, base.slice(0, base.lastIndexOf('.'))]) {
      byName.set(name, byName.has(name) ? undefined : file);
    }
  }
  return (table, cell) => {
    const path = cell.trim().replaceAll('\\', '/').replace(/^\.\//, '');
    const folder = folderOf(table.path);
    return (
      byPath.get(folder === '' ? path : `${folder}/${path}`) ??
      byPath.get(path) ??
      byName.get(baseOf(path))
    );
  };
}

/** Columns most of whose cells name a picture that is there. */
function namingColumns(table: Table, file: FileEntry, find: Find): readonly Cells[] {
  return table.columns.filter(({ words, dictionary, count, missing }) => {
    if (!words || dictionary.length === 0) return false;
    const isNamed = dictionary.map((word) => find(file, word) !== undefined);
    let named = 0;
    for (let row = 0; row < count; row++) if (isNamed[words[row]!]) named += 1;
    return named > 0 && named >= NAMING * (count - missing);
  });
}

const without = (table: Table, named: readonly Cells[]): Table => ({
  ...table,
  columns: table.columns.filter((cells) => !named.includes(cells)),
});

interface Rows {
  readonly table: Table;
  readonly file: FileEntry;
  readonly find: Find;
}

/** The pictures that the document reads, in its order, else all of them. */
async function describePictures(
  { table, file, find, named }: Rows & { readonly named: readonly Cells[] },
  wish: Wish,
  context: ReadContext,
): Promise<Record<string, FileColumn>> {
  const wished = Object.entries(wish.columns).filter(([, column]) => isPicture(column));
  const described: Record<string, FileColumn> = {};
  for (const [i, cells] of named.entries()) {
    const [name = i === 0 ? 'picture' : cells.name, spec] = wished[i] ?? [];
    const [height, width, channels] = spec?.shape ?? [];
    const entries = filesOf({ table, file, find }, cells.name);
    const size =
      height && width && channels
        ? { height, width, channels }
        : await usualSize(
            entries.flatMap((entry) => entry ?? []),
            context,
          );
    if (wished.length === 0 || spec) {
      described[name] = { type: 'picture', ...size, from: cells.name };
    }
  }
  return described;
}

/** The picture of every row. */
function filesOf({ table, file, find }: Rows, name: string): (FileEntry | undefined)[] {
  const cells = table.columns.find((column) => column.name === name);
  if (!cells) throw new FilesError(`${table.file} has no column ${name}, which names pictures.`);
  return Array.from({ length: table.count }, (_, row) => find(file, cells.text(row)));
}

/** The rows as samples, with the pictures that their cells name. */
export async function packPictures(
  rows: Rows & { readonly part: 'train' | 'test' },
  columns: Readonly<Record<string, FileColumn>>,
  context: ReadContext,
): Promise<Samples> {
  const readers: Record<string, ColumnReader> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (column.type !== 'picture' || column.from === undefined) continue;
    readers[name] = await pictureReader(rows, { ...column, from: column.from }, context);
  }
  return packTable(rows.table, columns, readers);
}

/** Each picture is decoded once, however many rows name it. */
async function pictureReader(
  rows: Rows & { readonly part: 'train' | 'test' },
  { from, ...size }: PictureSize & { readonly from: string },
  context: ReadContext,
): Promise<ColumnReader> {
  const ofRow = filesOf(rows, from);
  const entries = [...new Set(ofRow.flatMap((entry) => entry ?? []))];
  const { column, paths } = await decoded({ ...size, part: rows.part, from }, entries, context);
  const places = new Map(paths.map((path, i) => [path, i]));
  const placeOf = (row: number): number | undefined => places.get(ofRow[row]?.path ?? '');
  const shape = [size.height, size.width, size.channels];
  return {
    has: (row) => {
      if (placeOf(row) !== undefined) return true;
      sayMissing(rows, from, row, ofRow[row]);
      return false;
    },
    pack: (kept) =>
      packed(
        { shape, ...column },
        Int32Array.from(kept, (row) => placeOf(row)!),
      ),
    ...(column.stored && { place: (row: number) => placeOf(row) ?? 0 }),
  };
}

async function decoded(
  { part, from, ...size }: PictureSize & { readonly part: 'train' | 'test'; readonly from: string },
  entries: readonly FileEntry[],
  context: ReadContext,
): Promise<{ readonly column: Pick<Column, 'values' | 'stored'>; readonly paths: string[] }> {
  const bytes = size.height * size.width * size.channels;
  let done = 0;
  const onPicture = (): void => context.onProgress?.(++done, entries.length);
  if (entries.length * bytes > SHARDED_BYTES && context.shards) {
    const { height, width, channels } = size;
    const folder = await context.shards(JSON.stringify([height, width, channels, from]));
    const filed = entries.map((entry) => ({ entry, className: '', part }));
    const stored = await storePictures({ folder, part, bytes }, filed, size, {
      ...context,
      onPicture,
    });
    return { column: stored.column, paths: stored.kept.map(({ path }) => path) };
  }
  const files = entries.map((entry) => ({ entry }));
  const { column, kept } = await decodeAll(files, size, context, onPicture);
  return { column, paths: kept.map(({ entry }) => entry.path) };
}

function packed(column: Column, places: Int32Array): Column {
  const { stored, shape, values } = column;
  if (stored) return pickStored({ ...column, stored }, places);
  const size = shape.reduce<number>((product, n) => product * (n ?? 1), 1);
  const chosen = new Uint8Array(places.length * size);
  for (const [i, place] of places.entries()) {
    chosen.set(values.subarray(place * size, (place + 1) * size), i * size);
  }
  return { shape, values: chosen };
}

function sayMissing({ table }: Rows, from: string, row: number, file: FileEntry | undefined): void {
  const cell = table.columns.find(({ name }) => name === from)?.text(row) ?? '';
  const reason = file
    ? `the picture ${cell}, which cannot be read`
    : cell === ''
      ? 'no picture'
      : `${cell.slice(0, 60)}, which is not in the folder`;
  const message = `${from} names ${reason}; the row was left out.`;
  table.problems.add({ file: table.file, row: row + table.firstRow, message });
}
