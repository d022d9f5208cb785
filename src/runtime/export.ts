/**
 * An export from start to end: the network lowered, what cannot be said listed, files encoded and written one by one,
 * then read again and executed for the passport. Disk and processes are the caller's.
 */
import type { Exporter, ExportInput, Gap, Quantization } from '../compiler/exporters/exporter';
import { lower } from '../compiler/lower';
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import { type BuildOptions, buildModel, firstValues } from './build';
import type { StoredTensors } from './checkpoint';
import { encodeFiles } from './containers/encode';
import type { Parts } from './containers/parts';
import { datasets } from './datasets/all';
import { requireWeights } from './fitting-weights';
import type { Host } from './host';
import { needsOwnLayers } from './kernels/layers/module';
import { createPassport, type Execute, type Passport } from './passport';
import { passportFiles } from './passport-page';
import { referenceOf } from './passport-reference';
import { passportSamples, type SampledData } from './passport-samples';
import { trainedNetworks } from './setup';
import { startWeights } from './start-weights';

/** At least 16 by the passport's promise; a share of 99 % needs more. */
const SAMPLES = 16;
const QUANTIZED_SAMPLES = 500;

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
  /** The built module of `kernels/layers/module.ts`. */
  readonly ownLayers: () => string | Promise<string>;
  readonly write: (path: string, parts: Parts) => Promise<void>;
  /** How files are executed once they are written. */
  readonly executor: (program: Program, samples: SampledData['samples']) => Execute;
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
  const { document, exporter, host, quantization } = options;
  const program = exportedProgram(document, options.network);
  const gaps = exporter.gaps(program);
  if (gaps.length > 0) return { gaps };
  const count = quantization ? QUANTIZED_SAMPLES : SAMPLES;
  const sampled = await passportSamples({ document, program, host, count });
  const build = {
    seed: document.training?.seed ?? 0,
    weights: await givenWeights(options, program),
  };
  // Written before a model is built, so that a large network is not in memory twice as often.
  const files = await writeFiles(options, await inputOf(options, program, build, sampled));
  const model = buildModel(program, build);
  try {
    const execute = exporter.runtime
      ? options.executor(program, sampled.samples)
      : async () => ({ missing: 'these files hold no weights that could be run' });
    const passport = await createPassport({
      exporter,
      document: document.name,
      program,
      ...(quantization ? { quantization } : {}),
      samples: sampled.samples,
      reference: referenceOf(model, sampled.samples),
      execute,
    });
    for (const [path, parts] of passportFiles(passport)) {
      await options.write(path, parts);
      files.push(path);
    }
    return { files, passport };
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

async function inputOf(
  { document, quantization, metrics, ownLayers }: ExportOptions,
  program: Program,
  build: BuildOptions,
  { samples, data }: SampledData,
): Promise<ExportInput> {
  const weights = new Map(firstValues(program, build));
  const spec = datasets.get(document.data?.dataset ?? '')?.spec;
  const shown = data && spec ? { spec, classes: data.classes, fitted: data.fitted } : undefined;
  return {
    document,
    program,
    weights,
    ...(shown ? { data: { ...shown, samples: samples.inputs } } : {}),
    ...(metrics ? { metrics } : {}),
    ...(quantization ? { quantization } : {}),
    ...(needsOwnLayers(program) ? { ownLayers: await ownLayers() } : {}),
  };
}

async function writeFiles(
  { exporter, write }: ExportOptions,
  input: ExportInput,
): Promise<string[]> {
  const written: string[] = [];
  for await (const [path, parts] of encodeFiles(exporter.files(input))) {
    await write(path, parts);
    written.push(path);
  }
  return written;
}
