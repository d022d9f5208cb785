/** The model folder: document, weights, run record and checkpoint. `train` writes it, the other commands read it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Document } from '../../src/graph/document';
import { parse, serialise } from '../../src/graph/serialise';
import type { TrainResult } from '../../src/runtime/session';
import { toJson, UsageError } from './output';

const names = {
  document: 'document.netloom',
  weights: 'weights.safetensors',
  run: 'run.json',
  checkpoint: 'checkpoint.bin',
} as const;

export interface ModelFolder {
  readonly document: Document;
  readonly weights: Uint8Array;
  /** What preparation learned from the training data: means, classes. */
  readonly fitted: TrainResult['fitted'];
}

function bytesOf(folder: string, name: string): Uint8Array {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    throw new UsageError(`${folder} holds no ${name}; a model folder is what train --out writes.`);
  }
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`); // fs errors carry a code
  }
}

/** Throws `UsageError` where the folder or one of its files is not what `train` writes. */
export function readModelFolder(folder: string): ModelFolder {
  const result = parse(new TextDecoder().decode(bytesOf(folder, names.document)));
  if (!result.ok) throw new UsageError(`${path.join(folder, names.document)}: ${result.message}`);
  return {
    document: result.document,
    weights: bytesOf(folder, names.weights),
    fitted: readRun(folder).data?.fitted ?? {},
  };
}

interface Run {
  readonly data?: { readonly fitted?: TrainResult['fitted'] };
}

function readRun(folder: string): Run {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(folder, names.run))) ?? {};
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path.join(folder, names.run)} is not JSON.`);
  }
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
    throw new UsageError(`${folder} cannot be made: ${(error as NodeJS.ErrnoException).code}.`); // fs errors carry a code
  }
}

/** Each file is written beside and renamed, so that a crash leaves the earlier run whole. */
export function writeModelFolder(folder: string, document: Document, result: TrainResult): void {
  const { weights, checkpoint, ...record } = result;
  const run = {
    seed: document.training?.seed,
    backend: record.backend,
    versions: record.versions,
    data: {
      dataset: document.data?.dataset,
      fingerprint: record.fingerprint,
      fitted: record.fitted,
    },
    reason: record.reason,
    epochs: record.epochs,
    seconds: record.seconds,
    metrics: record.metrics,
    curves: record.curves,
  };
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    [names.document, serialise(document)],
    [names.weights, weights],
    [names.checkpoint, checkpoint],
    [names.run, `${toJson(run)}\n`],
  ];
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    writeFileSync(`${file}.writing`, content);
    renameSync(`${file}.writing`, file);
  }
}
