/**
 * From a document to the data that training reads: load, split, then every step of the preparation once.
 * Bytes stay bytes; factors and offsets are applied on the way to the device.
 */

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
import type {
  Column,
  Dataset,
  Fitted,
  LoadFiles,
  PreparedData,
  PreparedPart,
  ReadAsset,
  Samples,
} from './dataset';
import { datasets } from './datasets/all';
import { steps } from './preparation/all';
import { balancedRows, range, splitRows } from './preparation/rows';
import { sha256 } from './preparation/sha256';
import { DataError } from './preparation/step';
import { createRandom } from './random';
import { gatherTexts, packTexts } from './text-column';

export { DataError } from './preparation/step';

export interface PrepareOptions {
  readonly document: Document;
  readonly readAsset: ReadAsset;
  readonly loadFiles?: LoadFiles | undefined;
  /** Bytes read of bytes to read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The first samples of training, and at most as many of validation, in the data set's own order. */
  readonly limit?: number;
}

/** Throws `DataError` where the data set or the preparation cannot give what the networks need. */
export async function prepareData(options: PrepareOptions): Promise<PreparedData> {
  const { document, onProgress = () => {}, limit = Number.POSITIVE_INFINITY } = options;
  const data = dataOf(document);
  const dataset = findDataset(data.dataset);
  const spec = describedBy(dataset.spec, data.parameters);
  const facts = factsOf(data, spec);
  const random = createRandom(data.seed);
  const loaded = await dataset.load({
    parameters: { ...defaultsOf(dataset.spec), ...data.parameters },
    random: random.fork('load'),
    readAsset: options.readAsset,
    loadFiles: options.loadFiles,
    onProgress,
  });

  const split = splitRows(loaded, data, spec, random.fork('split'));
  const chains = preparationChains(data.preparation);
  const trainRows = first(split.train, limit);
  const fitted = fitSteps(chains, spec, loaded.train, trainRows);
  const prepare = (part: Samples, rows: Int32Array): PreparedPart =>
    preparePart({ document, chains, spec, fitted }, part, first(rows, limit));
  const balancing = { data, spec, random: random.fork('balance') };
  const train = preparePart(
    { document, chains, spec, fitted },
    loaded.train,
    balancedRows(trainRows, loaded.train, balancing),
  );
  const augment = createAugment(augmentPlan(chains, train));
  const validation = prepare(split.held, split.validation);
  const test =
    data.validation !== 'test' && loaded.test.count > 0
      ? prepare(loaded.test, range(loaded.test.count))
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
  inputs: Readonly<Record<string, ArrayLike<number> | readonly string[]>>,
): Record<string, Float32Array> {
  const data = dataOf(document);
  const spec = describedBy(findDataset(data.dataset).spec, data.parameters);
  factsOf(data, spec);
  const chains = preparationChains(data.preparation);
  return Object.fromEntries(
    Object.entries(inputs).map(([input, raw]) => {
      const chain = chains.find((candidate) => candidate.feed === input);
      if (chain === undefined) {
        const known = chains.map((candidate) => candidate.feed).join(', ');
        throw new DataError(
          'unknown-input',
          `Received a sample for "${input}"; the preparation feeds ${known}.`,
          'Name one of these inputs.',
        );
      }
      const { column, count } = rawColumn(input, spec, chain.column, raw);
      return [input, dense(runChain(chain, column, count, { spec, fitted }))];
    }),
  );
}

/** Raw samples as the data set would hold them: texts packed, bytes as bytes. */
function rawColumn(
  input: string,
  spec: DatasetSpec,
  name: string,
  raw: ArrayLike<number> | readonly string[],
): { readonly column: Column; readonly count: number } {
  const { shape, dtype } = spec.columns[name]!;
  const size = product(shape);
  const isText = dtype === 'text';
  const items = Array.from<number | string>(raw);
  if (items.some((item) => (typeof item === 'string') !== isText)) {
    const [received, expected] = isText ? ['numbers', 'text'] : ['text', 'numbers'];
    throw new DataError(
      'sample-type',
      `Received ${received} for ${input}; a sample of ${spec.id} is ${expected} there.`,
      `Give ${expected}, as the data set has it before preparation.`,
    );
  }
  if (items.length === 0 || items.length % size !== 0) {
    throw new DataError(
      'sample-size',
      `Received ${items.length} numbers for ${input}; a sample of ${spec.id} has ${size}.`,
      `Give ${size} numbers a sample, as the data set has them before preparation.`,
    );
  }
  const count = items.length / size;
  if (isText) return { column: packTexts(items as readonly string[]), count }; // looked at above
  const numbers = items as readonly number[]; // looked at above
  const values =
    dtype === 'uint8'
      ? new Uint8Array(Uint8ClampedArray.from(numbers).buffer)
      : Float32Array.from(numbers);
  return { column: { shape, values }, count };
}

