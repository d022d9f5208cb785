/**
 * An export from start to end: the network lowered, what cannot be said listed, files encoded and written one by one,
 * then read again and executed for the passport. Disk and processes are the caller's.
 */

import { datasetOf } from '../compiler/dataset-of';
import type { Exporter, ExportInput, Gap, Quantization } from '../compiler/exporters/exporter';
import type { TensorData } from '../compiler/exporters/files';
import { isBalanced } from '../compiler/exporters/training-values';
import { lower } from '../compiler/lower';
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import { type BuildOptions, buildModel, firstValues } from './build';
import type { StoredTensors } from './checkpoint';
import { classFactors } from './class-weights';
import { type Draw, encodeFiles } from './containers/encode';
import type { Parts } from './containers/parts';
import { requireWeights } from './fitting-weights';
import type { Host } from './host';
import { needsOwnLayers } from './kernels/layers/module';
import {
  createPassport,
  type Execute,
  type NotExecuted,
  type Passport,
  type PassportSamples,
  unexecutedPassport,
} from './passport';
import { passportFiles } from './passport-page';
import { referenceOf } from './passport-reference';
import {
  passportSamples,
  QUANTIZED_SAMPLES,
  SAMPLES,
  type SampledData,
  type SampleOptions,
} from './passport-samples';
import { DataError, prepareData } from './prepare';
import { trainedNetworks } from './setup';
import { startWeights } from './start-weights';
import { world } from './world';

export interface ExportOptions {
  readonly document: Document;
  readonly exporter: Exporter;
  readonly host: Host;
  /** By `<network>.<call>.<weight>`; without them what the networks start from, else what the seed draws. */
  readonly weights?: StoredTensors;
  /** Default: the first one that training touches. */
  readonly network?: string;
  readonly quantization?: Quantization;
  readonly metrics?: ExportInput['metrics'];
  /** What fitted preparation steps learned when the weights were trained. */
  readonly fitted?: SampleOptions['fitted'];
  /** The built module of `kernels/layers/module.ts`. */
  readonly ownLayers: () => string | Promise<string>;
  /** The built script of `app/page/`. */
  readonly pageScript: () => string | Promise<string>;
  readonly draw: Draw;
  readonly write: (path: string, parts: Parts) => Promise<void>;
  /** Told of every weight that went into a file for the first time. */
  readonly onWritten?: (done: number, total: number) => void;
  /** How files are executed once they are written, or why they cannot be. */
  readonly executor: (
    program: Program,
    samples: SampledData['samples'],
  ) => Promise<Execute | NotExecuted>;
}

export interface Exported {
  readonly files: readonly string[];
  readonly passport: Passport;
}

/** The network that an export is of. Throws where the document has no such network. */
export function exportedProgram(document: Document, network?: string): Program {
  return lower(document, network ?? trainedNetworks(document)[0]);
}

/** Writes an export and its passport; gives the gaps, and writes nothing, where something cannot be said. */
export async function exportDocument(
  options: ExportOptions,
): Promise<Exported | { readonly gaps: readonly Gap[] }> {
  const { document, exporter, host, quantization, fitted } = options;
  const program = exportedProgram(document, options.network);
  const gaps = exporter.gaps(program);
  if (gaps.length > 0) return { gaps };
  const count = quantization ? QUANTIZED_SAMPLES : SAMPLES;
  const learned = fitted ? { fitted } : {};
  const sampled = await passportSamples({ document, program, host, count, ...learned });
  const seed = document.training?.seed ?? 0;
  const build = { seed, weights: await givenWeights(options, program) };
  // Written before a model is built, which draws its weights again: a large network is not in memory twice.
  const weights = () => new Map(firstValues(program, build));
  const told = counted(weights(), options.onWritten);
  const files = await writeFiles(options, await inputOf(options, program, told, sampled));
  const { samples } = sampled;
  const passport = await passportOf(options, { program, samples, build });
  for (const [path, parts] of passportFiles(passport)) {
    await options.write(path, parts);
    files.push(path);
  }
  return { files, passport };
}

