/**
 * The samples of one phase as its procedure receives them: where the beginning of the network stands still, its
 * values in place of the inputs; where the preparation varies the samples, another variation in every epoch.
 */
import { type StillPart, stillPart } from '../compiler/freezing';
import { adaptToData } from './adapt';
import { type BatchSource, createBatchSource } from './batches';
import type { Place } from './checkpoint';
import type { PreparedData, PreparedPart } from './dataset';
import { canKeepFeatures, featuresOf, stillKey } from './features';
import type { Model } from './model';
import type { Batch } from './procedure';
import { createRandom } from './random';
import type { StillNote, TrainerOptions } from './trainer-options';
import { enterPhase } from './trainer-phase';

export interface PhaseData extends Pick<PreparedData, 'train' | 'validation'> {
  /** The batch of these rows at this place; the caller disposes it. */
  take(rows: Int32Array, place: Pick<Place, 'epoch' | 'step'>): Batch;
  dispose(): void;
}

/** Samples as the data set gives them; nothing is computed ahead. */
function plainData({ data, seed }: TrainerOptions, phase: number): PhaseData {
  const source: BatchSource = createBatchSource(data.train);
  const random = createRandom(seed);
  return {
    train: data.train,
    validation: data.validation,
    take: (rows, { epoch, step }) =>
      source.take(rows, random.fork(`augment ${phase} ${epoch} ${step}`)),
    dispose: () => source.dispose(),
  };
}

/** The model whose still part can be computed ahead, where the phase's procedure reads nothing but its outputs. */
function stillModel(options: TrainerOptions, phase: number) {
  const { procedure, networks } = options.phases[phase]!;
  const [name, ...others] = Object.values(networks);
  const model = name === undefined ? undefined : options.models.get(name);
  if (!model || others.length > 0) return undefined;
  if (options.procedures.get(procedure)?.readsFeatures !== true) return undefined;
  const part = stillPart(model.program, model.still());
  return part && { model, part };
}

function noteOf(options: TrainerOptions, model: Model, part: StillPart): StillNote {
  const { train, validation } = options.data;
  const samples = train.count + validation.count;
  const note = { layers: part.calls.size, samples };
  if (train.augment) return { ...note, kept: false, reason: 'augmented' };
  if (!canKeepFeatures(model, part, train, samples))
    return { ...note, kept: false, reason: 'memory' };
  return { ...note, kept: true };
}

/** `null` where the work was stopped. Adapts layers to the data, and freezes what the phase freezes. */
export async function openPhase(
  options: TrainerOptions,
  phase: number,
  isStopped: () => boolean,
): Promise<PhaseData | null> {
  const { models, data, batchSize } = options;
  await adaptToData({ models, part: data.train, batchSize, isStopped });
  enterPhase(options.phases[phase]!, models);
  const found = stillModel(options, phase);
  const note = found && noteOf(options, found.model, found.part);
  if (note) options.events?.onStill?.(note);
  if (!found || !note?.kept) return plainData(options, phase);
  const parts = await keptFeatures(options, found, isStopped);
  if (!parts) return null;
  return plainData({ ...options, data: { ...options.data, ...parts } }, phase);
}

type Features = Pick<PreparedData, 'train' | 'validation'>;

/** Features of both parts, from the store where the same part saw the same data before. */
async function keptFeatures(
  options: TrainerOptions,
  { model, part }: { readonly model: Model; readonly part: StillPart },
  isStopped: () => boolean,
): Promise<Features | undefined> {
  const { data, now, events, features: store } = options;
  const key = `${data.fingerprint} ${data.train.count} ${await stillKey(model, part)}`;
  const known = store?.get(key);
  if (known) return known;
  const total = data.train.count + data.validation.count;
  const compute = (each: PreparedPart, before: number) =>
    featuresOf(model, part, each, {
      now,
      isStopped,
      onProgress: (done) => events?.onFeatures?.(before + done, total),
    });
  const train = await compute(data.train, 0);
  const validation = train && (await compute(data.validation, data.train.count));
  if (!train || !validation) return undefined;
  // One at a time: features of large pictures take much memory.
  store?.clear();
  store?.set(key, { train, validation });
  return { train, validation };
}
