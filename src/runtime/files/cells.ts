/**
 * One column of a table while it is read: numbers as numbers, everything else as a number of a word list, so that
 * ten million cells are a few arrays. What type the column has is decided when it is whole (`column-types.ts`).
 */

const NONE = -1;
/** Spellings of "nothing here", in small letters. `None` is not one: tables of damage and of faults have it as a class. */
const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', '-', '?', '#n/a']);

/** How a table writes its numbers: 1234.5, 1234,5 or 1.234,5, or 1,234.5. */
export type NumberStyle = 'plain' | 'decimalComma' | 'thousandsComma';

const styled = {
  decimalComma: /^[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+$/,
  // 0,125 is an eighth.
  thousandsComma: /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/,
} as const;

/** The style that these cells are written in. */
export function numberStyle(cells: readonly string[]): NumberStyle {
  const withComma = cells.filter((cell) => /^[+-]?\d[\d.]*(,\d+)+(\.\d+)?$/.test(cell.trim()));
  if (withComma.length === 0) return 'plain';
  const isThousands = withComma.every((cell) => styled.thousandsComma.test(cell.trim()));
  return isThousands ? 'thousandsComma' : 'decimalComma';
}

export class Cells {
  readonly name: string;
  /** NaN where the cell is a word or missing. */
  numbers = new Float64Array(1024);
  /** The word of each cell, -1 where it is a number or missing; absent until the first word. */
  words: Int32Array | undefined;
  /** Every word that was met, in the order of meeting. */
  readonly dictionary: string[] = [];
  count = 0;
  missing = 0;
  readonly #places = new Map<string, number>();
  readonly #style: NumberStyle;

  constructor(name: string, style: NumberStyle = 'plain') {
    this.name = name;
    this.#style = style;
  }

  add(cell: string): void {
    const number = this.#numberOf(cell);
    if (!Number.isNaN(number)) this.addNumber(number);
    else this.addWord(cell);
  }

  addNumber(value: number): void {
    if (this.count === this.numbers.length) this.#grow();
    if (Number.isNaN(value)) this.missing += 1;
    this.numbers[this.count++] = value;
  }

  addWord(cell: string): void {
    const word = cell.trim();
    if (missingWords.has(word.toLowerCase())) {
      this.addNumber(Number.NaN);
      return;
    }
    if (this.count === this.numbers.length) this.#grow();
    this.words ??= new Int32Array(this.numbers.length).fill(NONE);
    let place = this.#places.get(word);
    if (place === undefined) {
      place = this.dictionary.length;
      this.dictionary.push(word);
      this.#places.set(word, place);
    }
    this.words[this.count] = place;
    this.numbers[this.count++] = Number.NaN;
  }

  /** What stood in the cell; empty where it is missing. */
  text(row: number): string {
    const word = this.words?.[row] ?? NONE;
    if (word !== NONE) return this.dictionary[word]!;
    const number = this.numbers[row]!;
    return Number.isNaN(number) ? '' : String(number);
  }

  /** Only what begins like a number is tried; 007 is a word, because its zeros say something. */
  #numberOf(cell: string): number {
    const first = cell.charCodeAt(0);
    const isDigit = first >= 48 && first <= 57;
    // A sign or a decimal point may stand before the digits.
    if (!isDigit && first !== 45 && first !== 43 && first !== 46) {
      return first === 32 || first === 9 ? this.#trimmed(cell) : Number.NaN;
    }
    if (first === 48 && cell.length > 1) {
      const second = cell.charCodeAt(1);
      if (second !== 46 && second !== 44) return Number.NaN;
    }
    const value = Number(cell);
    if (!Number.isNaN(value)) return Number.isFinite(value) ? value : Number.NaN;
    const text = cell.trim();
    if (this.#style === 'plain' || !styled[this.#style].test(text)) return Number.NaN;
    return this.#style === 'thousandsComma'
      ? Number(text.replaceAll(',', ''))
      : Number(text.replaceAll('.', '').replace(',', '.'));
  }

  #trimmed(cell: string): number {
    const trimmed = cell.trim();
    return trimmed === '' ? Number.NaN : this.#numberOf(trimmed);
  }

  #grow(): void {
    const length = this.numbers.length * 2;
    const numbers = new Float64Array(length);
    numbers.set(this.numbers);
    this.numbers = numbers;
    if (this.words === undefined) return;
    const words = new Int32Array(length).fill(NONE);
    words.set(this.words);
    this.words = words;
  }
}
