/**
 * The engine for callers that wait: the command line and tests. Each function chooses a backend, reads the data,
 * does its work and leaves no tensors behind.
 */
import * as tf from '@tensorflow/tfjs';
import { countOf } from '../compiler/geometry';
import { checkPreparation } from '../compiler/preparation/infer';
import type { Document } from '../graph/document';
import { chooseBackend, verdictText } from './backend';
import {
  decodeSnapshot,
  encodeSnapshot,
  readWeights,
  type Snapshot,
  type StoredTensors,
} from './checkpoint';
import { readSafetensors, writeSafetensors } from './containers/safetensors';
import type { Fitted, PreparedData, PreparedPart } from './dataset';
import { RunFailure } from './failure';
import { requireAllWeights, requireSomeWeights } from './fitting-weights';
import type { Host } from './host';
import { inputTensors, type SampleShapes, sampleShapes } from './input-tensors';
import type { Model } from './model';
import { prepareData, prepareRaw } from './prepare';
import { procedures } from './procedures/all';
import type { BackendId, BackendVerdict, EpochLine } from './protocol';
import { buildModels, disposeModels, lowerAll } from './setup';
import { type StartReport, startWeights } from './start-weights';
import { createTrainer } from './trainer';
import type { StillNote, Trainer } from './trainer-options';
import { startPhase } from './trainer-phase';
import { world } from './world';

export interface SessionOptions {
  readonly document: Document;
  readonly host: Host;
  readonly backend?: 'auto' | BackendId;
  /** The first samples of training, and at most as many of validation. */
  readonly limit?: number;
}

export interface TrainOptions extends SessionOptions {
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  /** A safetensors file to start from; what does not fit is drawn. Throws a `WeightsError` where nothing fits. */
  readonly weights?: Uint8Array;
  /** Goes on where this run stood. Throws a `WeightsError` for a checkpoint of another document. */
  readonly checkpoint?: Uint8Array;
  /** Epochs and seconds of the run before the checkpoint, which the result then covers too. */
  readonly before?: { readonly curves: readonly EpochLine[]; readonly seconds: number };
  /** Stops between two steps; what was reached is in the result. */
  readonly signal?: AbortSignal;
  readonly onStart?: (start: TrainStart) => void;
  readonly onStill?: (note: StillNote) => void;
  readonly onEpoch?: (line: EpochLine) => void;
  /** After each epoch and at least every 10 s. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
}

export interface TrainStart {
  readonly backend: BackendId;
  readonly reason: string;
  readonly samples: number;
  readonly validationSamples: number;
  /** What became of weights that come with Netloom, where a network starts from some. */
  readonly startWeights?: readonly StartReport[];
}

export interface TrainResult {
  readonly reason: 'completed' | 'stopped' | 'interrupted' | 'nonFinite';
  readonly epochs: number;
  readonly seconds: number;
  /** Of the last epoch, or of the one whose weights were restored. */
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly backend: BackendId;
  readonly fingerprint: string;
  readonly fitted: Readonly<Record<string, Fitted>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly curves: readonly EpochLine[];
  /** Safetensors by `<network>.<call>.<weight>`. */
  readonly weights: Uint8Array;
  readonly checkpoint: Uint8Array;
  /** Step (from 1) and node of the first value that was not finite. */
  readonly step?: number;
  readonly node?: string;
}

const versions = { tfjs: tf.version.tfjs, checkpoint: '1' } as const;

function trainingOf(document: Document, { epochs, batchSize, seed }: Partial<TrainOptions>) {
  const { training } = document;
  if (!training || training.phases.length === 0) {
    throw new Error('The document does not say how to train. Add a training phase.');
  }
  return {
    ...training,
    batchSize: batchSize ?? training.batchSize,
    seed: seed ?? training.seed,
    phases: training.phases.map((phase) => ({ ...phase, epochs: epochs ?? phase.epochs })),
  };
}

const read = ({ document, host, limit }: SessionOptions): Promise<PreparedData> =>
  prepareData({
    document,
    ...host,
    ...(limit === undefined ? {} : { limit }),
  });

/** Weights of all models as a safetensors file. */
export async function weightsFile(models: ReadonlyMap<string, Model>): Promise<Uint8Array> {
  const tensors = await readWeights(models);
  return writeSafetensors({ tensors, metadata: { format: 'netloom-weights' } });
}

function startOf(
  verdict: BackendVerdict,
  { train, validation }: PreparedData,
  reports: readonly StartReport[],
): TrainStart {
  return {
    backend: verdict.backend,
    reason: verdictText(verdict),
    samples: train.count,
    validationSamples: validation.count,
    ...(reports.length > 0 ? { startWeights: reports } : {}),
  };
}

