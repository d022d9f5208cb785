import { statSync } from 'node:fs';
import type { Document } from '../../../src/graph/document';
import { SafetensorsError, writeSafetensors } from '../../../src/runtime/containers/safetensors';
import { mapFile } from '../../../src/runtime/map-weights';
import type { BackendId, EpochLine } from '../../../src/runtime/protocol';
import { trainDocument } from '../../../src/runtime/session';
import { lowerAll } from '../../../src/runtime/setup';
import type { StartReport } from '../../../src/runtime/start-weights';
import type { StillNote } from '../../../src/runtime/trainer-options';
import { problemsOf, readDocument } from '../documents';
import {
  prepareFolder,
  readBytes,
  readCheckpoint,
  readProgress,
  readWeights,
  writeModelFolder,
} from '../model-folder';
import { aboutFile, answer, say } from '../output';
import { refused } from '../refuse';
import { hostWith, savedPath, withData } from '../user-data';

interface TrainOptions {
  readonly out: string;
  readonly data?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly backend: 'auto' | BackendId;
  readonly limit?: number;
  readonly from?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** The document as the options change it: what is written to the model folder is what was trained. */
function withOptions(document: Document, options: TrainOptions): Document {
  const { training } = document;
  if (!training) return document;
  return {
    ...document,
    training: {
      ...training,
      ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      phases: training.phases.map((phase) => ({
        ...phase,
        epochs: options.epochs ?? phase.epochs,
      })),
    },
  };
}

/** Phases and epochs count from 1. */
function epochLine({ phase, epoch, values, samplesPerSecond }: EpochLine): object {
  return { event: 'epoch', phase: phase + 1, epoch, ...values, samplesPerSecond };
}

function showEpoch(line: EpochLine): void {
  const values = Object.entries(line.values).map(
    ([name, value]) => `${name} ${value === null ? 'NaN' : value.toPrecision(4)}`,
  );
  say(`epoch ${line.epoch}: ${values.join('  ')}  ${Math.round(line.samplesPerSecond)} samples/s`);
}

/** How weights that come with Netloom, or that a file brought, met the network. */
function startSentence({ source, loaded, drawn, unused }: StartReport): string {
  const rest = drawn.length === 0 ? '' : `; ${drawn.length} drawn, ${drawn[0]!.weight} first`;
  const left = unused.length === 0 ? '' : `; ${unused.length} of ${source} not used`;
  return `${loaded.length} weights start from ${source}${rest}${left}`;
}

function stillSentence({ layers, samples, kept, reason }: StillNote): string {
  const known = `${layers} layers stand still`;
  if (kept) return `${known}; their values are computed once for ${samples} samples`;
  return reason === 'augmented'
    ? `${known}, but are computed in every step: augmentation varies the samples`
    : `${known}, but are computed in every step: their values for ${samples} samples take too much memory`;
}

interface GivenStart {
  readonly weights?: Uint8Array;
  readonly reports: readonly StartReport[];
}

/** First values from a model folder by their names, or from any safetensors file by names and shapes. */
function givenStart(from: string | undefined, document: Document): GivenStart {
  if (from === undefined) return { reports: [] };
  if (!statSync(from, { throwIfNoEntry: false })?.isFile()) {
    return { weights: readWeights(from), reports: [] };
  }
  try {
    const { tensors, report } = mapFile(readBytes(from), from, lowerAll(document));
    return { weights: writeSafetensors({ tensors, metadata: {} }), reports: [report] };
  } catch (error) {
    throw error instanceof SafetensorsError ? aboutFile(from, error) : error;
  }
}

/** Aborts at the first Ctrl-C, which npm may pass on a second time; what was reached is saved before the process ends. */
function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

/** `train FILE --out DIR`: trains, prints a line an epoch, writes the model folder. */
export async function trainCommand(file: string, options: TrainOptions): Promise<void> {
  const read = readDocument(file);
  const resumedFrom = options.resume ? options.out : undefined;
  const data = await withData(read.document, options.data ?? savedPath(read.document, resumedFrom));
  const document = withOptions(data.document, options);
  const problems = problemsOf({ ...read, document });
  if (refused(problems, data.problems, options.json)) return;
  const signal = abortOnInterrupt();
  const { weights, reports } = givenStart(options.from, document);
  const resumed = options.resume
    ? { checkpoint: readCheckpoint(options.out), before: readProgress(options.out) }
    : {};
  prepareFolder(options.out);
  const result = await trainDocument({
    document,
    host: hostWith(data),
    backend: options.backend,
    signal,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    ...(weights ? { weights } : {}),
    ...resumed,
    onStart: (start) => {
      const startWeights = [...(start.startWeights ?? []), ...reports];
      const loaded = startWeights.length > 0 ? { startWeights } : {};
      if (options.json) answer({ event: 'start', ...start, ...loaded });
      else say(`${start.samples} samples on ${start.backend}: ${start.reason}`);
      for (const report of startWeights) say(startSentence(report));
    },
    onStill: (note) => say(stillSentence(note)),
    onEpoch: (line) => (options.json ? answer(epochLine(line)) : showEpoch(line)),
  });
  writeModelFolder(options.out, document, { ...result, ...(data.path && { path: data.path }) });
  const { reason, epochs, seconds, metrics, step, node } = result;
  const failed = reason === 'nonFinite' ? { step, node } : {};
  if (options.json)
    answer({ event: 'end', reason, epochs, seconds, out: options.out, metrics, ...failed });
  else say(`${reason} after ${epochs} epochs, ${seconds.toFixed(1)} s, written to ${options.out}`);
  if (reason === 'interrupted') process.exitCode = 130;
  if (reason === 'nonFinite') {
    say(
      `The loss stopped being a number at step ${step}, first in ${node}; lower the learning rate.`,
    );
    process.exitCode = 1;
  }
}
