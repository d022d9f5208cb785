/** CSV and its relatives, read as they stream: separator, line ends, header and decimal commas are found out. */
import Papa from 'papaparse';
import { Cells, numberStyle } from '../files/cells';
import { FileProblems, FilesError } from '../files/problems';
import type { Table } from '../files/table';

/** How much text is looked at before the first row is read. */
const SAMPLE = 64 * 1024;
const MOST_COLUMNS = 20_000;
/** A row without an end is a file that is no table. */
const LONGEST_ROW = 64 * 1024 * 1024;
const separators = [',', '\t', ';', '|', '^', '~'];

/** By the code of the parser. */
const quoteProblems: Readonly<Record<string, string>> = {
  MissingQuotes: 'A quote is opened and not closed; all that follows was read as one cell.',
  InvalidQuotes: 'More text follows a closed quote; the cell was read with its quotes.',
};

export interface CsvOptions {
  readonly file: string;
  readonly problems?: FileProblems;
}

/** Throws a `FilesError` for what is no table. */
export async function readCsv(
  pieces: AsyncIterable<string> | Iterable<string>,
  { file, problems = new FileProblems() }: CsvOptions,
): Promise<Table> {
  let pending = '';
  let rows: RowReader | undefined;
  for await (const piece of pieces) {
    pending += piece;
    if (rows === undefined && pending.length < SAMPLE) continue;
    rows ??= new RowReader(file, problems, pending);
    pending = rows.read(pending, false);
    if (pending.length > LONGEST_ROW) {
      throw new FilesError(`${file} has a row of more than 64 MB; a quote may be left open.`);
    }
  }
  rows ??= new RowReader(file, problems, pending);
  rows.read(pending, true);
  return rows.table();
}

class RowReader {
  readonly #file: string;
  readonly #problems: FileProblems;
  readonly #config: Papa.ParseConfig;
  readonly #newline: string;
  readonly #header: readonly string[];
  readonly #columns: readonly Cells[];
  readonly #firstRow: number;
  #skip: number;
  #row = 0;
  #count = 0;

  constructor(file: string, problems: FileProblems, sample: string) {
    this.#file = file;
    this.#problems = problems;
    this.#newline = newlineOf(sample);
    const preview = Papa.parse<string[]>(sample.slice(0, SAMPLE), {
      preview: 200,
      delimitersToGuess: separators,
      skipEmptyLines: true,
    });
    const delimiter = preview.meta.delimiter || ',';
    this.#config = { delimiter, newline: this.#newline as '\n', quoteChar: '"' };
    const [first = [], ...rest] = preview.data;
    const hasHeader = isHeader(first, rest);
    this.#skip = hasHeader ? 1 : 0;
    this.#firstRow = this.#skip + 1;
    this.#header = uniqueNames(hasHeader ? first : first.map(() => ''));
    if (this.#header.length > MOST_COLUMNS) {
      throw new FilesError(
        `${file} has ${this.#header.length} columns; a table has at most ${MOST_COLUMNS}.`,
      );
    }
    this.#columns = this.#header.map(
      (name, i) => new Cells(name, numberStyle(rest.map((row) => row[i] ?? ''))),
    );
  }

  /** Reads the whole rows and gives back what is left over. */
  read(text: string, isLast: boolean): string {
    const { data, meta, errors } = new Papa.Parser(this.#config).parse(text, 0, !isLast) as {
      data: string[][];
      meta: { cursor: number };
      errors: readonly Papa.ParseError[];
    };
    for (const { code, row = 0 } of errors) this.#sayQuotes(code, this.#row + row + 1);
    for (const row of data) this.#add(row);
    return isLast ? '' : text.slice(meta.cursor);
  }

  #add(row: string[]): void {
    this.#row += 1;
    const last = row.length - 1;
    if (row[last]!.endsWith('\r')) row[last] = row[last]!.slice(0, -1);
    if (last === 0 && row[0]!.trim() === '') return;
    if (this.#skip > 0) {
      this.#skip -= 1;
      return;
    }
    this.#count += 1;
    const columns = this.#columns;
    if (row.length !== columns.length) this.#sayRagged(row.length);
    for (let i = 0; i < columns.length; i++) columns[i]!.add(row[i] ?? '');
  }

  #sayQuotes(code: string, row: number): void {
    const message = quoteProblems[code];
    if (message) this.#problems.add({ file: this.#file, row, message });
  }

  #sayRagged(received: number): void {
    const expected = this.#columns.length;
    const cells = received === 1 ? 'cell' : 'cells';
    const message =
      received > expected
        ? `The row has ${received} cells; the header has ${expected}. The rest was left out.`
        : `The row has ${received} ${cells}; the header has ${expected}. The rest was taken as missing.`;
    this.#problems.add({ file: this.#file, row: this.#row, message });
  }

  table(): Table {
    if (this.#columns.length === 0 || this.#count === 0) {
      throw new FilesError(`${this.#file} has no rows; a table has a header and a row a sample.`);
    }
    return {
      file: this.#file,
      count: this.#count,
      firstRow: this.#firstRow,
      columns: this.#columns,
      problems: this.#problems,
    };
  }
}

function newlineOf(sample: string): string {
  if (sample.includes('\r\n')) return '\r\n';
  return sample.includes('\r') && !sample.includes('\n') ? '\r' : '\n';
}

const isNumber = (cell: string): boolean => /^[+-]?[\d.]/.test(cell) && !Number.isNaN(Number(cell));

/** Names are words, and no column is made of the same kind of cells as its name where the others are numbers. */
function isHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  if (first.some((cell) => isNumber(cell.trim()))) return false;
  if (rest.length === 0 || first.some((cell) => cell.trim() !== '' && isNumber(cell))) return true;
  const hasNumbers = first.some((_, i) => rest.some((row) => isNumber((row[i] ?? '').trim())));
  // Words over words: a header's names differ from each other and are not seen again below.
  const isRepeated = first.some((cell, i) => rest.some((row) => row[i] === cell));
  return hasNumbers || (!isRepeated && new Set(first).size === first.length);
}

/** Every column has a name, and no two the same. */
export function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((given, i) => {
    const name = given.trim() || `column ${i + 1}`;
    let unique = name;
    for (let n = 2; used.has(unique); n++) unique = `${name} ${n}`;
    used.add(unique);
    return unique;
  });
}
