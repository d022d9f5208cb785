/** Tables in JSON: a list of objects or of lists, columns by name, or one object a line (NDJSON). */
import { Cells } from '../files/cells';
import { FileProblems, FilesError } from '../files/problems';
import type { Table } from '../files/table';
import type { CsvOptions } from './csv';

type Row = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws a `FilesError` for text that is no table. */
export function readJsonTable(
  text: string,
  { file, problems = new FileProblems() }: CsvOptions,
): Table {
  const table = new JsonTable(file, problems);
  const whole = parsed(text);
  // NDJSON is no JSON as a whole.
  if (!(whole instanceof SyntaxError)) {
    for (const row of rowsOf(whole, file)) table.add(row);
  } else if (!readLines(text, table)) {
    // It quotes the text, lines and all.
    const reason = whole.message.replace(/\s+/g, ' ');
    throw new FilesError(
      `${file} is neither JSON nor an object a line; it may be cut off. ${reason}.`,
    );
  }
  return table.table();
}

/** The value, or the error that says why there is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

const isRow = (value: unknown): boolean =>
  Array.isArray(value) || (isObject(value) && !(value instanceof Error));

/** False where there are lines and none is a row. */
function readLines(text: string, table: JsonTable): boolean {
  let [number, rows, others] = [0, 0, 0];
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() === '') continue;
    const value = parsed(line);
    if (isRow(value)) {
      table.add(value);
      rows += 1;
    } else {
      table.skip(number);
      others += 1;
    }
  }
  return rows > 0 || others === 0;
}

/** The rows of a JSON value: itself, columns of equal length, or the one list inside an object. */
function rowsOf(value: unknown, file: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) {
    const lists = Object.entries(value).filter(([, item]) => Array.isArray(item)) as [
      string,
      unknown[],
    ][]; // filtered
    const length = lists[0]?.[1].length ?? 0;
    const isColumns =
      lists.length > 0 && lists.every(([, list]) => list.length === length && !isObject(list[0]));
    if (isColumns && lists.length === Object.keys(value).length) {
      return Array.from({ length }, (_, i) =>
        Object.fromEntries(lists.map(([name, list]) => [name, list[i]])),
      );
    }
    const objects = lists.filter(([, list]) => isObject(list[0]));
    if (objects.length === 1) return objects[0]![1];
    if (lists.length === 0) return [value];
  }
  throw new FilesError(`${file} holds no table; a list of objects is one, one object a row.`);
}

const MOST_COLUMNS = 20_000;

class JsonTable {
  readonly #columns = new Map<string, Cells>();
  #count = 0;

  constructor(
    readonly file: string,
    readonly problems: FileProblems,
  ) {}

  skip(row: number): void {
    this.problems.add({
      file: this.file,
      row,
      message: 'The line is not a JSON object; it was left out.',
    });
  }

  add(row: unknown): void {
    const isRow = isObject(row) || Array.isArray(row);
    const entries: Iterable<readonly [string, unknown]> = isRow
      ? Array.isArray(row)
        ? row.map((value, i) => [`column ${i + 1}`, value] as const)
        : flattened(row)
      : [['value', row]];
    for (const [name, value] of entries) addValue(this.#column(name), value);
    this.#count += 1;
    for (const cells of this.#columns.values()) {
      if (cells.count < this.#count) cells.addNumber(Number.NaN);
    }
  }

  #column(name: string): Cells {
    const known = this.#columns.get(name);
    if (known) return known;
    if (this.#columns.size >= MOST_COLUMNS) {
      throw new FilesError(
        `${this.file} has more than ${MOST_COLUMNS} columns; a table has fewer.`,
      );
    }
    const cells = new Cells(name);
    for (let i = 0; i < this.#count; i++) cells.addNumber(Number.NaN);
    this.#columns.set(name, cells);
    return cells;
  }

  table(): Table {
    if (this.#count === 0 || this.#columns.size === 0) {
      throw new FilesError(`${this.file} has no rows; a table has a row a sample.`);
    }
    const { file, problems } = this;
    return {
      file,
      problems,
      count: this.#count,
      firstRow: 1,
      columns: [...this.#columns.values()],
    };
  }
}

/** `{ size: { height: 3 } }` has the column `size.height`. */
function* flattened(row: Row, path = '', depth = 0): Generator<readonly [string, unknown]> {
  for (const [key, value] of Object.entries(row)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (isObject(value) && !(value instanceof Date) && !ArrayBuffer.isView(value) && depth < 4) {
      yield* flattened(value, name, depth + 1);
    } else yield [name, value];
  }
}

/** One value of JSON or Parquet into a cell. */
export function addValue(cells: Cells, value: unknown): void {
  if (typeof value === 'number') cells.addNumber(Number.isFinite(value) ? value : Number.NaN);
  else if (typeof value === 'string') cells.add(value);
  else if (typeof value === 'bigint') cells.addNumber(Number(value));
  else if (typeof value === 'boolean') cells.addWord(String(value));
  else if (value instanceof Date) cells.addWord(dateText(value));
  else if (value === null || value === undefined) cells.addNumber(Number.NaN);
  else
    cells.addWord(
      JSON.stringify(value, (_key, item: unknown) =>
        typeof item === 'bigint' ? Number(item) : item,
      ) ?? '',
    );
}

function dateText(date: Date): string {
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
