/** Reads `predict --input`: raw samples as they are before preparation, by Input id. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { load as loadNpy } from 'npyjs';
import Papa from 'papaparse';
import sharp from 'sharp';
import { preparationChains } from '../../src/compiler/preparation/infer';
import type { Document } from '../../src/graph/document';
import { datasets } from '../../src/runtime/datasets/all';
import { UsageError } from './output';

/** Values of one or several samples after one another, by Input id. */
export type RawSamples = Readonly<Record<string, number[]>>;

const product = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((total, size) => total * (size ?? 1), 1);

/** Numbers of one raw sample of the document's data set for an input, where the data set says so. */
function sampleSize(document: Document, input: string): number | undefined {
  const { dataset = '', preparation } = document.data ?? {};
  const chain = preparation
    ? preparationChains(preparation).find(({ feed }) => feed === input)
    : undefined;
  const column = chain && datasets.get(dataset)?.spec.columns[chain.column];
  return column && product(column.shape);
}

/** Each row of several is one sample, or a part of one: none may be cut in two. */
function requireWholeRows(rows: readonly number[], size: number | undefined, where: string): void {
  const isOne = size !== undefined && rows.reduce((sum, length) => sum + length, 0) === size;
  const short = rows.findIndex((length) => length !== size);
  if (size === undefined || isOne || (short < 0 && rows.length > 0)) return;
  const received = rows.length === 0 ? 'no samples' : `${rows[short]} numbers in row ${short + 1}`;
  throw new UsageError(`${where} holds ${received}; a sample has ${size}, as the data has them.`);
}

function flatten(value: unknown, where: string, size?: number): number[] {
  const flat = [value].flat(Number.POSITIVE_INFINITY);
  for (const item of flat) {
    if (typeof item !== 'number' || !Number.isFinite(item)) {
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
      `${file} holds one sample, and the network has the inputs ${ids.join(', ')}; use JSON, an object by input id.`,
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
    return { [id]: flatten(value, file, sampleSize(document, id)) };
  }
  const ids = inputIds(document);
  return Object.fromEntries(
    Object.entries(value).map(([id, samples]) => {
      if (!ids.includes(id)) {
        throw new UsageError(`${file} names the input ${id}; the network has ${ids.join(', ')}.`);
      }
      return [id, flatten(samples, `${file}, ${id}`, sampleSize(document, id))];
    }),
  );
}

/** The picture in the size and colours of the data set's samples, 0–255. */
async function fromPicture(bytes: Uint8Array, document: Document, file: string): Promise<number[]> {
  const spec = datasets.get(document.data?.dataset ?? '')?.spec;
  const [height, width, colours] = spec?.columns.sample?.shape ?? [];
  if (!height || !width || (colours !== 1 && colours !== 3)) {
    throw new UsageError(`${file} is a picture, and this network's samples are not pictures.`);
  }
  try {
    const picture = sharp(bytes, { limitInputPixels: 100_000_000 })
      .flatten({ background: colours === 1 ? 'black' : 'white' })
      .resize(width, height, { fit: 'fill' })
      .toColourspace(colours === 1 ? 'b-w' : 'srgb');
    return [...(await picture.raw().toBuffer())];
  } catch {
    throw new UsageError(`${file} is not a picture that can be read.`);
  }
}

/** An empty cell is missing, not zero. */
const cell = (text: string): number | string => {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
};

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
  const text = () => new TextDecoder().decode(bytes);
  const kind = path.extname(file).toLowerCase();
  if (kind === '.json') return fromJson(text(), document, file);
  if (!['.png', '.jpg', '.jpeg', '.csv', '.npy'].includes(kind)) {
    throw new UsageError(`${file} is of no known kind; JSON, PNG, JPEG, CSV and NPY are.`);
  }
  const id = onlyInput(document, file);
  const size = sampleSize(document, id);
  if (kind === '.csv') return { [id]: fromCsv(text(), file, size) };
  if (kind === '.npy') return { [id]: await fromNpy(bytes, file, size) };
  return { [id]: await fromPicture(bytes, document, file) };
}
