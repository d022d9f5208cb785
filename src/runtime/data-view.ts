/** Looks at the data of a document: pages of samples and facts, from samples that are loaded once. */
import { labelColumn, type PartName, readChanges } from '../compiler/data-changes';
import type { Data } from '../graph/document';
import { classBalance, fieldFacts, repeated } from './data-facts';
import { valuesAt } from './data-fields';
import type { DataAnswers, DataFacts, Look, SamplePage, ToData } from './data-protocol';
import { createVariations } from './data-variations';
import type { Column, Parts } from './dataset';
import { keepLast } from './keep-last';
import { arrangeData, type LoadedData, loadParts } from './load-data';
import { emptyLike } from './preparation/resize';
import { keptRows, range } from './preparation/rows';
import type { PrepareOptions } from './prepare';

export interface Viewer {
  /** Throws what people should read: `DataError` … */
  answer(question: ToData): Promise<DataAnswers[ToData['type']]>;
}

/** Fields of more columns than this nobody looks at. */
const MOST_FIELDS = 100;
/** Longest side of a thinned-out picture. */
const THUMBNAIL = 96;

export function createDataView(options: Omit<PrepareOptions, 'document'>): Viewer {
  const parts = keepLast<Promise<Parts>>();
  const arranged = keepLast<LoadedData>();
  const variations = createVariations(options);

  const load = async (data: Data): Promise<LoadedData> => {
    const { changes: _, ...parameters } = data.parameters;
    const { dataset, seed } = data;
    const key = JSON.stringify([dataset, parameters, seed]);
    const loaded = await parts(key, () => loadParts(data, options));
    const { validation, preparation } = data;
    const alone = preparation.nodes.filter(({ kind }) => kind === 'Split');
    const splitKey = JSON.stringify([key, data.parameters, validation, alone]);
    return arranged(splitKey, () => arrangeData(data, loaded));
  };

  return {
    answer: async (question) => {
      if (question.type === 'variations') return variations(question);
      const loaded = await load(question.data);
      return question.type === 'facts' ? factsOf(question.data, loaded) : pageOf(question, loaded);
    },
  };
}

/** Where a number is in the parts of the data set. */
function placeOf(number: number, { train }: Parts): { part: PartName; row: number } {
  return number < train.count
    ? { part: 'train', row: number }
    : { part: 'test', row: number - train.count };
}

/** Numbers of the samples of each part. */
function numbersOf(data: Data, { parts, split }: LoadedData): Record<Look['part'], Int32Array> {
  const first = parts.train.count;
  const changes = readChanges(data.parameters);
  const inTest = (rows: Int32Array): Int32Array => rows.map((row) => row + first);
  const test = inTest(keptRows(range(parts.test.count), changes.test));
  const isHeld = data.validation === 'test';
  const leftOut = (part: PartName): Int32Array =>
    range(parts[part].count).filter((row) => changes[part].get(row) === null);
  return {
    train: split.train,
    validation: isHeld ? test : split.validation,
    test: isHeld ? new Int32Array(0) : test,
    leftOut: Int32Array.from([...leftOut('train'), ...inTest(leftOut('test'))]),
  };
}

function chosen(data: Data, loaded: LoadedData, { part, label, among }: Look): Int32Array {
  const { parts, spec } = loaded;
  const most = parts.train.count + parts.test.count;
  const numbers = among
    ? Int32Array.from(among).filter((number) => number >= 0 && number < most)
    : numbersOf(data, loaded)[part];
  const name = label === undefined ? undefined : labelColumn(spec);
  if (name === undefined) return numbers;
  return numbers.filter((number) => {
    const { part: at, row } = placeOf(number, parts);
    return parts[at].columns[name]?.values[row] === label;
  });
}

function pageOf(
  { data, look, from, count, whole }: Extract<ToData, { type: 'samples' }>,
  loaded: LoadedData,
): SamplePage {
  const all = chosen(data, loaded, look);
  const numbers = all.slice(Math.max(0, from), Math.max(0, from) + count);
  const columns = Object.entries(loaded.parts.train.columns).map(([name, column]) => {
    const values = Array.from(numbers, (number) => {
      const { part, row } = placeOf(number, loaded.parts);
      return valuesAt(loaded.parts[part].columns[name]!, row);
    });
    const packed = pack(values, column);
    return [name, whole ? packed : thumbnails(packed, numbers.length)] as const;
  });
  return {
    total: all.length,
    firstTest: loaded.parts.train.count,
    numbers,
    columns: Object.fromEntries(columns),
  };
}

/** Samples one after the other in memory of their own. */
function pack(
  samples: readonly Column['values'][],
  { stored: _, ends, ...column }: Column,
): Column {
  const sizes = samples.map(({ length }) => length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const values = emptyLike(samples[0] ?? column.values, total);
  let at = 0;
  const stops = Uint32Array.from(samples, (sample) => {
    values.set(sample, at);
    at += sample.length;
    return at;
  });
  return { ...column, values, ...(ends && { ends: stops }) };
}

/** Every so many rows and columns of pictures whose sides are longer than a thumbnail's. */
function thumbnails(column: Column, count: number): Column {
  const [height, width, channels] = column.shape.map((size) => size ?? 1);
  if (column.shape.length !== 3 || !height || !width || !channels) return column;
  const step = Math.ceil(Math.max(height, width) / THUMBNAIL);
  if (step < 2) return column;
  const [rows, columns] = [Math.floor(height / step), Math.floor(width / step)];
  const values = emptyLike(column.values, count * rows * columns * channels);
  let at = 0;
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const from = ((n * height + y * step) * width + x * step) * channels;
        values.set(column.values.subarray(from, from + channels), at);
        at += channels;
      }
    }
  }
  return { ...column, shape: [rows, columns, channels], values };
}

function factsOf(data: Data, loaded: LoadedData): DataFacts {
  const { parts, split, spec } = loaded;
  const numbers = numbersOf(data, loaded);
  const changes = readChanges(data.parameters).train;
  const label = labelColumn(spec);
  const rows = keptRows(range(parts.train.count), changes);
  const [train, held] = [
    { samples: parts.train, rows: split.train },
    { samples: split.held, rows: split.validation },
  ];
  const classes = label === undefined ? undefined : spec.columns[label]?.classes;
  const balance = (of: typeof train): Int32Array =>
    classBalance(of.samples.columns[label!]!, classes!.length, of.rows);
  const { duplicates, leaks } = repeated(train, held, sampleColumn(spec.columns, label));
  const ofHeld = (list: readonly number[]): number[] =>
    list.map((row) => (split.held === parts.test ? row + parts.train.count : row));
  const { leftOut, test, validation } = numbers;
  return {
    counts: {
      train: numbers.train.length,
      validation: validation.length,
      test: test.length,
      leftOut: leftOut.length,
    },
    ...(classes && {
      balance: { column: label!, classes, train: balance(train), validation: balance(held) },
    }),
    fields: fieldFacts(spec.columns, { samples: parts.train, rows }, { label, most: MOST_FIELDS }),
    duplicates: [...duplicates.train, ...ofHeld(duplicates.held)],
    leaks: ofHeld(leaks),
  };
}

/** The column whose bytes make two samples the same. */
function sampleColumn(columns: LoadedData['spec']['columns'], label: string | undefined): string {
  if (columns.sample) return 'sample';
  return Object.keys(columns).find((name) => name !== label) ?? '';
}
