/**
 * The passport of an export: its files, read again and executed by somebody else, against the model in the studio.
 * It compares numbers; how files are executed is the caller's (`Execute`).
 */
import type { Exporter, Quantization } from '../compiler/exporters/exporter';
import type { Program } from '../compiler/program';
import { firstDifference } from './passport-bisect';
import { compareOutputs, type Values } from './passport-compare';

/** Prepared samples: the inputs by Input id, and the true classes where the data has them. */
export interface PassportSamples {
  readonly count: number;
  readonly source: 'data' | 'seeded noise';
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** Class numbers by Output id. */
  readonly classes: Readonly<Record<string, Int32Array>>;
}

export interface Executed {
  /** Name and version: `tfjs 4.22.0`. */
  readonly runtime: string;
  /** By the ids that were asked for, flat over samples. */
  readonly values: Values;
}

/** Why nothing was executed: a runtime that this machine lacks. */
export interface NotExecuted {
  readonly missing: string;
}

/** Reads the files from disk in a fresh process or engine and runs them; `ids` are those of Outputs or calls. */
export type Execute = (ids: readonly string[]) => Promise<Executed | NotExecuted>;

export interface Passport {
  readonly format: 'netloom-passport';
  readonly exporter: string;
  readonly document: string;
  readonly network: string;
  readonly quantization: 'float32' | Quantization;
  /** What ran the files, or `not executed`. */
  readonly runtime: string;
  /** Why nothing was executed. */
  readonly reason?: string;
  readonly samples: number;
  readonly source: PassportSamples['source'];
  /** `null` only where nothing could execute the files. */
  readonly maxDifference: number | null;
  readonly meanDifference: number | null;
  /** Share of samples whose largest value is in the same place; absent for outputs of one value. */
  readonly topAgreement?: number | null;
  /** What `maxDifference` may be; absent for quantised weights. */
  readonly tolerance?: number;
  /** Share of samples of the right class, by the model and by the export, where the data has classes. */
  readonly accuracy?: { readonly before: number; readonly after: number };
  /** The call where the values part, found by bisection. */
  readonly firstDifference?: {
    readonly call: string;
    readonly node: string;
    readonly maxDifference: number;
  };
  /** `null` where nothing was executed. */
  readonly passed: boolean | null;
}

/** What a passport is about. */
export interface PassportHead {
  /** What wrote the files, or read them for an import. */
  readonly exporter: Pick<Exporter, 'id'>;
  readonly document: string;
  readonly program: Pick<Program, 'network'>;
  readonly quantization?: Quantization;
  readonly samples: Pick<PassportSamples, 'count' | 'source'>;
}

export interface PassportOptions extends PassportHead {
  readonly program: Program;
  readonly samples: PassportSamples;
  /** The model in the studio: values of Outputs or calls. */
  readonly reference: (ids: readonly string[]) => Promise<Values>;
  readonly execute: Execute;
}

/** Below this share of samples with the same top class a quantised export fails. */
const LEAST_AGREEMENT = 0.99;

function headOf({ exporter, document, program, quantization, samples }: PassportHead) {
  return {
    format: 'netloom-passport',
    exporter: exporter.id,
    document,
    network: program.network,
    quantization: quantization ?? 'float32',
    samples: samples.count,
    source: samples.source,
  } as const;
}

/** The passport of files that nothing here could run, or of which nothing can be run. */
export function unexecutedPassport(head: PassportHead, reason: string): Passport {
  const nothing = { maxDifference: null, meanDifference: null, passed: null };
  return { ...headOf(head), runtime: 'not executed', reason, ...nothing };
}

export async function createPassport(options: PassportOptions): Promise<Passport> {
  const { program, quantization, samples, reference, execute } = options;
  // The other side is another process: both compute at once.
  const [executed, expected] = await Promise.all([
    execute(program.outputs),
    reference(program.outputs),
  ]);
  if ('missing' in executed) return unexecutedPassport(options, executed.missing);
  const { tolerance, topAgreement, accuracy, ...found } = compareOutputs(
    expected,
    executed.values,
    samples,
  );
  const { maxDifference, meanDifference } = found;
  const passed = quantization
    ? (topAgreement ?? 1) >= LEAST_AGREEMENT && Number.isFinite(maxDifference)
    : maxDifference <= tolerance;
  return {
    ...headOf(options),
    runtime: executed.runtime,
    maxDifference,
    meanDifference,
    ...(topAgreement === undefined ? {} : { topAgreement }),
    ...(quantization ? {} : { tolerance }),
    ...(accuracy ? { accuracy } : {}),
    ...(passed || quantization ? {} : await firstDifference({ program, reference, execute })),
    passed,
  };
}
