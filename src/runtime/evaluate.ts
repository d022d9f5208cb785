/** Measures a network on a part of the data: losses, metrics, confusion matrices. Nothing is read back per batch. */
import * as tf from '@tensorflow/tfjs';
import { createBatchSource, disposeBatch, slices } from './batches';
import type { PreparedPart } from './dataset';
import { type ClassWeights, type Loss, lossOf, lossWeightOf } from './losses';
import { type Metric, metricsOf } from './metrics';
import type { Model } from './model';
import type { Batch } from './procedure';
import type { Confusion } from './protocol';
import { createBreather } from './yield';

/** What a network is judged by: the losses and metrics of its outputs. */
export interface Objective {
  readonly outputs: readonly {
    readonly id: string;
    readonly loss: Loss | null;
    /** Factor of the loss in the total. */
    readonly weight: number;
    readonly metrics: readonly Metric[];
  }[];
}

/**
 * Losses from logits where the network ends in them, and the metrics named in `ids`. Where there are several outputs,
 * each one's own loss, unweighted, is measured too: `digitLoss` beside `loss`. `classWeights` are those of training,
 * by Output id.
 */
export function objectiveOf(
  model: Model,
  ids: readonly string[],
  classWeights?: ReadonlyMap<string, ClassWeights>,
): Objective {
  const { program } = model;
  const isOnly = program.outputs.length === 1;
  const outputs = program.outputs.flatMap((id) => {
    const call = program.calls.find((c) => c.id === id);
    if (!call) return [];
    const logits = model.logits.get(id) ?? null;
    const plain = lossOf(call, logits);
    const loss = classWeights ? lossOf(call, logits, classWeights.get(id)) : plain;
    const own = isOnly || !plain ? [] : [{ name: `${id}Loss`, measure: plain }];
    const metrics = [...own, ...metricsOf(call, ids, logits, isOnly)];
    return [{ id, loss, weight: lossWeightOf(call), metrics }];
  });
  return { outputs };
}

/** The weighted sum of the losses of all outputs that have a target. */
export function totalLoss(
  { outputs }: Objective,
  values: Readonly<Record<string, tf.Tensor>>,
  targets: Readonly<Record<string, tf.Tensor>>,
): tf.Scalar {
  const losses = outputs.flatMap(({ id, loss, weight }) => {
    const [target, value] = [targets[id], values[id]];
    if (!loss || !target || !value) return [];
    const own = loss(target, value);
    return [weight === 1 ? own : tf.mul<tf.Scalar>(own, weight)];
  });
  if (losses.length === 0) {
    throw new Error('No output has both a loss and a target. Choose a loss on an Output node.');
  }
  return losses.reduce((a, b) => tf.add(a, b));
}

/** The metrics of one batch by name. */
export function measure(
  { outputs }: Objective,
  values: Readonly<Record<string, tf.Tensor>>,
  targets: Readonly<Record<string, tf.Tensor>>,
): Record<string, tf.Scalar> {
  const measured: Record<string, tf.Scalar> = {};
  for (const { id, metrics } of outputs) {
    const [target, value] = [targets[id], values[id]];
    if (!target || !value) continue;
    for (const metric of metrics) {
      measured[metric.name] = tf.tidy(() => metric.measure(target, value));
    }
  }
  return measured;
}

/** Samples of one evaluation batch: larger than in training, since nothing is kept for a gradient. */
const EVALUATION_BATCH = 256;

/** Means over the whole part by name, `loss` first. Yields to the event loop on the way. */
export async function evaluatePart(
  model: Model,
  part: PreparedPart,
  objective: Objective,
  now: () => number = () => performance.now(),
): Promise<Record<string, number>> {
  const source = createBatchSource(part);
  const breathe = createBreather(now);
  const sums = new Map<string, tf.Tensor>();
  for (const rows of slices(part.count, EVALUATION_BATCH)) {
    const batch = source.take(rows);
    const values = tf.tidy(() => evaluationStep(model, batch, objective));
    for (const [name, value] of Object.entries(values)) {
      const sum = sums.get(name);
      sums.set(name, sum ? tf.add(sum, value) : value);
      if (sum) tf.dispose([sum, value]);
    }
    disposeBatch(batch);
    const pause = breathe();
    if (pause) await pause;
  }
  source.dispose();
  return finish(sums, part.count, objective);
}

