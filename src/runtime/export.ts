/**
 * An export from start to end: the network lowered, what cannot be said listed, files encoded and written one by one,
 * then read again and executed for the passport. Disk and processes are the caller's.
 */
import type { Exporter, ExportInput, Gap, Quantization } from '../compiler/exporters/exporter';
import { lower } from '../compiler/lower';
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import { buildModel } from './build';
import { readWeights, type StoredTensors } from './checkpoint';
import { encodeFiles } from './containers/encode';
import type { Parts } from './containers/parts';
import { datasets } from './datasets/all';
import { requireAllWeights } from './fitting-weights';
import type { Host } from './host';
import { needsOwnLayers } from './kernels/layers/module';
import type { Model } from './model';
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
  readonly ownLayers: () => string;
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
  const start = await startWeights([program], host.readWeights);
  const model = modelOf(options, program, start.tensors);
  try {
    const files = await writeFiles(options, await inputOf(options, model, sampled));
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

function modelOf(
  { document, weights }: ExportOptions,
  program: Program,
  start: StoredTensors,
): Model {
  const seed = document.training?.seed ?? 0;
  const prefix = `${program.network}.`;
  const own = [...(weights ?? start)].flatMap(([name, { shape, values }]) =>
    name.startsWith(prefix) && values instanceof Float32Array
      ? [[name.slice(prefix.length), { shape, values }] as const]
      : [],
  );
  const model = buildModel(program, { seed, weights: new Map(own) });
  if (weights) requireAllWeights(new Map([[program.network, model]]), weights);
  return model;
}

async function inputOf(
  { document, quantization, metrics, ownLayers }: ExportOptions,
  model: Model,
  { samples, data }: SampledData,
): Promise<ExportInput> {
  const { program } = model;
  const stored = await readWeights(new Map([[program.network, model]]));
  const weights = new Map(
    [...stored].map(([name, { shape, values }]) => {
      // Weights are float32 in every network.
      const own = { shape, values: values as Float32Array };
      return [name.slice(program.network.length + 1), own] as const;
    }),
  );
  const spec = datasets.get(document.data?.dataset ?? '')?.spec;
  const shown = data && spec ? { spec, classes: data.classes, fitted: data.fitted } : undefined;
  return {
    document,
    program,
    weights,
    ...(shown ? { data: { ...shown, samples: samples.inputs } } : {}),
    ...(metrics ? { metrics } : {}),
    ...(quantization ? { quantization } : {}),
    ...(needsOwnLayers(program) ? { ownLayers: ownLayers() } : {}),
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
