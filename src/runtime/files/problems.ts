/** What is wrong with files that people bring: named, counted, and never in the way of the rest. */

export interface FileProblem {
  /** Path inside what was opened. */
  readonly file: string;
  /** Row of a table, from 1; its header is row 1. */
  readonly row?: number;
  /** What was received, expected, and what was done or is to do. */
  readonly message: string;
}

/** The first hundred problems in words; the others are counted. */
export class FileProblems {
  static readonly most = 100;
  readonly list: FileProblem[] = [];
  #count = 0;

  add(problem: FileProblem): void {
    this.#count += 1;
    if (this.list.length < FileProblems.most) this.list.push(problem);
  }

  get count(): number {
    return this.#count;
  }

  /** What is said of the first one where nothing else can be shown; empty where there is none. */
  get first(): string {
    const [first] = this.list;
    if (!first) return '';
    const { file, row, message } = first;
    return `${file}${row === undefined ? '' : `, row ${row}`}: ${message}`;
  }
}

/** The files can be read and lack columns that a document learns from. */
export class MissingColumns extends Error {
  constructor(name: string, missing: readonly string[], has: readonly string[]) {
    const [lacks, shown] = [missing, has].map((names) => names.slice(0, 20).join(', '));
    super(`${name} has no ${lacks}, which the document learns from; it has ${shown}.`);
    this.name = 'MissingColumns';
  }
}

/** What was opened cannot be read at all: one sentence that says what was received, expected and to do. */
export class FilesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FilesError';
  }
}
