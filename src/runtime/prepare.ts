/**
 * From a document to the data that training reads: load, split, then every step of the preparation once.
 * Bytes stay bytes; factors and offsets are applied on the way to the device.
 */

import { readChanges } from '../compiler/data-changes';
import { describedBy } from '../compiler/dataset-of';
import { preparationByKind } from '../compiler/preparation/all';
import type { PreparationFacts } from '../compiler/preparation/infer';
import {
  type Chain,
  chainSignals,
  inferPreparation,
  preparationChains,
} from '../compiler/preparation/infer';
import type { DatasetSpec } from '../compiler/world';
import type { Data, Document } from '../graph/document';
import { type AugmentPlan, createAugment } from './augmentation/augment';
import { blends } from './augmentation/mix';
import type { Column, Fitted, PreparedData, PreparedPart, ReadAsset, Samples } from './dataset';
import { findDataset, type LoadOptions, loadData } from './load-data';
import { steps } from './preparation/all';
import { prepareSamples, type RawSamples, type Running, runChain } from './preparation/chain';
import { emptyLike } from './preparation/resize';
import { balancedRows, keptRows, range } from './preparation/rows';
import { sha256 } from './preparation/sha256';
import { DataError } from './preparation/step';
import { wordLists } from './pretrained/word-vectors';
import { fittedRows, isStored, mapStored, packStored, pickStored } from './stored-rows';
import { gatherTexts } from './text-column';

export { DataError } from './preparation/step';

export interface PrepareOptions extends LoadOptions {
  readonly document: Document;
  /** The first samples of training, and at most as many of validation, in the data set's own order. */
  readonly limit?: number;
  /** At most as many samples of each part, where fewer do than the steps learn from. */
  readonly keep?: number;
  /** Reads the lists of words that steps take their vocabulary from. */
  readonly readWeights: ReadAsset;
  /** What the steps learned before, which is then not learned again. */
  readonly fitted?: Readonly<Record<string, Fitted>>;
}

/** Throws `DataError` where the data set or the preparation cannot give what the networks need. */
export async function prepareData(options: PrepareOptions): Promise<PreparedData> {
  const { document, limit = Number.POSITIVE_INFINITY } = options;
  const keep = Math.min(limit, options.keep ?? limit);
  const data = dataOf(document);
  const facts = factsOf(data, describedBy(findDataset(data.dataset).spec, data.parameters));
  const { spec, parts: loaded, split, random } = await loadData(data, options);
  const chains = preparationChains(data.preparation);
  const trainRows = first(split.train, limit);
  const fitted =
    options.fitted ??
    fitSteps(chains, {
      spec,
      samples: loaded.train,
      rows: trainRows,
      words: await wordLists(chains, options.readWeights),
    });
  const prepare = (part: Samples, rows: Int32Array): PreparedPart =>
    preparePart({ document, chains, spec, fitted }, part, first(rows, keep));
  const balancing = { data, spec, random: random.fork('balance') };
  const train = preparePart(
    { document, chains, spec, fitted },
    loaded.train,
    balancedRows(first(trainRows, keep), loaded.train, balancing),
  );
  const augment = createAugment(augmentPlan(chains, train));
  const validation = prepare(split.held, split.validation);
  const test =
    data.validation !== 'test' && loaded.test.count > 0
      ? prepare(loaded.test, keptRows(range(loaded.test.count), readChanges(data.parameters).test))
      : undefined;
  return {
    train: augment ? { ...train, augment } : train,
    validation,
    ...(test === undefined ? {} : { test }),
    classes: classesOf(facts),
    fitted,
    fingerprint: await fingerprint(data, [train, validation]),
  };
}

/**
 * Raw samples through the same fitted preparation: by Input id, one or several after one another.
 * Raw means as the data set has them: bytes 0 … 255 for digits, centimetres for iris.
 */
export function prepareRaw(
  document: Document,
  fitted: Readonly<Record<string, Fitted>>,
  inputs: RawSamples,
): Record<string, Float32Array> {
  const data = dataOf(document);
  const spec = describedBy(findDataset(data.dataset).spec, data.parameters);
  factsOf(data, spec);
  return prepareSamples(data.preparation, { spec, fitted }, inputs);
}

