/** What a table seems to be (table, text, series or ratings) and the columns that a network would read of it. */
import type { FileColumn } from '../../compiler/files';
import type { ColumnSpec, FeatureSpec } from '../../compiler/world';
import type { Cells } from './cells';
import { inWishedOrder } from './class-folders';
import { type ColumnType, classesOf, countsRows, distinctNumbers, guessType } from './column-types';
import { dateOrder, daysOf } from './dates';
import { FilesError } from './problems';
import { type Description, isClass, type Wish, wishedName } from './reader';
import type { Table } from './table';

/** Whole numbers with at most this many values are classes where they are to be learnt. */
const FEW_NUMBERS = 20;
const targetNames =
  /^(target|label|labels|class|classes|y|species|category|outcome|output|diagnosis|survived|spam|sentiment)$/i;
const idNames = /^(id|index|no|row|uuid|key|.*_id|unnamed.*)$/i;
const ratingNames = {
  user: /^(user|customer|reviewer)/i,
  item: /^(item|movie|film|book|product|song|title)/i,
  target: /^(rating|score|stars|target)/i,
};

interface Typed {
  readonly cells: Cells;
  readonly type: ColumnType;
}

/**
 * The type of every column, as guessed or as people say it is. What only counts the rows is not used where there is
 * something else to learn from.
 */
export function typesOf(table: Table, types: Wish['types'] = {}): readonly Typed[] {
  const guessed = table.columns.map((cells) => ({ cells, type: guessType(cells) }));
  const telling = guessed.filter(({ cells, type }) => type !== 'text' && !countsRows(cells));
  return guessed.map(({ cells, type }) => {
    const isSpare = telling.length >= 2 && countsRows(cells);
    const corrected = Object.hasOwn(types, cells.name) ? types[cells.name] : undefined;
    return { cells, type: corrected ?? (isSpare ? 'unused' : type) };
  });
}

/**
 * Throws a `FilesError` where the table has nothing to learn from. A table beside pictures need not have features, and
 * is neither ratings nor a series.
 */
export function describeTable(table: Table, wish: Wish, isBeside = false): Description {
  const typed = typesOf(table, wish.types).flatMap((column): Typed[] => {
    if (column.type !== 'unused') return [column];
    // What people want to learn is used, whatever it looks like.
    return column.cells.name === wish.target ? [{ ...column, type: 'number' }] : [];
  });
  if (isBeside) return describeRows(table, typed, wish, true);
  const ratings = wish.target === undefined ? ratingColumns(typed) : undefined;
  if (ratings) return { kind: 'ratings', columns: ratings, missing: [] };
  const isWindow = Object.values(wish.columns).some(
    ({ shape, dtype }) => shape.length === 2 && dtype === 'float32',
  );
  if (isWindow || (wish.target === undefined && !hasWishes(wish) && isSeries(table, typed))) {
    return describeSeries(table, typed, wish);
  }
  return describeRows(table, typed, wish, false);
}

function describeRows(
  table: Table,
  typed: readonly Typed[],
  wish: Wish,
  isBeside: boolean,
): Description {
  const target = targetOf(table, typed, wish);
  const rest = typed.filter((column) => column !== target);
  const text = rest.find(({ type }) => type === 'text');
  const wantsText = Object.values(wish.columns).some(({ dtype }) => dtype === 'text');
  const isText =
    text !== undefined &&
    (wantsText || (!hasWishes(wish) && rest.filter(isUseful).every((one) => one.type === 'text')));
  const columns: Record<string, FileColumn> = {};
  const missing: string[] = [];
  const into = { columns, missing, name: isBeside ? 'features' : 'sample' };
  if (isText)
    columns[wishedName(wish, ({ dtype }) => dtype === 'text', 'sample')] = {
      type: 'text',
      from: text.cells.name,
    };
  else if (!isBeside || wantsFeatures(rest, wish)) addFeatures(table, rest, wish, into);
  if (target) columns[targetName(wish)] = targetColumn(target, wish);
  for (const name of Object.keys(wish.columns)) if (!(name in columns)) missing.push(name);
  return { kind: isText ? 'text' : 'table', columns, missing };
}

