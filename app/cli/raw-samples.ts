/** Reads `predict --input`: raw samples as they are before preparation, by Input id. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { load as loadNpy } from 'npyjs';
import Papa from 'papaparse';
import { datasetOf } from '../../src/compiler/dataset-of';
import type { ColumnSpec } from '../../src/compiler/world';
import type { Document } from '../../src/graph/document';
import { readCsv } from '../../src/runtime/containers/csv';
import { decodeText } from '../../src/runtime/containers/decode-text';
import { FilesError } from '../../src/runtime/files/problems';
import { packTable } from '../../src/runtime/files/table';
import { world } from '../../src/runtime/world';
import { UsageError } from './output';
import { sharpPictures } from './pictures';
import { columnNameOf, isTable, type RawSamples, rawRows } from './raw-rows';

const product = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((total, size) => total * (size ?? 1), 1);

/** The column of the document's data set that feeds an input, where the data set says so. */
function columnOf(document: Document, input: string): ColumnSpec | undefined {
  const name = columnNameOf(document, input);
  return name === undefined ? undefined : datasetOf(document.data, world)?.columns[name];
}

/** Numbers of one raw sample. */
const sizeOf = (column: ColumnSpec | undefined): number | undefined =>
  column && product(column.shape);

/** Samples of a column as JSON has them: texts, rows of a table with its words, or numbers. */
function valuesOf(
  value: unknown,
  where: string,
  column: ColumnSpec | undefined,
): number[] | string[] {
  if (column?.dtype === 'text') {
    const texts = [value].flat(Number.POSITIVE_INFINITY);
    if (texts.every((text) => typeof text === 'string')) return texts;
    throw new UsageError(
      `${where} holds ${JSON.stringify(texts.find((text) => typeof text !== 'string'))}; a sample is text.`,
    );
  }
  const { features } = column ?? {};
  return flatten(
    features ? numbered(value, features, where) : value,
    where,
    sizeOf(column),
    features !== undefined,
  );
}

/** The words of a row of a table as class numbers; null is missing. */
function numbered(
  value: unknown,
  features: NonNullable<ColumnSpec['features']>,
  where: string,
): unknown {
  if (Array.isArray(value) && value.some(Array.isArray))
    return value.map((row) => numbered(row, features, where));
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown, i) => {
    const { name, classes } = features[i % features.length]!;
    if (item === null) return Number.NaN;
    if (typeof item !== 'string') return item;
    const place = classes?.indexOf(item) ?? -1;
    if (place >= 0) return place;
    const expected = classes ? `one of ${classes.slice(0, 8).join(', ')}` : 'a number';
    throw new UsageError(
      `${where} holds ${JSON.stringify(item)} for ${name}; expected ${expected}.`,
    );
  });
}

/** Each row of several is one sample, or a part of one: none may be cut in two. */
function requireWholeRows(rows: readonly number[], size: number | undefined, where: string): void {
  const isOne = size !== undefined && rows.reduce((sum, length) => sum + length, 0) === size;
  const short = rows.findIndex((length) => length !== size);
  if (size === undefined || isOne || (short < 0 && rows.length > 0)) return;
  const received = rows.length === 0 ? 'no samples' : `${rows[short]} numbers in row ${short + 1}`;
  throw new UsageError(`${where} holds ${received}; a sample has ${size}, as the data has them.`);
}

function flatten(value: unknown, where: string, size?: number, mayMiss = false): number[] {
  const flat = [value].flat(Number.POSITIVE_INFINITY);
  for (const item of flat) {
    if (typeof item !== 'number' || !(Number.isFinite(item) || (mayMiss && Number.isNaN(item)))) {
      throw new UsageError(
        `${where} holds ${JSON.stringify(item)}; a sample holds finite numbers.`,
      );
    }
  }
  if (Array.isArray(value)) {
    const isNested = value.some(Array.isArray);
    const rows = value.map((row) => [row].flat(Number.POSITIVE_INFINITY).length);
    requireWholeRows(isNested || flat.length === 0 ? rows : [flat.length], size, where);
  }
  return flat as number[]; // each item was checked
}

function inputIds(document: Document): string[] {
  return (document.networks.main?.nodes ?? [])
    .filter(({ kind }) => kind === 'Input')
    .map(({ id }) => id);
}

function onlyInput(document: Document, file: string): string {
  const ids = inputIds(document);
  const id = ids[0];
  if (ids.length !== 1 || id === undefined) {
    throw new UsageError(
      `${file} holds one sample, and the network has the inputs ${ids.join(', ')}; use JSON, an object by input id, or a table with the columns that feed them.`,
    );
  }
  return id;
}