interface Fitting {
  readonly spec: DatasetSpec;
  readonly samples: Samples;
  /** Of the training part. */
  readonly rows: Int32Array;
  /** Lists of words by id, of those that a step takes its vocabulary from. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** Runs each chain on the training part as far as its last fitted step, and no further. */
function fitSteps(
  chains: readonly Chain[],
  { spec, samples, rows, words }: Fitting,
): Record<string, Fitted> {
  const fitted: Record<string, Fitted> = {};
  for (const chain of chains) {
    const signals = chainSignals(chain, spec);
    const isFitted = chain.steps.map(({ kind }) => steps.get(kind)?.fit !== undefined);
    const last = isFitted.lastIndexOf(true);
    if (last < 0) continue;
    const source = samples.columns[chain.column]!;
    const seen = isStored(source) ? fittedRows(source, rows) : rows;
    let column = isStored(source) ? packStored(source, seen) : gather(source, seen);
    for (const [i, { id, kind, config }] of chain.steps.slice(0, last + 1).entries()) {
      const step = steps.get(kind);
      if (!step) continue;
      const { classes, features } = signals[i]!;
      const about = { count: seen.length, classes, features };
      const learned = step.fit?.(config, column, { ...about, words });
      if (learned !== undefined) fitted[id] = learned;
      column = step.run(config, { ...about, column, fitted: learned });
    }
  }
  return fitted;
}

/** What varies the samples on the way to each Input. Throws a `DataError` for class numbers that would be blended. */
function augmentPlan(
  chains: readonly Chain[],
  { count, inputs, targets }: PreparedPart,
): AugmentPlan {
  const blend = chains.flatMap(({ steps }) => steps).find(({ kind }) => blends.has(kind));
  const numbered = Object.keys(targets).find((id) => targets[id]!.dtype === 'int32');
  if (blend && numbered !== undefined) {
    throw new DataError(
      'blended-classes',
      `${blend.kind} blends the targets of two samples; ${numbered} receives class numbers, which cannot be blended.`,
      `Add OneHot to the chain of ${numbered} and learn it by categoricalCrossentropy, or delete ${blend.kind}.`,
    );
  }
  return Object.fromEntries(
    chains.flatMap((chain) => {
      const column = inputs[chain.feed];
      const varying = chain.steps.filter(({ kind }) => preparationByKind.get(kind)?.augments);
      return column ? [[chain.feed, { steps: varying, column: rangedColumn(column, count) }]] : [];
    }),
  );
}

/** The column itself, or enough of what is stored to tell the range of its numbers. */
function rangedColumn(column: Column, count: number): Column {
  if (!isStored(column) || column.values instanceof Uint8Array) return column;
  return packStored(column, fittedRows(column, range(count)));
}

interface PartContext extends Running {
  readonly document: Document;
  readonly chains: readonly Chain[];
}

function preparePart(context: PartContext, samples: Samples, rows: Int32Array): PreparedPart {
  const isOutput = outputIds(context.document);
  const inputs: Record<string, Column> = {};
  const targets: Record<string, Column> = {};
  for (const chain of context.chains) {
    const column = gather(samples.columns[chain.column]!, rows);
    const run = (some: Column, count: number) => runChain(chain, some, count, context);
    const prepared = isStored(column)
      ? mapStored(column, rows.length, run)
      : run(column, rows.length);
    (isOutput.has(chain.feed) ? targets : inputs)[chain.feed] = prepared;
  }
  return { count: rows.length, inputs, targets, rows };
}

/** The chosen rows, without a copy where they are the first ones in order. */
function gather(column: Column, rows: Int32Array): Column {
  if (isStored(column)) return pickStored(column, rows);
  if (column.ends) return gatherTexts(column, rows);
  const size = product(column.shape);
  const { values } = column;
  if (rows.every((row, i) => row === i)) {
    return { ...column, values: values.subarray(0, rows.length * size) };
  }
  const chosen = emptyLike(values, rows.length * size);
  rows.forEach((row, i) => {
    chosen.set(values.subarray(row * size, (row + 1) * size), i * size);
  });
  return { ...column, values: chosen };
}

function factsOf(data: Data, spec: DatasetSpec): PreparationFacts {
  const facts = inferPreparation(data, spec);
  const [problem] = facts.problems;
  if (problem !== undefined) throw new DataError(problem.code, problem.message, problem.hint);
  return facts;
}

function dataOf(document: Document): Data {
  if (document.data !== undefined) return document.data;
  throw new DataError(
    'no-data',
    `The document "${document.name}" names no data set; training and prediction need one.`,
    'Choose a data set.',
  );
}

function classesOf(facts: PreparationFacts): PreparedData['classes'] {
  return Object.fromEntries(
    [...facts.feeds].flatMap(([id, signal]) =>
      signal.classes === undefined ? [] : [[id, signal.classes]],
    ),
  );
}

function outputIds(document: Document): ReadonlySet<string> {
  const nodes = Object.values(document.networks).flatMap((network) => network.nodes);
  return new Set(nodes.filter((node) => node.kind === 'Output').map((node) => node.id));
}

/** Hash of the parameters and of the hashes of all columns. */
async function fingerprint(data: Data, parts: readonly PreparedPart[]): Promise<string> {
  const { dataset, parameters, validation, seed, preparation } = data;
  const steps = preparationChains(preparation);
  const lines = [JSON.stringify({ dataset, parameters, validation, seed, steps })];
  for (const part of parts) {
    const { buffer: rowBytes, byteOffset, byteLength } = part.rows;
    const rowsHash = await sha256(new Uint8Array(rowBytes as ArrayBuffer, byteOffset, byteLength)); // made by the split
    for (const [id, { values, stored, scale = 1, offset = 0 }] of Object.entries({
      ...part.inputs,
      ...part.targets,
    })) {
      // Columns are made here and by data sets, never over shared memory.
      const buffer = values.buffer as ArrayBuffer;
      const bytes = new Uint8Array(buffer, values.byteOffset, values.byteLength);
      const hash = stored ? `${stored.id}:${rowsHash}` : await sha256(bytes);
      lines.push(`${id}:${part.count}:${scale}:${offset}:${hash}`);
    }
  }
  return sha256(new TextEncoder().encode(lines.join('\n')));
}

function first(rows: Int32Array, limit: number): Int32Array {
  return rows.length > limit ? rows.subarray(0, limit) : rows;
}

function product(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((total, size) => total * (size ?? 1), 1);
}