const hasWishes = ({ columns }: Wish): boolean => Object.keys(columns).length > 0;

const isSingle = ({ shape, dtype }: ColumnSpec): boolean => shape.length === 0 && dtype !== 'text';
const isRow = ({ shape, features }: ColumnSpec): boolean =>
  features !== undefined || shape.length === 1;

const targetName = (wish: Wish): string =>
  wishedName(wish, isClass, wishedName(wish, isSingle, 'target'));

/** Beside pictures: where the document reads a row, or where nothing is wished and there is one to read. */
const wantsFeatures = (rest: readonly Typed[], wish: Wish): boolean =>
  hasWishes(wish)
    ? Object.values(wish.columns).some(isRow)
    : rest.some((column) => isUseful(column) && column.type !== 'text');

function addFeatures(
  table: Table,
  rest: readonly Typed[],
  wish: Wish,
  {
    columns,
    missing,
    name: usual,
  }: { columns: Record<string, FileColumn>; missing: string[]; name: string },
): void {
  const name = wishedName(wish, isRow, usual);
  const wished = wish.columns[name]?.features;
  if (wished) {
    const has = new Set(table.columns.map((cells) => cells.name));
    missing.push(
      ...wished.filter((feature) => !has.has(feature.name)).map((feature) => feature.name),
    );
    columns[name] = { type: 'features', features: wished };
    return;
  }
  const features = rest
    .filter(isUseful)
    .filter(({ type }) => type !== 'text')
    .map(featureOf);
  if (features.length === 0) {
    const empty = table.columns.filter((cells) => cells.missing === cells.count);
    const names = empty.map((cells) => cells.name).slice(0, 5);
    const hint =
      names.length > 0
        ? `every cell of ${names.join(', ')} is empty`
        : 'add a column of numbers, dates or categories, or choose another target';
    throw new FilesError(
      `${table.file} has no column to learn from besides its target and its texts; ${hint}.`,
    );
  }
  columns[name] = { type: 'features', features };
}

function featureOf({ cells, type }: Typed): FeatureSpec {
  const { name } = cells;
  if (type === 'category') return { name, type, classes: classesOf(cells) };
  return { name, type: type === 'date' ? type : 'number' };
}

/** Numbers that only count the rows, names of rows, and columns without a value say nothing of a sample. */
function isUseful({ cells, type }: Typed): boolean {
  if (cells.missing === cells.count) return false;
  if (!idNames.test(cells.name)) return true;
  if (type === 'text') return false;
  return type !== 'number' || distinctNumbers(cells).size < cells.count - cells.missing;
}

/** The column that is to be learnt: as people say, as the document's classes say, by its name, else the last. */
function targetOf(table: Table, typed: readonly Typed[], wish: Wish): Typed | undefined {
  if (wish.target !== undefined) {
    const named = typed.find(({ cells }) => cells.name === wish.target);
    if (named) return named;
    const names = typed
      .map(({ cells }) => cells.name)
      .slice(0, 20)
      .join(', ');
    throw new FilesError(`${table.file} has no column ${wish.target}; its columns are ${names}.`);
  }
  const able = typed.filter(
    (column) => column.type !== 'text' && column.type !== 'date' && isUseful(column),
  );
  const wished = Object.values(wish.columns).find(isClass)?.classes;
  const fitting = able.find(
    ({ cells }) => wished && classesOf(cells).every((name) => wished.includes(name)),
  );
  const source = Object.values(wish.columns).find(isSingle)?.doc;
  return (
    able.find(({ cells }) => cells.name === source) ??
    fitting ??
    able.find(({ cells }) => targetNames.test(cells.name)) ??
    able.at(-1)
  );
}

