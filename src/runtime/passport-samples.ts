/** The samples that a passport is judged on: the document's own data, else numbers drawn from a fixed seed. */
import { layerByKind } from '../compiler/layers/all';
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import { gatherRows } from './batches';
import type { Column, PreparedData, PreparedPart } from './dataset';
import { freeSize } from './free-size';
import type { Host } from './host';
import type { PassportSamples } from './passport';
import { DataError, prepareData } from './prepare';
import { createRandom, type Random } from './random';

/** At least 16 by the passport's promise; a share of 99 % needs more. */
export const SAMPLES = 16;
export const QUANTIZED_SAMPLES = 500;
/** Draws the inputs that no data feeds. */
const SEED = 7;

export interface SampledData {
  readonly samples: PassportSamples;
  /** Absent where the document has no data or it cannot be read. */
  readonly data?: PreparedData;
}

export interface SampleOptions {
  readonly document: Document;
  readonly program: Program;
  readonly host: Host;
  readonly count: number;
  /** What the preparation learned when the weights were trained; without it, it learns from the whole training part. */
  readonly fitted?: PreparedData['fitted'];
}

export async function passportSamples(options: SampleOptions): Promise<SampledData> {
  const { program, count } = options;
  const data = await dataOf(options);
  const part = data && largestPart(data, count);
  const feeds = part && program.inputs.some((id) => part.inputs[id]) ? part : undefined;
  const rows = feeds ? Math.min(count, feeds.count) : count;
  const random = createRandom(SEED);
  const inputs = program.inputs.map((id) => {
    const column = feeds?.inputs[id];
    const values = column ? valuesOf(column, rows) : drawn(program, id, rows, random.fork(id));
    return [id, values] as const;
  });
  const samples: PassportSamples = {
    count: rows,
    source: feeds ? 'data' : 'seeded noise',
    inputs: Object.fromEntries(inputs),
    classes: feeds ? classesOf(program, feeds, rows) : {},
  };
  return { samples, ...(data ? { data } : {}) };
}

async function dataOf(options: SampleOptions): Promise<PreparedData | undefined> {
  const { document, host, count, fitted } = options;
  if (!document.data) return undefined;
  try {
    return await prepareData({ document, ...host, keep: count, ...(fitted ? { fitted } : {}) });
  } catch (error) {
    // Data that is not there is no reason against an export: the passport says what it was judged on.
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

/** Unseen samples where there are enough of them. */
function largestPart({ test, validation, train }: PreparedData, count: number): PreparedPart {
  const unseen = [test, validation].find((part) => part && part.count >= count);
  return (
    unseen ?? [test, validation, train].reduce((a, b) => (b && b.count > (a?.count ?? 0) ? b : a))!
  );
}

const sizeOf = (shape: Column['shape']): number => shape.reduce<number>((a, b) => a * (b ?? 1), 1);

function valuesOf(column: Column, count: number): Float32Array {
  const size = sizeOf(column.shape);
  const values = new Float32Array(size * count);
  gatherRows(
    column,
    size,
    Int32Array.from({ length: count }, (_, i) => i),
    values,
  );
  return values;
}

/** One class number a sample, from class numbers or from one-hot rows. */
function classesOf(
  program: Program,
  { targets }: PreparedPart,
  count: number,
): Record<string, Int32Array> {
  const found = program.outputs.flatMap((id) => {
    const column = targets[id];
    const size = column ? sizeOf(column.shape) : 0;
    const outputs = sizeOf(program.calls.find((call) => call.id === id)?.outputShape ?? []);
    const isIndex = size === 1 && outputs > 1;
    if (!column || !(isIndex || (size === outputs && size > 1))) return [];
    const values = valuesOf(column, count);
    const classes = Int32Array.from({ length: count }, (_, row) => {
      if (isIndex) return values[row]!;
      const one = values.subarray(row * size, (row + 1) * size);
      return one.indexOf(Math.max(...one));
    });
    return [[id, classes] as const];
  });
  return Object.fromEntries(found);
}

/** Shape of an input with its free sizes set. */
export function inputShape(program: Program, id: string): number[] {
  const shape = program.calls.find((call) => call.id === id)?.outputShape ?? [];
  const free = freeSize(program);
  const limits = program.calls.map(({ config }) => Number(config.sequenceLength ?? free));
  return shape.map((size) => size ?? Math.min(free, ...limits));
}

/** Standard normal numbers, or tokens where a layer reads them. */
function drawn(program: Program, id: string, count: number, random: Random): Float32Array {
  const size = inputShape(program, id).reduce((a, b) => a * b, 1) * count;
  const tokens = program.calls
    .filter((call) => call.inputs.includes(id) && layerByKind(call.kind)?.takesTokens)
    .map(({ config }) => Number(config.inputDim ?? config.numTokens ?? 2));
  const draw = tokens.length > 0 ? () => random.int(Math.min(...tokens)) : () => random.normal();
  return Float32Array.from({ length: size }, draw);
}
