/** A phase at work: its procedure started afresh or from a snapshot, and snapshots of it. */
import * as tf from '@tensorflow/tfjs';
import type { Phase } from '../graph/document';
import {
  type Place,
  readTensors,
  readWeights,
  type Snapshot,
  type StoredTensors,
  tensorOf,
  writeWeights,
} from './checkpoint';
import type { Model } from './model';
import type { Procedure, RunningProcedure } from './procedure';
import { createRandom, type Random, restoreRandom } from './random';
import type { Sums } from './telemetry';
import type { TrainerOptions } from './trainer-options';
import type { StopWatch } from './trainer-stop';

export interface Running {
  readonly phase: Phase;
  readonly models: Readonly<Record<string, Model>>;
  readonly procedure: RunningProcedure;
  readonly random: Random;
}

/** What a phase draws from, unless a snapshot says where its generator stood. */
export function phaseRandom(seed: number, phase: number): Random {
  return createRandom(seed).fork(`phase ${phase}`);
}

/** Freezes what the phase freezes, and nothing that an earlier phase did. */
export function enterPhase(phase: Phase, models: ReadonlyMap<string, Model>): void {
  for (const network of Object.values(phase.networks)) {
    models.get(network)?.freeze(phase.frozen ?? []);
  }
}

/** Starts the phase at `place`. With `from`, weights, masks, random and procedure state continue from there. */
export function startPhase(
  { phases, models, procedures, batchSize, seed, data }: TrainerOptions,
  place: Place,
  stepsPerEpoch: number,
  from?: Snapshot,
): Running {
  const phase = phases[place.phase]!;
  const procedure = procedures.get(phase.procedure);
  if (!procedure) {
    throw new Error(
      `The procedure is ${phase.procedure}; expected one of ${[...procedures.keys()].join(', ')}.`,
    );
  }
  const named = modelsOf(phase, models);
  enterPhase(phase, models);
  if (from) {
    writeWeights(models, from.weights);
    for (const [name, model] of models) model.passes = from.passes[name] ?? 0;
  }
  const random = from ? restoreRandom(from.random) : phaseRandom(seed, place.phase);
  const running = procedure.start({
    // The compiler has checked the config against the procedure's params; what is absent has its default.
    config: { ...defaultsOf(procedure), ...phase.config } as never,
    models: named,
    random,
    train: data.train,
    batchSize,
    stepsPerEpoch,
    epochs: phase.epochs,
  });
  if (from && from.state.size > 0) restoreState(running, from.state);
  return { phase, models: named, procedure: running, random };
}

function modelsOf(phase: Phase, models: ReadonlyMap<string, Model>): Record<string, Model> {
  const named: Record<string, Model> = {};
  for (const [slot, network] of Object.entries(phase.networks)) {
    const model = models.get(network);
    if (!model) {
      throw new Error(`The slot ${slot} names ${network}; the document has no such network.`);
    }
    named[slot] = model;
  }
  return named;
}

function defaultsOf(procedure: Procedure): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(procedure.params).map(([name, param]) => [name, param.default]),
  );
}

function restoreState(procedure: RunningProcedure, stored: StoredTensors): void {
  const state = Object.fromEntries([...stored].map(([name, value]) => [name, tensorOf(value)]));
  try {
    procedure.restore(state);
  } finally {
    tf.dispose(state);
  }
}

export const copySums = (sums: Snapshot['sums']): Record<string, [number, number]> =>
  Object.fromEntries(Object.entries(sums).map(([name, [sum, count]]) => [name, [sum, count]]));

/** Whether every value is finite. */
export const isWholly = (weights: StoredTensors): boolean =>
  [...weights.values()].every(({ values }) => values.every((value) => Number.isFinite(value)));

/** Means over an epoch and, as `valLoss` and the like, over held-out samples; `null` for what is not finite. */
export function epochValues(
  sums: Sums,
  heldOut: Readonly<Record<string, number>> = {},
): Record<string, number | null> {
  const values = [
    ...Object.entries(sums).map(([name, [sum, count]]) => [name, sum / count] as const),
    ...Object.entries(heldOut).map(
      ([name, value]) => [`val${name[0]!.toUpperCase()}${name.slice(1)}`, value] as const,
    ),
  ];
  return Object.fromEntries(
    values.map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  );
}

export interface Moment {
  readonly place: Place;
  readonly models: ReadonlyMap<string, Model>;
  readonly procedure: RunningProcedure | null;
  readonly random: Random;
  readonly stopWatch: StopWatch;
  readonly sums: Sums;
}

/** Reads a moment back to the host, complete. */
export async function takeSnapshot(moment: Moment): Promise<Snapshot> {
  const { place, models, procedure, random, stopWatch, sums } = moment;
  const state = procedure?.state() ?? {};
  const stored = await readTensors(Object.entries(state));
  tf.dispose(state);
  return {
    place,
    weights: await readWeights(models),
    state: stored,
    best: stopWatch.best(),
    random: random.state(),
    passes: Object.fromEntries([...models].map(([name, model]) => [name, model.passes])),
    watch: stopWatch.state(),
    sums: copySums(sums),
  };
}

/** Trainable weights by `<call>.<weight>`, with the slot in front where a phase has several networks. */
export function namedWeights(models: Readonly<Record<string, Model>>): [string, tf.Tensor][] {
  const several = Object.keys(models).length > 1;
  return Object.values(models).flatMap((model) =>
    model.trainable.map((name): [string, tf.Tensor] => [
      several ? `${model.program.network}.${name}` : name,
      model.variables.get(name)!,
    ]),
  );
}