/** The values as the network receives them. */
function dense(column: Column): Float32Array {
  const { scale = 1, offset = 0 } = column;
  return Float32Array.from(column.values, (value) => value * scale + offset);
}

interface Running {
  readonly spec: DatasetSpec;
  readonly fitted: Readonly<Record<string, Fitted>>;
}

function runChain(chain: Chain, start: Column, count: number, running: Running): Column {
  const signals = chainSignals(chain, running.spec);
  return chain.steps.reduce((column, { id, kind, config }, i) => {
    const step = steps.get(kind);
    // What varies samples leaves them as they are here.
    if (!step) return column;
    const fitted = running.fitted[id];
    if (step.fit && !fitted) throw notFitted(id, kind);
    const { classes, features } = signals[i]!;
    return step.run(config, { column, count, classes, features, fitted });
  }, start);
}

const notFitted = (id: string, kind: string): DataError =>
  new DataError(
    'not-fitted',
    `The step ${id} (${kind}) needs what it learned from the training data; the run holds nothing of it.`,
    'Train the document again.',
  );

/** Runs each chain on the training part as far as its last fitted step, and no further. */
function fitSteps(
  chains: readonly Chain[],
  spec: DatasetSpec,
  samples: Samples,
  rows: Int32Array,
): Record<string, Fitted> {
  const fitted: Record<string, Fitted> = {};
  for (const chain of chains) {
    const signals = chainSignals(chain, spec);
    const isFitted = chain.steps.map(({ kind }) => steps.get(kind)?.fit !== undefined);
    const last = isFitted.lastIndexOf(true);
    if (last < 0) continue;
    let column = gather(samples.columns[chain.column]!, rows);
    for (const [i, { id, kind, config }] of chain.steps.slice(0, last + 1).entries()) {
      const step = steps.get(kind);
      if (!step) continue;
      const { classes, features } = signals[i]!;
      const about = { count: rows.length, classes, features };
      const learned = step.fit?.(config, column, about);
      if (learned !== undefined) fitted[id] = learned;
      column = step.run(config, { ...about, column, fitted: learned });
    }
  }
  return fitted;
}

/** What varies the samples on the way to each Input. Throws a `DataError` for class numbers that would be blended. */
function augmentPlan(chains: readonly Chain[], { inputs, targets }: PreparedPart): AugmentPlan {
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
      return column ? [[chain.feed, { steps: varying, column }]] : [];
    }),
  );
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
    const prepared = runChain(chain, column, rows.length, context);
    (isOutput.has(chain.feed) ? targets : inputs)[chain.feed] = prepared;
  }
  return { count: rows.length, inputs, targets, rows };
}

/** The chosen rows, without a copy where they are the first ones in order. */
function gather(column: Column, rows: Int32Array): Column {
  if (column.ends) return gatherTexts(column, rows);
  const size = product(column.shape);
  const { values } = column;
  if (rows.every((row, i) => row === i)) {
    return { ...column, values: values.subarray(0, rows.length * size) };
  }
  const chosen = values.slice(0, rows.length * size);
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

function findDataset(id: string): Dataset {
  const dataset = datasets.get(id);
  if (dataset !== undefined) return dataset;
  throw new DataError(
    'unknown-dataset',
    `The document names the data set "${id}"; this version has ${[...datasets.keys()].join(', ')}.`,
    'Choose one of these.',
  );
}

function defaultsOf(spec: DatasetSpec): Data['parameters'] {
  return Object.fromEntries(
    // Defaults are plain JSON by type; `optional` ones are null.
    Object.entries(spec.params).map(([name, param]) => [name, param.default]),
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
    for (const [id, { values, scale = 1, offset = 0 }] of Object.entries({
      ...part.inputs,
      ...part.targets,
    })) {
      // Columns are made here and by data sets, never over shared memory.
      const buffer = values.buffer as ArrayBuffer;
      const bytes = new Uint8Array(buffer, values.byteOffset, values.byteLength);
      lines.push(`${id}:${part.count}:${scale}:${offset}:${await sha256(bytes)}`);
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