function fromJson(text: string, document: Document, file: string): RawSamples {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  if (typeof value !== 'object' || value === null) {
    throw new UsageError(`${file} holds ${typeof value}; expected an array of samples.`);
  }
  if (Array.isArray(value)) {
    const id = onlyInput(document, file);
    return { [id]: valuesOf(value, file, columnOf(document, id)) };
  }
  const ids = inputIds(document);
  return Object.fromEntries(
    Object.entries(value).map(([id, samples]) => {
      if (!ids.includes(id)) {
        throw new UsageError(`${file} names the input ${id}; the network has ${ids.join(', ')}.`);
      }
      return [id, valuesOf(samples, `${file}, ${id}`, columnOf(document, id))];
    }),
  );
}

/** The picture in the size and colours of the data set's samples, 0–255. */
async function fromPicture(
  bytes: Uint8Array,
  column: ColumnSpec | undefined,
  file: string,
): Promise<number[]> {
  const [height, width, channels] = column?.shape ?? [];
  if (!height || !width || (channels !== 1 && channels !== 3)) {
    throw new UsageError(`${file} is a picture, and this network's samples are not pictures.`);
  }
  try {
    return [...(await sharpPictures.decode(bytes, { height, width, channels }))];
  } catch {
    throw new UsageError(`${file} is not a picture that can be read.`);
  }
}

/** An empty cell is missing, not zero. */
const cell = (text: string): number | string => {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
};

/** A table with the names of the data set's features, words and all. */
async function fromTable(text: string, file: string, column: ColumnSpec): Promise<number[]> {
  const { features = [] } = column;
  try {
    const table = await readCsv([text], { file });
    const { columns } = packTable(table, { sample: { type: 'features', features } });
    const [problem] = table.problems.list;
    if (!problem) return [...columns.sample!.values];
    throw new UsageError(`${file}, row ${problem.row}: ${problem.message}`);
  } catch (error) {
    throw error instanceof FilesError ? new UsageError(error.message) : error;
  }
}

function fromCsv(text: string, file: string, size: number | undefined): number[] {
  const { data } = Papa.parse<string[]>(text.trim(), { skipEmptyLines: true });
  const rows = data.map((row) => row.map(cell));
  const isHeader = rows[0]?.every((value) => typeof value === 'string') ?? false;
  return flatten(isHeader ? rows.slice(1) : rows, file, size);
}

async function fromNpy(
  bytes: Uint8Array,
  file: string,
  size: number | undefined,
): Promise<number[]> {
  const { values, shape } = await readNpy(bytes, file);
  const count = shape.length > 1 ? shape[0]! : 1;
  const rows = Array.from({ length: count }, () => values.length / count);
  requireWholeRows(rows, size, file);
  return flatten(values, file);
}

async function readNpy(bytes: Uint8Array, file: string) {
  try {
    const { data, shape } = await loadNpy(bytes.slice().buffer);
    const values = Array.from(data as unknown as ArrayLike<number | bigint>, Number); // npyjs's type forgets the elements
    return { values, shape };
  } catch {
    throw new UsageError(`${file} is not an NPY array that can be read.`);
  }
}

function bytesOf(file: string): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`There is no file ${file}.`);
  if (!stat.isFile()) throw new UsageError(`${file} is a folder; samples are read from a file.`);
  return new Uint8Array(readFileSync(file));
}

/** Throws `UsageError` for a file that is not there, of another kind, or does not hold whole samples. */
export async function readRawSamples(file: string, document: Document): Promise<RawSamples> {
  const bytes = bytesOf(file);
  const text = () => decodeText(bytes);
  const kind = path.extname(file).toLowerCase();
  if (kind === '.json') return fromJson(text(), document, file);
  const ids = inputIds(document);
  if (isTable(file) && (kind !== '.csv' || ids.length > 1)) return rawRows(file, document, ids);
  if (!['.png', '.jpg', '.jpeg', '.csv', '.npy'].includes(kind)) {
    throw new UsageError(
      `${file} is of no known kind; JSON, PNG, JPEG, NPY and tables (CSV, TSV, NDJSON, Parquet) are.`,
    );
  }
  const id = onlyInput(document, file);
  const column = columnOf(document, id);
  const size = sizeOf(column);
  if (kind === '.csv' && column?.features) return { [id]: await fromTable(text(), file, column) };
  if (kind === '.csv') return { [id]: fromCsv(text(), file, size) };
  if (kind === '.npy') return { [id]: await fromNpy(bytes, file, size) };
  return { [id]: await fromPicture(bytes, column, file) };
}