/** Each mean times the batch's size, so that the sum over batches is exact. */
function evaluationStep(model: Model, batch: Batch, objective: Objective) {
  const outputs = model.forward(batch.inputs, { training: false, logits: true });
  const loss = totalLoss(objective, outputs, batch.targets);
  const penalty = model.regularization();
  const values: Record<string, tf.Scalar> = {
    loss: penalty ? tf.add(loss, penalty) : loss,
    ...measure(objective, outputs, batch.targets),
  };
  const sums: Record<string, tf.Tensor> = {};
  for (const [name, value] of Object.entries(values)) sums[name] = tf.mul(value, batch.size);
  for (const { id, metrics } of objective.outputs) {
    const [target, output] = [batch.targets[id], outputs[id]];
    for (const { name, counted } of metrics) {
      if (counted && target && output) sums[name] = counted.count(target, output);
    }
  }
  return sums;
}

async function finish(
  sums: ReadonlyMap<string, tf.Tensor>,
  count: number,
  { outputs }: Objective,
): Promise<Record<string, number>> {
  const found = new Map(
    outputs.flatMap(({ metrics }) => metrics.map((metric) => [metric.name, metric] as const)),
  );
  const means: Record<string, number> = {};
  for (const [name, sum] of sums) {
    const totals = await sum.data();
    const metric = found.get(name);
    const value = (totals[0] ?? Number.NaN) / count;
    means[name] = metric?.counted?.value(totals) ?? metric?.finish?.(value) ?? value;
    sum.dispose();
  }
  return means;
}

/** At most this many samples are named for one cell of a confusion matrix. */
const SAMPLES_PER_CELL = 24;

/** True against predicted class of every output that has class names, with samples of each cell. */
export async function confusionsOf(
  model: Model,
  part: PreparedPart,
  classes: Readonly<Record<string, readonly string[]>>,
): Promise<Confusion[]> {
  const source = createBatchSource(part);
  const breathe = createBreather(() => performance.now());
  const found = model.program.outputs.flatMap((id) => {
    const names = classes[id];
    return names && part.targets[id] ? [emptyConfusion(id, names)] : [];
  });
  for (const rows of slices(part.count, EVALUATION_BATCH)) {
    const batch = source.take(rows);
    for (const confusion of found) {
      const pairs = tf.tidy(() => classPairs(model, batch, confusion.output));
      const [truth, predicted] = await Promise.all(pairs.map((t) => t.data()));
      tf.dispose(pairs);
      const steps = truth!.length / rows.length;
      truth!.forEach((label, i) => {
        count(confusion, label, predicted![i]!, rows[Math.floor(i / steps)]!);
      });
    }
    disposeBatch(batch);
    const pause = breathe();
    if (pause) await pause;
  }
  source.dispose();
  return found;
}

function emptyConfusion(output: string, classes: readonly string[]) {
  const cells = Math.max(2, classes.length) ** 2;
  return {
    output,
    classes,
    counts: new Int32Array(cells),
    samples: Array.from({ length: cells }, (): number[] => []),
  };
}

function count(
  confusion: ReturnType<typeof emptyConfusion>,
  truth: number,
  predicted: number,
  row: number,
): void {
  const cell = truth * Math.max(2, confusion.classes.length) + predicted;
  if (cell >= confusion.counts.length) return;
  confusion.counts[cell]!++;
  const samples = confusion.samples[cell]!;
  if (samples.length < SAMPLES_PER_CELL) samples.push(row);
}

/** True and predicted class of each sample, or of each step of a sequence. */
function classPairs(model: Model, batch: Batch, output: string): [tf.Tensor, tf.Tensor] {
  const value = model.forward(batch.inputs, { training: false, logits: true })[output]!;
  const target = batch.targets[output]!;
  const classes = value.shape.at(-1)!;
  if (classes === 1) {
    const threshold = model.logits.get(output) === 'sigmoid' ? 0 : 0.5;
    return [
      tf.cast(tf.greater(tf.reshape(target, [-1]), 0.5), 'int32'),
      tf.cast(tf.greater(tf.reshape(value, [-1]), threshold), 'int32'),
    ];
  }
  const areNumbers = target.size * classes === value.size;
  const truth = areNumbers
    ? tf.reshape(target, [-1])
    : tf.argMax(tf.reshape(target, [-1, classes]), 1);
  return [
    tf.cast(truth, 'int32'),
    tf.cast(tf.argMax(tf.reshape(value, [-1, classes]), 1), 'int32'),
  ];
}