/** Classes or a number: what the document wants, else words and few whole numbers are classes. */
function targetColumn({ cells, type }: Typed, wish: Wish): FileColumn {
  const from = cells.name;
  const wished = wish.columns[targetName(wish)];
  const wantsNumber = wished !== undefined && wished.classes === undefined;
  const corrected = wish.types?.[from];
  const isFew = (): boolean => {
    const numbers = distinctNumbers(cells);
    return (
      numbers.size <= FEW_NUMBERS &&
      numbers.size * 2 <= cells.count &&
      [...numbers].every(Number.isInteger)
    );
  };
  const isNumber =
    corrected === 'number' ||
    (type === 'number' && (wantsNumber || (!wished?.classes && !isFew())));
  if (isNumber && corrected !== 'category') return { type: 'number', from };
  return { type: 'category', from, classes: inWishedOrder(classesOf(cells), wished?.classes) };
}

function ratingColumns(typed: readonly Typed[]): Record<string, FileColumn> | undefined {
  const find = (pattern: RegExp) => typed.find(({ cells }) => pattern.test(cells.name));
  const [user, item, target] = [ratingNames.user, ratingNames.item, ratingNames.target].map(find);
  if (!user || !item || target?.type !== 'number') return undefined;
  return {
    user: { type: 'category', from: user.cells.name, classes: classesOf(user.cells) },
    item: { type: 'category', from: item.cells.name, classes: classesOf(item.cells) },
    target: { type: 'number', from: target.cells.name },
  };
}

/** A series has dates first, each later than the one before and most of them equally far, and numbers beside them. */
function isSeries({ count }: Table, typed: readonly Typed[]): boolean {
  const [first, ...rest] = typed;
  if (first?.type !== 'date' || count < 32 || first.cells.missing > 0) return false;
  if (!rest.some(({ type }) => type === 'number')) return false;
  const steps = new Map<number, number>();
  let before = Number.NaN;
  const isDayFirst = dateOrder(first.cells.dictionary) === 'day';
  for (let i = 0; i < count; i++) {
    const day = daysOf(first.cells.text(i), isDayFirst);
    if (day <= before) return false;
    // Months are 28 to 31 days long.
    const step = Math.round((day - before) * 24) / 24;
    const kind = step >= 28 && step <= 31 ? 30 : step;
    if (!Number.isNaN(step)) steps.set(kind, (steps.get(kind) ?? 0) + 1);
    before = day;
  }
  return Math.max(...steps.values()) >= 0.7 * (count - 1);
}

/** Rows looked at and rows forecast where the document does not say. */
const WINDOW = 24;

function describeSeries(table: Table, typed: readonly Typed[], wish: Wish): Description {
  const numbers = typed
    .filter(({ type, cells }) => type === 'number' && !idNames.test(cells.name))
    .map(({ cells }) => cells.name);
  if (numbers.length === 0)
    throw new FilesError(`${table.file} has no column of numbers to follow in time.`);
  const windows = Object.entries(wish.columns).filter(([, { shape }]) => shape.length === 2);
  const [sample, past] = windows[0] ?? ['sample', undefined];
  const [target, future] = windows[1] ?? ['target', undefined];
  const length = past?.shape[0] ?? Math.min(WINDOW, Math.max(1, Math.floor(table.count / 4)));
  const forecast = wish.target ?? wishedChannels(future?.doc, numbers)[0] ?? numbers.at(-1)!;
  const named = wishedChannels(past?.doc, numbers);
  const channels = past?.shape[1] ?? numbers.length;
  const from = named.length > 0 ? named : numbers.slice(0, channels);
  return {
    kind: 'series',
    columns: {
      [sample]: { type: 'window', from, start: 0, length },
      [target]: {
        type: 'window',
        from: [forecast],
        start: length,
        length: future?.shape[0] ?? 1,
      },
    },
    missing: from.length < channels ? [`${channels} columns of numbers`] : [],
  };
}

/** The document's own channels, where this table has all of them. */
function wishedChannels(doc: string | undefined, numbers: readonly string[]): readonly string[] {
  const names = doc?.split(', ') ?? [];
  return names.every((name) => numbers.includes(name)) ? names : [];
}
