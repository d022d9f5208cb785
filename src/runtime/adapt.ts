/** Statistics that layers take from the training data before training: what `keras.layers.Normalization.adapt` does. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import { createBatchSource, disposeBatch, slices } from './batches';
import type { PreparedPart } from './dataset';
import { indexOf } from './kernels/layers/axes';
import type { Model } from './model';

export interface AdaptOptions {
  readonly models: ReadonlyMap<string, Model>;
  /** The training part; nothing of validation and test is looked at. */
  readonly part: PreparedPart;
  readonly batchSize: number;
  readonly isStopped: () => boolean;
}

/** Adapts every Normalization that has never been, in the order of the program, since each reads what is before it. */
export async function adaptToData(options: AdaptOptions): Promise<void> {
  for (const model of options.models.values()) {
    // A network that is not fed by the data, as a generator, has nothing to adapt to.
    if (!model.program.inputs.every((id) => options.part.inputs[id])) continue;
    for (const call of model.program.calls) {
      if (call.kind !== 'Normalization' || call.weights.length === 0 || call.sharesWith) continue;
      if (await isAdapted(model, call)) continue;
      const found = await statisticsOf(model, call, options);
      if (!found) return;
      write(model, call, found);
    }
  }
}

/** Keras leaves `count` at 0 after adapting; so the statistics themselves are looked at as well. */
async function isAdapted(model: Model, call: Call): Promise<boolean> {
  const read = async (name: string): Promise<ArrayLike<number>> =>
    model.variables.get(`${call.id}.${name}`)!.data();
  const [count, mean, variance] = await Promise.all(['count', 'mean', 'variance'].map(read));
  const are = (values: ArrayLike<number>, value: number): boolean =>
    Array.from(values).every((each) => each === value);
  return !(are(count!, 0) && are(mean!, 0) && are(variance!, 1));
}

interface Statistics {
  readonly samples: number;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** `undefined` where the work was stopped. */
async function statisticsOf(
  model: Model,
  call: Call,
  { part, batchSize, isStopped }: AdaptOptions,
): Promise<Statistics | undefined> {
  const [source] = call.inputs as [string];
  const batches = createBatchSource(part);
  const total = createTotal();
  try {
    for (const rows of slices(part.count, batchSize)) {
      if (isStopped()) return undefined;
      const batch = batches.take(rows);
      const both = tf.tidy(() => {
        const given = model.forward(batch.inputs, {
          training: false,
          keep: [source],
          only: 'kept',
        });
        return momentsOf(given[source]!, call);
      });
      disposeBatch(batch);
      total.add(await both.moments.data(), both.values);
      both.moments.dispose();
    }
  } finally {
    batches.dispose();
  }
  return { samples: part.count, ...total.result() };
}

/** Mean and variance of one batch for each kept position, [2, positions], and how many values each is of. */
function momentsOf(x: tf.Tensor, { config }: Call): { moments: tf.Tensor; values: number } {
  const axes = (config.axis as readonly number[]).map((axis) => indexOf(axis, x.rank)); // by its params
  const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const { mean, variance } = tf.moments(x, others);
  const moments = tf.stack([mean.flatten(), variance.flatten()]);
  return { moments, values: others.reduce((size, axis) => size * x.shape[axis]!, 1) };
}

/** Adds up in float64, batch by batch (Chan, Golub and LeVeque, 1983). */
function createTotal() {
  let count = 0;
  let mean = new Float64Array(0);
  let squares = new Float64Array(0);
  return {
    add(moments: ArrayLike<number>, values: number): void {
      const positions = moments.length / 2;
      if (count === 0) [mean, squares] = [new Float64Array(positions), new Float64Array(positions)];
      const next = count + values;
      for (let i = 0; i < positions; i++) {
        const away = moments[i]! - mean[i]!;
        mean[i] = mean[i]! + (away * values) / next;
        squares[i] =
          squares[i]! + moments[positions + i]! * values + (away ** 2 * count * values) / next;
      }
      count = next;
    },
    result: () => ({ mean, variance: squares.map((square) => square / count) }),
  };
}

function write(model: Model, call: Call, { samples, mean, variance }: Statistics): void {
  const values = { mean, variance, count: [samples] };
  for (const [name, numbers] of Object.entries(values)) {
    const variable = model.variables.get(`${call.id}.${name}`)!;
    tf.tidy(() => variable.assign(tf.tensor(Float32Array.from(numbers), variable.shape)));
  }
}