/** Trains a document from start to end. Throws what people should read: `BackendUnavailable`, `DataError` … */
export async function trainDocument(options: TrainOptions): Promise<TrainResult> {
  const { document, host, backend = 'auto', signal, checkpoint } = options;
  const programs = lowerAll(document);
  const training = trainingOf(document, options);
  const verdict = await chooseBackend({ host, choice: backend });
  const data = await read(options);
  const { batchSize, seed } = training;
  const start = await startWeights(programs, host.readWeights);
  const weights = options.weights ? readSafetensors(options.weights).tensors : undefined;
  const snapshot = checkpoint ? decodeSnapshot(checkpoint) : undefined;
  const models = buildModels({
    programs,
    seed,
    batchSize,
    backend: verdict.backend,
    weights: new Map([...start.tensors, ...(weights ?? [])]),
  });
  requireFitting(models, weights, snapshot);
  const curves: EpochLine[] = snapshot ? linesBefore(snapshot, options.before?.curves) : [];
  const trainer = createTrainer({
    ...training,
    models,
    procedures,
    data,
    now: host.now,
    ...(snapshot ? { snapshot } : {}),
    events: {
      onEpoch: (line) => {
        curves.push(line);
        options.onEpoch?.(line);
      },
      ...(options.onSnapshot ? { onSnapshot: options.onSnapshot } : {}),
      ...(options.onStill ? { onStill: options.onStill } : {}),
    },
  });
  const abort = (): void => trainer.stop();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  options.onStart?.(startOf(verdict, data, start.reports));
  const started = host.now();
  try {
    const ending = await runToEnd(trainer);
    return {
      ...resultOf(ending, curves),
      seconds: (options.before?.seconds ?? 0) + (host.now() - started) / 1000,
      backend: verdict.backend,
      fingerprint: data.fingerprint,
      fitted: data.fitted,
      versions,
      weights: await weightsFile(models),
      checkpoint: encodeSnapshot(await trainer.snapshot()),
    };
  } finally {
    signal?.removeEventListener('abort', abort);
    disposeModels(models);
  }
}

function requireFitting(
  models: ReadonlyMap<string, Model>,
  weights: StoredTensors | undefined,
  snapshot: Pick<Snapshot, 'weights'> | undefined,
): void {
  try {
    if (weights) requireSomeWeights(models, weights);
    if (snapshot) requireAllWeights(models, snapshot.weights);
  } catch (error) {
    disposeModels(models);
    throw error;
  }
}

/** The epochs that were over when the checkpoint was taken. */
const linesBefore = ({ place }: Snapshot, curves: readonly EpochLine[] = []): EpochLine[] =>
  curves.filter(
    ({ phase, epoch }) => phase < place.phase || (phase === place.phase && epoch <= place.epoch),
  );

interface Ending {
  readonly reason: TrainResult['reason'];
  readonly bestEpoch?: number;
  readonly step?: number;
  readonly node?: string;
}

function resultOf({ reason, bestEpoch, step, node }: Ending, curves: readonly EpochLine[]) {
  // A stop rule begins anew in every phase: the last epoch of this number is the one.
  const line = [...curves].reverse().find(({ epoch }) => epoch === bestEpoch) ?? curves.at(-1);
  const place = {
    ...(step === undefined ? {} : { step }),
    ...(node === undefined ? {} : { node }),
  };
  return { reason, epochs: curves.length, metrics: line?.values ?? {}, curves, ...place };
}

async function runToEnd(trainer: Trainer): Promise<Ending> {
  try {
    const { reason, ...rest } = await trainer.run();
    const names = { completed: 'completed', early: 'stopped', stopped: 'interrupted' } as const;
    return { reason: names[reason], ...rest };
  } catch (error) {
    if (!(error instanceof RunFailure) || error.failure.code !== 'non-finite') throw error;
    const { step, node } = error.failure;
    return { reason: 'nonFinite', ...(step ? { step } : {}), ...(node ? { node } : {}) };
  }
}

export interface EvaluateOptions extends SessionOptions {
  /** A safetensors file by `<network>.<call>.<weight>`. */
  readonly weights: Uint8Array;
}

