/** Finds the exact step and layer of the first value that is not a number or not finite, by replaying steps. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import { disposeBatch } from './batches';
import { readTensors, type StoredTensors, tensorOf } from './checkpoint';
import { RunFailure } from './failure';
import type { Model } from './model';
import type { Batch, RunningProcedure } from './procedure';

export interface Replay {
  readonly models: Readonly<Record<string, Model>>;
  /** Started from the last good snapshot. */
  readonly procedure: RunningProcedure;
  /** Steps done at the snapshot, and the step (from 1) that was seen to be bad. */
  readonly from: number;
  readonly until: number;
  /** The batch `offset` steps after the snapshot, and its number within the phase. */
  readonly batch: (offset: number) => { readonly batch: Batch; readonly index: number };
}

interface Culprit {
  readonly call?: Call;
  /** What is not finite: `output of conv1`, `gradient of conv1.kernel`. */
  readonly what: string;
}

/** Replays up to `until`; the failure names what was found first. */
export async function explainNonFinite(replay: Replay): Promise<RunFailure> {
  const { models, procedure, from, until } = replay;
  procedure.keepGradients?.(true);
  for (let offset = 0; from + offset < until; offset++) {
    const before = new Map<Model, StoredTensors>();
    for (const model of Object.values(models))
      before.set(model, await readTensors(model.variables));
    const { batch, index } = replay.batch(offset);
    const values = procedure.trainStep(batch, index);
    const culprit = (await isBad(values.loss))
      ? await inForward(models, before, batch)
      : await inUpdate(models, procedure);
    tf.dispose(values);
    disposeBatch(batch);
    if (culprit) return failureAt(from + offset + 1, culprit);
  }
  return failureAt(until, { what: 'loss' });
}

function failureAt(step: number, { call, what }: Culprit): RunFailure {
  return new RunFailure({
    code: 'non-finite',
    message: `At step ${step} the ${what} is no longer a finite number.`,
    hint: 'Lower the learning rate, clip the gradients or check the data. The last good weights are back.',
    step,
    ...(call ? { node: call.origin.node } : {}),
  });
}

async function isBad(tensor: tf.Tensor): Promise<boolean> {
  const data = await tensor.data();
  for (const value of data) if (!Number.isFinite(value)) return true;
  return false;
}

/** The first call, sources first, whose output is not finite with the weights from before the step. */
async function inForward(
  models: Readonly<Record<string, Model>>,
  before: ReadonlyMap<Model, StoredTensors>,
  batch: Batch,
): Promise<Culprit> {
  for (const model of Object.values(models)) {
    const { calls, inputs } = model.program;
    if (!inputs.every((id) => batch.inputs[id])) continue;
    for (const [name, stored] of before.get(model) ?? []) {
      const tensor = tensorOf(stored);
      model.variables.get(name)?.assign(tensor);
      tensor.dispose();
    }
    const passes = model.passes;
    const outputs = tf.tidy(() => ({
      ...model.forward(batch.inputs, {
        training: true,
        updateStatistics: false,
        keep: calls.map(({ id }) => id),
      }),
    }));
    model.passes = passes;
    const bad = await firstBad(calls, outputs);
    tf.dispose(outputs);
    if (bad) return { call: bad, what: `output of ${bad.id}` };
    const loss = calls.find(({ kind }) => kind === 'Output');
    if (loss) return { call: loss, what: `loss at ${loss.id}` };
  }
  return { what: 'loss' };
}

async function firstBad(
  calls: readonly Call[],
  outputs: Readonly<Record<string, tf.Tensor>>,
): Promise<Call | undefined> {
  for (const call of calls) {
    const output = outputs[call.id];
    if (output && (await isBad(output))) return call;
  }
  return undefined;
}

/** Gradients flow from the last layer to the first: the last bad one in program order came first. */
async function inUpdate(
  models: Readonly<Record<string, Model>>,
  procedure: RunningProcedure,
): Promise<Culprit | null> {
  const gradients = procedure.gradients?.() ?? new Map<string, tf.Tensor>();
  for (const model of Object.values(models)) {
    for (const call of [...model.program.calls].reverse()) {
      for (const { name } of call.weights) {
        const key = `${call.id}.${name}`;
        const gradient = gradients.get(key) ?? gradients.get(`${model.program.network}.${key}`);
        if (gradient && (await isBad(gradient))) return { call, what: `gradient of ${key}` };
        const weight = model.variables.get(key);
        if (weight && (await isBad(weight))) return { call, what: `weight ${key}` };
      }
    }
  }
  return null;
}
