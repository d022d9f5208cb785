/** A table as it was read, whatever format it came in, and its rows as the samples that a description asks for. */
import type { FileColumn } from '../../compiler/files';
import type { Column, Samples } from '../dataset';
import { packTexts } from '../text-column';
import type { Cells } from './cells';
import { valuesOf } from './column-types';
import { type FileProblems, FilesError } from './problems';

export interface Table {
  /** Path inside what was opened. */
  readonly file: string;
  readonly count: number;
  /** Number of the row that holds the first sample: 2 below a header. */
  readonly firstRow: number;
  readonly columns: readonly Cells[];
  readonly problems: FileProblems;
}

type Columns = Readonly<Record<string, FileColumn>>;

/**
 * Rows that lack a value which may not be missing (a target, a text) are left out and said. `given` reads columns that
 * lie outside the table.
 */
export function packTable(
  table: Table,
  columns: Columns,
  given: Readonly<Record<string, ColumnReader>> = {},
): Samples {
  const missing = missingColumns(table, columns);
  if (missing.length > 0) {
    const names = table.columns
      .map(({ name }) => name)
      .slice(0, 20)
      .join(', ');
    throw new FilesError(
      `${table.file} has no column ${missing.slice(0, 5).join(', ')}; its columns are ${names}.`,
    );
  }
  const readers = Object.entries(columns).map(
    ([id, column]) => [id, given[id] ?? columnReader(table, column)] as const,
  );
  const rows: number[] = [];
  const last = table.count - Math.max(0, ...Object.values(columns).map(reach));
  for (let row = 0; row <= last; row++) {
    if (row < table.count && readers.every(([, reader]) => reader.has(row))) rows.push(row);
  }
  sayBroken(table, columns, last + 1 - rows.length);
  const place = readers.find(([, reader]) => reader.place)?.[1].place;
  if (place) rows.sort((a, b) => place(a) - place(b));
  const packed = readers.map(([id, reader]) => [id, reader.pack(rows)]);
  return { count: rows.length, columns: Object.fromEntries(packed) };
}

/** Says how many windows of a series are left out for want of a value, in one sentence: one gap breaks many. */
function sayBroken(table: Table, columns: Columns, count: number): void {
  const isSeries = Object.values(columns).some(({ type }) => type === 'window');
  if (!isSeries || count <= 0) return;
  const message = `A value is missing in ${count} of the windows; they were left out.`;
  table.problems.add({ file: table.file, message });
}

/** Rows that a sample needs from its own on. */
const reach = (column: FileColumn): number =>
  column.type === 'window' ? column.start + column.length : 1;

/** Columns of the table that the description needs and the table lacks. */
export function missingColumns(table: Table, columns: Columns): string[] {
  const has = new Set(table.columns.map(({ name }) => name));
  return Object.values(columns)
    .flatMap(sourcesOf)
    .filter((name) => !has.has(name));
}

function sourcesOf(column: FileColumn): readonly string[] {
  if (column.type === 'features') return column.features.map(({ name }) => name);
  if (column.type === 'window') return column.from;
  return column.from === undefined ? [] : [column.from];
}

export interface ColumnReader {
  /** Whether this row can be a sample. */
  readonly has: (row: number) => boolean;
  /** Where the row lies on disk; rows are then taken in this order. */
  readonly place?: (row: number) => number;
  readonly pack: (rows: readonly number[]) => Column;
}

function columnReader(table: Table, column: FileColumn): ColumnReader {
  const cellsOf = (name: string): Cells => table.columns.find((cells) => cells.name === name)!; // `missingColumns` has looked
  const values = (name: string, typed: Parameters<typeof valuesOf>[1]) =>
    valuesOf(cellsOf(name), typed, table);
  switch (column.type) {
    case 'features': {
      const all = column.features.map((feature) => values(feature.name, feature));
      return { has: () => true, pack: (rows) => packRows(all, rows) };
    }
    case 'window':
      return windowReader(
        column.from.map((name) => values(name, { type: 'number' })),
        column,
      );
    case 'text': {
      const cells = cellsOf(column.from);
      const hasText = requirement(table, column.from, (row) => cells.text(row) !== '');
      return { has: hasText, pack: (rows) => packTexts(rows.map((row) => cells.text(row))) };
    }
    case 'number':
    case 'date':
      return singleReader(table, column.from, values(column.from, { type: column.type }), column);
    case 'category': {
      const { from, type, classes } = column;
      if (from === undefined) throw notInRows(table, type);
      return singleReader(table, from, values(from, { type, classes }), column);
    }
    case 'picture':
    case 'array':
      throw notInRows(table, column.type);
  }
}

const notInRows = ({ file }: Table, type: FileColumn['type']): FilesError =>
  new FilesError(`${file} is a table; its rows hold no ${type} that is a file of its own.`);

/** Says the rows that are left out for want of a value. */
function requirement(table: Table, name: string, has: (row: number) => boolean) {
  return (row: number): boolean => {
    if (has(row)) return true;
    const message = `${name} is empty; the row was left out.`;
    table.problems.add({ file: table.file, row: row + table.firstRow, message });
    return false;
  };
}

function singleReader(
  table: Table,
  name: string,
  values: Float64Array,
  { type }: FileColumn,
): ColumnReader {
  const has = requirement(table, name, (row) => !Number.isNaN(values[row]!));
  const pack = (rows: readonly number[]): Column =>
    type === 'category'
      ? { shape: [], values: Int32Array.from(rows, (row) => values[row]!), dtype: 'int32' }
      : { shape: [], values: Float32Array.from(rows, (row) => values[row]!) };
  return { has, pack };
}

function packRows(columns: readonly Float64Array[], rows: readonly number[]): Column {
  const packed = new Float32Array(rows.length * columns.length);
  let at = 0;
  for (const row of rows) for (const values of columns) packed[at++] = values[row]!;
  return { shape: [columns.length], values: packed };
}

function windowReader(
  channels: readonly Float64Array[],
  { start, length }: { readonly start: number; readonly length: number },
): ColumnReader {
  const isWhole = (row: number): boolean => {
    for (let i = row + start; i < row + start + length; i++) {
      if (channels.some((values) => Number.isNaN(values[i]!))) return false;
    }
    return true;
  };
  const pack = (rows: readonly number[]): Column => {
    const packed = new Float32Array(rows.length * length * channels.length);
    let at = 0;
    for (const row of rows) {
      for (let i = row + start; i < row + start + length; i++) {
        for (const values of channels) packed[at++] = values[i]!;
      }
    }
    return { shape: [length, channels.length], values: packed };
  };
  return { has: isWhole, pack };
}
