/** Reads `predict --input`: raw samples as they are before preparation, by Input id. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load as loadNpy } from 'npyjs';
import Papa from 'papaparse';
import sharp from 'sharp';
import type { Document } from '../../src/graph/document';
import { datasets } from '../../src/runtime/datasets/all';
import { UsageError } from './output';

/** Values of one or several samples after one another, by Input id. */
export type RawSamples = Readonly<Record<string, number[]>>;

function flatten(value: unknown, where: string): number[] {
  const flat = [value].flat(Number.POSITIVE_INFINITY);
  for (const item of flat) {
    if (typeof item !== 'number' || !Number.isFinite(item)) {
      throw new UsageError(
        `${where} holds ${JSON.stringify(item)}; a sample holds finite numbers.`,
      );
    }
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
  if (Array.isArray(value)) return { [onlyInput(document, file)]: flatten(value, file) };
  return Object.fromEntries(
    Object.entries(value).map(([id, samples]) => [id, flatten(samples, `${file}, ${id}`)]),
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

function fromCsv(text: string, file: string): number[] {
  const { data } = Papa.parse<string[]>(text.trim(), { skipEmptyLines: true });
  const rows = data.map((row) => row.map(Number));
  const isHeader = rows[0]?.every(Number.isNaN) ?? false;
  return flatten(isHeader ? rows.slice(1) : rows, file);
}

async function fromNpy(bytes: Uint8Array, file: string): Promise<number[]> {
  try {
    const copy = bytes.slice().buffer;
    const { data } = await loadNpy(copy);
    return Array.from(data as unknown as ArrayLike<number | bigint>, Number); // npyjs's type forgets the elements
  } catch {
    throw new UsageError(`${file} is not an NPY array that can be read.`);
  }
}

/** Throws `UsageError` for a file that is not there, of another kind, or holds no samples. */
export async function readRawSamples(file: string, document: Document): Promise<RawSamples> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const bytes = new Uint8Array(readFileSync(file));
  const text = () => new TextDecoder().decode(bytes);
  switch (path.extname(file).toLowerCase()) {
    case '.json':
      return fromJson(text(), document, file);
    case '.png':
    case '.jpg':
    case '.jpeg':
      return { [onlyInput(document, file)]: await fromPicture(bytes, document, file) };
    case '.csv':
      return { [onlyInput(document, file)]: fromCsv(text(), file) };
    case '.npy':
      return { [onlyInput(document, file)]: await fromNpy(bytes, file) };
    default:
      throw new UsageError(`${file} is of no known kind; JSON, PNG, JPEG, CSV and NPY are.`);
  }
}
