/** The model folder: document, weights, run record and checkpoint. `train` writes it, the other commands read it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Document } from '../../src/graph/document';
import { parse, serialise } from '../../src/graph/serialise';
import type { TrainResult } from '../../src/runtime/session';
import { reasonOf, toJson, UsageError } from './output';

const names = {
  document: 'document.netloom',
  weights: 'weights.safetensors',
  run: 'run.json',
  checkpoint: 'checkpoint.bin',
} as const;

export interface ModelFolder {
  readonly document: Document;
  readonly weights: Uint8Array;
  /** What preparation learned from the training data; absent where the run does not say. */
  readonly fitted?: TrainResult['fitted'];
  /** Of the run's last epoch. */
  readonly metrics: Readonly<Record<string, number>>;
}

function bytesOf(folder: string, name: string): Uint8Array {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    throw new UsageError(`${folder} holds no ${name}; a model folder is what train --out writes.`);
  }
  return readBytes(file);
}

/** The bytes of a file. Throws `UsageError` where it cannot be read. */
export function readBytes(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

/** Throws `UsageError` where the folder or one of its files is not what `train` writes. */
export function readModelFolder(folder: string): ModelFolder {
  const result = parse(new TextDecoder().decode(bytesOf(folder, names.document)));
  if (!result.ok) throw new UsageError(`${path.join(folder, names.document)}: ${result.message}`);
  const run = readRun(folder);
  const fitted = fittedOf(folder, run);
  return {
    document: result.document,
    weights: bytesOf(folder, names.weights),
    ...(fitted ? { fitted } : {}),
    metrics: metricsOf(run),
  };
}

function metricsOf({ metrics }: Loose): Record<string, number> {
  const pairs = isRecord(metrics) ? Object.entries(metrics) : [];
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])),
  );
}

type Loose = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');

function readRun(folder: string): Loose {
  const bytes = bytesOf(folder, names.run);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isRecord(value)) return value;
  } catch {
    // Said below, as for JSON of another form.
  }
  throw new UsageError(`${path.join(folder, names.run)} does not hold a run as a JSON object.`);
}

function fittedOf(folder: string, { data }: Loose): TrainResult['fitted'] | undefined {
  const fitted = isRecord(data) ? data.fitted : undefined;
  if (fitted === undefined) return undefined;
  const isWhole =
    isRecord(fitted) &&
    Object.values(fitted).every((step) => isRecord(step) && Object.values(step).every(isNumbers));
  if (isWhole) return fitted as TrainResult['fitted']; // looked at in the line above
  const file = path.join(folder, names.run);
  throw new UsageError(`${file} holds no numbers in data.fitted; train the document again.`);
}

/** Epochs and seconds of the run so far, for one that goes on. */
export function readProgress(folder: string): Pick<TrainResult, 'curves' | 'seconds'> {
  const { curves, seconds } = readRun(folder);
  const isLine = (line: unknown): boolean =>
    isRecord(line) && Number.isInteger(line.phase) && Number.isInteger(line.epoch);
  return {
    curves: Array.isArray(curves) && curves.every(isLine) ? curves : [],
    seconds: typeof seconds === 'number' ? seconds : 0,
  };
}

/** Path of the files that the run learned from, where it learned from files. */
export function readDataPath(folder: string): string | undefined {
  const { data } = readRun(folder);
  const saved = isRecord(data) ? data.path : undefined;
  return typeof saved === 'string' ? saved : undefined;
}

export function readWeights(folder: string): Uint8Array {
  return bytesOf(folder, names.weights);
}

export function readCheckpoint(folder: string): Uint8Array {
  return bytesOf(folder, names.checkpoint);
}

/** Makes the folder before training starts, so that a path that cannot be written is known at once. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`${folder} cannot be made: ${reasonOf(error)}.`);
  }
}

/** What a run reached. */
export function writeModelFolder(
  folder: string,
  document: Document,
  result: TrainResult & { readonly path?: string },
): void {
  const { weights, checkpoint, ...record } = result;
  const run = {
    seed: document.training?.seed,
    backend: record.backend,
    versions: record.versions,
    data: {
      dataset: document.data?.dataset,
      path: record.path,
      fingerprint: record.fingerprint,
      fitted: record.fitted,
    },
    reason: record.reason,
    epochs: record.epochs,
    seconds: record.seconds,
    metrics: record.metrics,
    curves: record.curves,
  };
  writeFiles(folder, [
    [names.document, serialise(document)],
    [names.weights, weights],
    [names.checkpoint, checkpoint],
    [names.run, `${toJson(run)}\n`],
  ]);
}

/** What an import found: a folder that can be evaluated, exported and trained on, but not resumed. */
export function writeImportedFolder(
  folder: string,
  imported: { readonly document: Document; readonly weights: Uint8Array; readonly run: object },
): string {
  writeFiles(folder, [
    [names.document, serialise(imported.document)],
    [names.weights, imported.weights],
    [names.run, `${toJson(imported.run)}\n`],
  ]);
  return path.join(folder, names.document);
}

/** Each file is written beside and renamed, so that a crash leaves the earlier run whole. */
function writeFiles(
  folder: string,
  files: readonly (readonly [string, string | Uint8Array])[],
): void {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    writeFileSync(`${file}.writing`, content);
    renameSync(`${file}.writing`, file);
  }
}
