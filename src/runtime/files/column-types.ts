/** What a column of a table is, guessed from all of its cells, and its values once that is settled. */
import { MOST_CLASSES } from '../../compiler/files';
import type { Cells } from './cells';
import { dateOrder, daysOf } from './dates';
import type { Table } from './table';

/** `unused`: nothing is read of the column. */
export const columnTypes = ['number', 'category', 'date', 'text', 'unused'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** A column of numbers may hold this share of words, a measurement more: they are said and taken as missing. */
const STRAY = 0.05;
const STRAY_IN_MEASUREMENTS = 0.2;
/** More different words than this are text, and so are words that are longer on average. */
const MOST_WORDS = 1000;
const LONG_WORD = 40;

/** The type that the cells speak for. */
export function guessType(cells: Cells): ColumnType {
  const { dictionary, count, missing } = cells;
  if (dictionary.length === 0) return 'number';
  const wordCells = countWords(cells);
  const numberCells = count - missing - wordCells;
  const isMeasured = numberCells > 0 && distinctNumbers(cells).size * 2 > numberCells;
  const stray = isMeasured ? STRAY_IN_MEASUREMENTS : STRAY;
  if (numberCells > 0 && wordCells <= stray * (count - missing)) return 'number';
  if (numberCells === 0 && dateOrder(dictionary) !== null) return 'date';
  const different = dictionary.length + (numberCells > 0 ? distinctNumbers(cells).size : 0);
  const length = dictionary.reduce((sum, word) => sum + word.length, 0) / dictionary.length;
  const isRepeated = different <= Math.max(2, (count - missing) / 2);
  return different <= MOST_WORDS && isRepeated && length <= LONG_WORD ? 'category' : 'text';
}

/** So few rows may be numbered by chance. */
const FEW_ROWS = 10;

/** 0, 1, 2 … or 1, 2, 3 … down all rows: the number of a row says nothing of it. */
export function countsRows({ numbers, count, missing }: Cells): boolean {
  const first = numbers[0];
  if (count < FEW_ROWS || missing > 0 || (first !== 0 && first !== 1)) return false;
  for (let i = 0; i < count; i++) if (numbers[i] !== first + i) return false;
  return true;
}

function countWords({ words, count }: Cells): number {
  let found = 0;
  for (let i = 0; words && i < count; i++) if (words[i]! >= 0) found += 1;
  return found;
}

/** The different numbers of a column; looks no further than there may be classes. */
export function distinctNumbers({ numbers, count }: Cells): ReadonlySet<number> {
  const found = new Set<number>();
  for (let i = 0; i < count && found.size <= MOST_CLASSES; i++) {
    const number = numbers[i]!;
    if (!Number.isNaN(number)) found.add(number);
  }
  return found;
}

/** Words and numbers of a column as class names: numbers by size, words by the alphabet. */
export function classesOf(cells: Cells): string[] {
  const numbers = [...distinctNumbers(cells)].sort((a, b) => a - b).map(String);
  const used = new Set<number>();
  for (let i = 0; cells.words && i < cells.count; i++) used.add(cells.words[i]!);
  const words = cells.dictionary.filter((_, place) => used.has(place));
  return [...numbers, ...words.sort(naturalOrder)];
}

/** `b2` before `b10`; the same on every machine, whatever its language. */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    if (x === y) continue;
    const difference = i % 2 === 1 ? Number(x) - Number(y) : 0;
    return difference !== 0 ? difference : x < y ? -1 : 1;
  }
  return left.length - right.length;
}

export interface TypedValues {
  readonly type: Exclude<ColumnType, 'text' | 'unused'>;
  readonly classes?: readonly string[];
}

/** A number a row, NaN where it is missing or does not fit the type; what does not fit is said once a row. */
export function valuesOf(
  cells: Cells,
  typed: TypedValues,
  { file, firstRow, problems }: Pick<Table, 'file' | 'firstRow' | 'problems'>,
): Float64Array {
  const { numbers, words, dictionary, count, name } = cells;
  const ofWord = wordValues(dictionary, typed);
  const ofNumber = typed.type === 'category' ? classNumbers(typed.classes ?? []) : undefined;
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const word = words?.[i] ?? -1;
    const number = numbers[i]!;
    if (word < 0 && Number.isNaN(number)) values[i] = Number.NaN;
    else {
      const plain = ofNumber ? (ofNumber.get(String(number)) ?? Number.NaN) : number;
      const value = word < 0 ? (typed.type === 'date' ? Number.NaN : plain) : ofWord[word]!;
      values[i] = value;
      if (Number.isNaN(value) && cells.text(i) !== 'None') {
        problems.add({ file, row: i + firstRow, message: doesNotFit(name, cells.text(i), typed) });
      }
    }
  }
  return values;
}

function doesNotFit(name: string, text: string, { type, classes }: TypedValues): string {
  const received = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const expected =
    type === 'category' ? `one of ${(classes ?? []).slice(0, 5).join(', ')}` : `a ${type}`;
  return `${name} holds "${received}"; expected ${expected}. It was taken as missing.`;
}

const classNumbers = (classes: readonly string[]): ReadonlyMap<string, number> =>
  new Map(classes.map((name, i) => [name, i]));

function wordValues(dictionary: readonly string[], { type, classes = [] }: TypedValues): number[] {
  if (type === 'date') {
    const isDayFirst = dateOrder(dictionary) === 'day';
    return dictionary.map((word) => daysOf(word, isDayFirst));
  }
  if (type === 'category') {
    const byName = classNumbers(classes);
    return dictionary.map((word) => byName.get(word) ?? Number.NaN);
  }
  // Zeros in front (007) made a word of a number.
  return dictionary.map((word) => {
    const number = word === '' ? Number.NaN : Number(word);
    return Number.isFinite(number) ? number : Number.NaN;
  });
}
