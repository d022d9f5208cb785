/**
 * The data set `files`: what people bring. Its parameters describe it whole (columns, types, classes, counts,
 * fingerprint), so that a document is checked, built and exported without the files themselves.
 * `runtime/files/` reads the files as the description says.
 */
import type { Config, Json } from '../graph/document';
import { isConfig } from '../graph/json';
import { leftOut, readChanges } from './data-changes';
import { enumeration, int, record, text } from './params';
import type { ColumnSpec, DatasetSpec, FeatureSpec } from './world';

/** Id of the data set of a document that learns from files. */
export const FILES = 'files';

export const fileKinds = ['images', 'table', 'text', 'series', 'ratings'] as const;
export type FileKind = (typeof fileKinds)[number];

/** What one column of the data holds and where in the files it comes from: the values of `parameters.columns`. */
export type FileColumn =
  /** `from`: the table's column that names picture files; absent where every sample is a picture file. */
  | {
      readonly type: 'picture';
      readonly height: number;
      readonly width: number;
      readonly channels: number;
      readonly from?: string;
    }
  /** Columns of a table side by side, each named by its feature. */
  | { readonly type: 'features'; readonly features: readonly FeatureSpec[] }
  | { readonly type: 'number' | 'date' | 'text'; readonly from: string }
  /** `from` is absent where folders are the classes. */
  | { readonly type: 'category'; readonly classes: readonly string[]; readonly from?: string }
  /** Rows `start … start + length` of a series, counted from the sample's own row. */
  | {
      readonly type: 'window';
      readonly from: readonly string[];
      readonly start: number;
      readonly length: number;
    }
  /** An array of a file (NPY) as it is. */
  | {
      readonly type: 'array';
      readonly shape: readonly number[];
      readonly dtype: 'float32' | 'int32' | 'uint8';
      readonly from?: string;
    };

export interface FilesDescription {
  readonly name: string;
  readonly kind: FileKind;
  readonly fingerprint: string;
  readonly train: number;
  readonly test: number;
  readonly columns: Readonly<Record<string, FileColumn>>;
}

/** Most classes of a column and most features of a row; what has more is text or a number. */
export const MOST_CLASSES = 100_000;
const LARGEST = 1_000_000;

export const filesSpec: DatasetSpec = {
  id: FILES,
  doc: 'Your own pictures, tables, texts, series or ratings. They stay on this machine.',
  licence: 'Yours',
  citation: 'The files as their owner describes them.',
  source: 'Files on this machine',
  params: {
    name: text('', 'Name of the folder, archive or file.'),
    kind: enumeration('table', fileKinds, 'What the files hold.'),
    fingerprint: text('', 'SHA-256 of what was read, as hexadecimal digits.'),
    train: int(0, 'Number of samples to train on.', { min: 0, max: 1e9 }),
    test: int(0, 'Number of samples of the test split.', { min: 0, max: 1e9 }),
    columns: record({}, 'What each column holds and where it comes from.'),
    changes: record({}, 'New labels by part and number of the sample; null leaves it out.'),
  },
  columns: {},
  samples: { train: 0, test: 0 },
  describe: (parameters) => {
    const { train, test, columns } = readDescription(parameters);
    const specs = Object.entries(columns).map(([name, column]) => [name, columnSpec(column)]);
    const changes = readChanges(parameters);
    const samples = {
      train: train - leftOut(changes.train, train),
      test: test - leftOut(changes.test, test),
    };
    return { columns: Object.fromEntries(specs), samples };
  },
};

/** What the parameters describe. Columns of a form that nobody writes are left out. */
export function readDescription(parameters: Config): FilesDescription {
  const { name, kind, fingerprint, train, test, columns } = parameters;
  const read = Object.entries(isConfig(columns) ? columns : {}).flatMap(([id, value]) => {
    const column = isConfig(value) ? readColumn(value) : undefined;
    return column ? [[id, column] as const] : [];
  });
  return {
    name: typeof name === 'string' ? name : '',
    kind: fileKinds.find((known) => known === kind) ?? 'table',
    fingerprint: typeof fingerprint === 'string' ? fingerprint : '',
    train: isSize(train, 0) ? train : 0,
    test: isSize(test, 0) ? test : 0,
    columns: Object.fromEntries(read),
  };
}

/** A description as the parameters of a document. */
export function descriptionConfig(description: FilesDescription): Config {
  return { ...description } as unknown as Config; // plain JSON by its types
}

/** What a described column is to the checker. */
export function columnSpec(column: FileColumn): ColumnSpec {
  switch (column.type) {
    case 'picture': {
      const { height, width, channels } = column;
      return { shape: [height, width, channels], dtype: 'uint8', doc: 'A picture, 0 … 255.' };
    }
    case 'features': {
      const { features } = column;
      const doc = features.map(({ name }) => name).join(', ');
      return { shape: [features.length], dtype: 'float32', doc, features };
    }
    case 'number':
      return { shape: [], dtype: 'float32', doc: column.from };
    case 'date':
      return { shape: [], dtype: 'float32', doc: `${column.from}, in days since 1970.` };
    case 'text':
      return { shape: [], dtype: 'text', doc: column.from };
    case 'category': {
      const { classes, from = 'The folder that the file is in.' } = column;
      return { shape: [], dtype: 'int32', doc: from, classes };
    }
    case 'window': {
      const { from, length } = column;
      return { shape: [length, from.length], dtype: 'float32', doc: from.join(', ') };
    }
    case 'array':
      return { shape: column.shape, dtype: column.dtype, doc: column.from ?? 'An array.' };
  }
}

const isSize = (value: Json | undefined, least = 1): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 1e9;

const isNames = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MOST_CLASSES &&
  value.every((item) => typeof item === 'string');

const readers: { readonly [T in FileColumn['type']]: (value: Config) => boolean } = {
  picture: ({ height, width, channels }) =>
    [height, width].every((size) => isSize(size) && size <= 4096) &&
    isSize(channels) &&
    channels <= 4,
  features: ({ features }) =>
    Array.isArray(features) &&
    features.length > 0 &&
    features.length <= MOST_CLASSES &&
    features.every((feature) => isConfig(feature) && isFeature(feature)),
  number: ({ from }) => typeof from === 'string',
  date: ({ from }) => typeof from === 'string',
  text: ({ from }) => typeof from === 'string',
  category: ({ classes }) => isNames(classes),
  window: ({ from, start, length }) =>
    isNames(from) && isSize(start, 0) && isSize(length) && length * from.length <= LARGEST,
  array: ({ shape, dtype }) =>
    Array.isArray(shape) &&
    shape.every((size) => isSize(size)) &&
    shape.reduce((product, size) => product * size, 1) <= LARGEST &&
    ['float32', 'int32', 'uint8'].includes(String(dtype)),
};

function isFeature({ name, type, classes }: Config): boolean {
  if (typeof name !== 'string') return false;
  return type === 'category' ? isNames(classes) : type === 'number' || type === 'date';
}

function readColumn(value: Config): FileColumn | undefined {
  const { type, from } = value;
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return undefined;
  const isPlace = from === undefined || typeof from === 'string' || type === 'window';
  const reader = readers[type as FileColumn['type']]; // one of its keys: looked at above
  return isPlace && reader(value) ? (value as unknown as FileColumn) : undefined; // its reader has looked at it
}
