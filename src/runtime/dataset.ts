/** What a data set is to the machine: packed columns of samples in typed arrays, never arrays of arrays. */

import type { Shape } from '../compiler/layer';
import type { DatasetSpec } from '../compiler/world';
import type { Config } from '../graph/document';
import type { Random } from './random';

/** Samples that lie on disk in shards; see `stored-rows.ts`. */
export interface StoredRows {
  /** Hash of what is stored. */
  readonly id: string;
  /** Name of the folder of shards, where a host can find it again. */
  readonly folder: string;
  /** Where each row lies in the folder; absent where they are all of it, in order. */
  readonly rows?: Int32Array;
  /** The shard that a row lies in: what lies in one is read together. */
  readonly shardOf: (row: number) => number;
  /** These rows one after the other, before scale and offset. */
  readonly read: (rows: Int32Array) => Column['values'];
}

/** Sample `i` is `values[i * size … (i + 1) * size] * scale + offset`, where `size` is the product of `shape`. */
export interface Column {
  readonly shape: Shape;
  readonly values: Uint8Array | Int32Array | Float32Array;
  /** Pictures that are too many for memory: `values` is empty, and rows are read from here. */
  readonly stored?: StoredRows;
  /** A column of text: sample `i` is the UTF-8 `values[ends[i - 1] ?? 0 … ends[i]]`. See `text-column.ts`. */
  readonly ends?: Uint32Array;
  /** Default 1: pictures stay bytes in memory and become 0 … 1 on the way to the device. */
  readonly scale?: number;
  /** Default 0. */
  readonly offset?: number;
  /** Integers are class numbers or tokens and are uploaded as int32. Default `float32`. */
  readonly dtype?: 'float32' | 'int32';
}

/** The samples of one part of a data set, by column name. All columns have `count` samples. */
export interface Samples {
  readonly count: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Reads a shipped asset (`digits/train.bin`) as bytes; the host says how: fetch, file or IPC. */
export type ReadAsset = (
  path: string,
  onBytes?: (done: number, total: number) => void,
) => Promise<Uint8Array>;

/** The parts of a data set. `test` is empty (count 0) where it has no test split of its own. */
export interface Parts {
  readonly train: Samples;
  readonly test: Samples;
}

/**
 * Finds the data that people brought and that `parameters` of the data set `files` describe. The command line reads
 * the path of `--data`, a browser its own store. `undefined` where the host has nothing of this fingerprint.
 */
export type LoadFiles = (
  parameters: Config,
  onProgress: (done: number, total: number) => void,
) => Promise<Parts | undefined>;

export interface LoadContext {
  readonly parameters: Config;
  readonly random: Random;
  readonly readAsset: ReadAsset;
  readonly loadFiles?: LoadFiles | undefined;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Dataset {
  readonly spec: DatasetSpec;
  readonly load: (context: LoadContext) => Promise<Parts>;
}

export function defineDataset(dataset: Dataset): Dataset {
  return dataset;
}

/** What a preparation step learned from the training part (`mean`, `deviation`, `vocabulary`), by name. */
export type Fitted = Readonly<Record<string, readonly number[] | readonly string[]>>;

/** A batch on the host, as the network receives it. An augmentation writes into `values`. */
export interface HostColumn {
  readonly shape: Shape;
  readonly values: Float32Array;
}

export interface HostBatch {
  readonly size: number;
  readonly inputs: Readonly<Record<string, HostColumn>>;
  readonly targets: Readonly<Record<string, HostColumn>>;
}

export type Augment = (batch: HostBatch, random: Random) => void;

/** One part of the prepared data, by the ids of the Input and Output nodes it feeds. */
export interface PreparedPart {
  readonly count: number;
  readonly inputs: Readonly<Record<string, Column>>;
  readonly targets: Readonly<Record<string, Column>>;
  /** Row of each sample in the data set's own order, so that a chart can name "sample 4,211". */
  readonly rows: Int32Array;
  /** Varies a batch before it goes to the device: on the training part, where the preparation asks for it. */
  readonly augment?: Augment;
}

export interface PreparedData {
  readonly train: PreparedPart;
  readonly validation: PreparedPart;
  /** The data set's own test split where it is not used for validation. */
  readonly test?: PreparedPart;
  /** Class names by Output id. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** What fitted steps learned from the training part, by step id: derived data of the run, saved with it. */
  readonly fitted: Readonly<Record<string, Fitted>>;
  /** Hash of what was trained on: data set, parameters, preparation, split. */
  readonly fingerprint: string;
}