type Weights = Map<string, TensorData>;

/** The same weights, which tell that they are read: an exporter reads each where it writes it. */
function counted(weights: Weights, onWritten: ExportOptions['onWritten']): Weights {
  const read = new Set<string>();
  const tell = (name: string): void => {
    if (read.has(name)) return;
    read.add(name);
    onWritten?.(read.size, weights.size);
  };
  return new Map(
    [...weights].map(([name, tensor]) => [
      name,
      {
        shape: tensor.shape,
        get values() {
          tell(name);
          return tensor.values;
        },
      },
    ]),
  );
}

interface Written {
  readonly program: Program;
  readonly samples: PassportSamples;
  readonly build: BuildOptions;
}

async function passportOf(options: ExportOptions, written: Written): Promise<Passport> {
  const { document, exporter, quantization } = options;
  const { program, samples, build } = written;
  const head = {
    exporter,
    document: document.name,
    program,
    ...(quantization ? { quantization } : {}),
    samples,
  };
  const execute = await options.executor(program, samples);
  if ('missing' in execute) return unexecutedPassport(head, execute.missing);
  const model = buildModel(program, build);
  try {
    return await createPassport({ ...head, reference: referenceOf(model, samples), execute });
  } finally {
    model.dispose();
  }
}

/** Trained weights by `<call>.<weight>`, else those that the network starts from. */
async function givenWeights(
  { weights, host }: ExportOptions,
  program: Program,
): Promise<NonNullable<BuildOptions['weights']>> {
  if (weights) requireWeights(program, weights);
  const given = weights ?? (await startWeights([program], host.readWeights)).tensors;
  const prefix = `${program.network}.`;
  return new Map(
    [...given].flatMap(([name, { shape, values }]) =>
      name.startsWith(prefix) && values instanceof Float32Array
        ? [[name.slice(prefix.length), { shape, values }] as const]
        : [],
    ),
  );
}

/** The factors that training balances classes by, from all samples that it learns from; none without them. */
async function classWeights(
  { document, host, fitted }: ExportOptions,
  program: Program,
): Promise<Pick<ExportInput, 'classWeights'>> {
  if (!document.data || !document.training?.phases.some(isBalanced)) return {};
  try {
    const { train } = await prepareData({ document, ...host, ...(fitted ? { fitted } : {}) });
    const factors = [...classFactors(program, train)].map(([id, all]) => [id, [...all]] as const);
    return factors.length > 0 ? { classWeights: Object.fromEntries(factors) } : {};
  } catch (error) {
    if (error instanceof DataError) return {};
    throw error;
  }
}

async function inputOf(
  options: ExportOptions,
  program: Program,
  weights: Weights,
  { samples, data }: SampledData,
): Promise<ExportInput> {
  const { document, exporter, quantization, metrics, ownLayers, pageScript } = options;
  const spec = datasetOf(document.data, world);
  const shown = data && spec ? { spec, classes: data.classes, fitted: data.fitted } : undefined;
  return {
    document,
    program,
    weights,
    ...(shown ? { data: { ...shown, samples: samples.inputs } } : {}),
    ...(exporter.writesTraining ? await classWeights(options, program) : {}),
    ...(metrics ? { metrics } : {}),
    ...(quantization ? { quantization } : {}),
    ...(needsOwnLayers(program) ? { ownLayers: await ownLayers() } : {}),
    ...(exporter.needsPageScript ? { pageScript: await pageScript() } : {}),
  };
}

async function writeFiles(
  { exporter, draw, write }: ExportOptions,
  input: ExportInput,
): Promise<string[]> {
  const written: string[] = [];
  for await (const [path, parts] of encodeFiles(exporter.files(input), draw)) {
    await write(path, parts);
    written.push(path);
  }
  return written;
}