export interface EvaluateResult {
  readonly backend: BackendId;
  readonly samples: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Measures saved weights on the test split, else on the validation split, as the last phase measures them. */
export async function evaluateWeights(options: EvaluateOptions): Promise<EvaluateResult> {
  const { document, host, backend = 'auto' } = options;
  const programs = lowerAll(document);
  const training = trainingOf(document, {});
  const { backend: used } = await chooseBackend({ host, choice: backend });
  const data = await read(options);
  const { tensors } = readSafetensors(options.weights);
  const models = modelsWith(programs, tensors, used);
  try {
    const part = evaluationPart(data);
    const metrics = await evaluateModels(models, training, { ...data, validation: part });
    return { backend: used, samples: part.count, metrics };
  } finally {
    disposeModels(models);
  }
}

const evaluationPart = (data: PreparedData): PreparedPart =>
  data.test && data.test.count > 0 ? data.test : data.validation;

function modelsWith(
  programs: ReturnType<typeof lowerAll>,
  weights: StoredTensors,
  backend: BackendId,
): Map<string, Model> {
  const models = buildModels({ programs, seed: 0, batchSize: 1, backend, weights });
  requireFitting(models, undefined, { weights });
  return models;
}

/** What the last phase reports on the validation part, from the weights as they are. */
export async function evaluateModels(
  models: ReadonlyMap<string, Model>,
  training: NonNullable<Document['training']>,
  data: PreparedData,
): Promise<Record<string, number>> {
  const last = training.phases.length - 1;
  const place = { phase: last, epoch: 0, step: 0, total: 0 };
  const options = { ...training, models, procedures, data, now: () => performance.now() };
  const steps = Math.max(1, Math.ceil(data.train.count / training.batchSize));
  const { procedure } = startPhase(options, place, steps);
  try {
    return { ...(await procedure.evaluate?.(data.validation)) };
  } finally {
    procedure.dispose();
  }
}

export interface PredictOptions extends EvaluateOptions {
  /** Raw samples by Input id, before preparation, one or several after one another. */
  readonly inputs: Readonly<Record<string, ArrayLike<number> | readonly string[]>>;
  /** What preparation learned in training; without it the data is read again. */
  readonly fitted?: Readonly<Record<string, Fitted>>;
}

export interface PredictResult {
  readonly outputs: Readonly<Record<string, number[][]>>;
  /** Class of each sample at the first output that has class names. */
  readonly labels?: string[];
}

/** Runs saved weights on raw samples. */
export async function predictSamples(options: PredictOptions): Promise<PredictResult> {
  const { document, host, backend = 'auto' } = options;
  const programs = lowerAll(document);
  const { backend: used } = await chooseBackend({ host, choice: backend });
  const fitted = options.fitted ?? (await read(options)).fitted;
  const prepared = prepareRaw(document, fitted, options.inputs);
  const models = modelsWith(programs, readSafetensors(options.weights).tensors, used);
  try {
    const model = [...models.values()].find(({ program }) =>
      program.inputs.some((id) => prepared[id]),
    );
    if (!model)
      throw new Error(`No network has an input named ${Object.keys(prepared).join(', ')}.`);
    const shapes = sampleShapes(model.program, document);
    const outputs = await predict(model, shapes, prepared);
    const [[first, shape]] = [...shapes] as [[string, readonly number[]]]; // found by an input above
    const count = prepared[first]!.length / countOf(shape);
    const rows = Object.fromEntries(
      Object.entries(outputs).map(([id, values]) => [id, rowsOf(values, count)]),
    );
    const labels = labelsOf(document, rows);
    return { outputs: rows, ...(labels ? { labels } : {}) };
  } finally {
    disposeModels(models);
  }
}

/** Outputs by Output id for prepared samples, flat over samples. */
export async function predict(
  model: Model,
  shapes: SampleShapes,
  inputs: Readonly<Record<string, Float32Array>>,
): Promise<Record<string, Float32Array>> {
  const outputs = tf.tidy(() => ({
    ...model.forward(inputTensors(shapes, inputs), { training: false }),
  }));
  const read = await Promise.all(
    Object.entries(outputs).map(
      async ([id, t]) => [id, Float32Array.from(await t.data())] as const,
    ),
  );
  tf.dispose(outputs);
  return Object.fromEntries(read);
}

function rowsOf(values: Float32Array, count: number): number[][] {
  const size = values.length / count;
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * size, (i + 1) * size)]);
}

function labelsOf(
  document: Document,
  outputs: Readonly<Record<string, readonly (readonly number[])[]>>,
): string[] | undefined {
  const { feeds } = checkPreparation(document, world);
  for (const [id, rows] of Object.entries(outputs)) {
    const classes = feeds.get(id)?.classes;
    if (!classes) continue;
    return rows.map((row) => {
      const best = row.length === 1 ? Number(row[0]! > 0.5) : row.indexOf(Math.max(...row));
      return classes[best] ?? String(best);
    });
  }
  return undefined;
}
