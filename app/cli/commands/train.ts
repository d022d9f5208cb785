import type { Document } from '../../../src/graph/document';
import { datasets } from '../../../src/runtime/datasets/all';
import type { BackendId, EpochLine } from '../../../src/runtime/protocol';
import { trainDocument } from '../../../src/runtime/session';
import { problemsOf, readDocument } from '../documents';
import { nodeHost } from '../host';
import {
  prepareFolder,
  readCheckpoint,
  readProgress,
  readWeights,
  writeModelFolder,
} from '../model-folder';
import { answer, say, UsageError } from '../output';
import { refuse } from '../refuse';

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

/** The document with another data set; only those of Netloom can be named until folders can be read. */
export function withData(document: Document, data: string | undefined): Document {
  if (data === undefined) return document;
  if (!datasets.has(data)) {
    throw new UsageError(`--data is ${data}; data sets are ${[...datasets.keys()].join(', ')}.`);
  }
  if (!document.data) throw new UsageError('The document has no data section to point elsewhere.');
  return { ...document, data: { ...document.data, dataset: data, parameters: {} } };
}

/** The document as the options change it: what is written to the model folder is what was trained. */
function withOptions(document: Document, options: TrainOptions): Document {
  const named = withData(document, options.data);
  const { training } = named;
  if (!training) return named;
  return {
    ...named,
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

/** Aborts at the first Ctrl-C, which npm may pass on a second time; what was reached is saved before the process ends. */
function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

/** `train FILE --out DIR`: trains, prints a line an epoch, writes the model folder. */
export async function trainCommand(file: string, options: TrainOptions): Promise<void> {
  const read = readDocument(file);
  const document = withOptions(read.document, options);
  const problems = problemsOf({ ...read, document });
  if (problems.problems.some(({ severity }) => severity === 'error')) {
    refuse(problems);
    return;
  }
  const signal = abortOnInterrupt();
  const weights = options.from === undefined ? undefined : readWeights(options.from);
  const resumed = options.resume
    ? { checkpoint: readCheckpoint(options.out), before: readProgress(options.out) }
    : {};
  prepareFolder(options.out);
  const result = await trainDocument({
    document,
    host: nodeHost(),
    backend: options.backend,
    signal,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    ...(weights ? { weights } : {}),
    ...resumed,
    onStart: (start) => {
      if (options.json) answer({ event: 'start', ...start });
      else say(`${start.samples} samples on ${start.backend}: ${start.reason}`);
    },
    onEpoch: (line) => (options.json ? answer(epochLine(line)) : showEpoch(line)),
  });
  writeModelFolder(options.out, document, result);
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
