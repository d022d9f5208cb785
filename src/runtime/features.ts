/**
 * Values of the part of a network that stands still, computed once for every sample: a head on a frozen backbone
 * then trains in the time that the head takes.
 */
import * as tf from '@tensorflow/tfjs';
import { type StillPart, shapeOfValue } from '../compiler/freezing';
import type { Shape } from '../compiler/layer';
import { createBatchSource, disposeBatch, slices } from './batches';
import type { Column, PreparedPart } from './dataset';
import type { Model } from './model';
import { hashString } from './random';
import { createBreather } from './yield';

/** More than this is not kept: the part is computed in every pass instead. */
const MOST_BYTES = 1e9;
/** Activations of one batch, which a pass holds all at once. */
const BATCH_BYTES = 96e6;

/** Bytes of one sample's values of these shapes; a size that is free is taken for the largest of the samples. */
function bytesOf(shapes: readonly Shape[], { inputs }: PreparedPart): number {
  const sizes = Object.values(inputs).flatMap(({ shape }) => shape.map((size) => size ?? 1));
  const largest = Math.max(1, ...sizes);
  const sizeOf = (shape: Shape) => shape.reduce<number>((a, b) => a * (b ?? largest), 1);
  return 4 * shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** Whether the features of so many samples such as those of `part` fit in memory. */
export function canKeepFeatures(
  { program }: Model,
  { values }: StillPart,
  part: PreparedPart,
  count: number,
): boolean {
  const shapes = values.map((value) => shapeOfValue(program, value) ?? []);
  return count * bytesOf(shapes, part) <= MOST_BYTES;
}

function batchSizeOf({ program }: Model, { calls }: StillPart, part: PreparedPart): number {
  const still = program.calls.filter(({ id }) => calls.has(id));
  const shapes = still.map(({ outputShape }) => outputShape);
  const bytes = bytesOf(shapes, part);
  return Math.max(1, Math.min(64, Math.floor(BATCH_BYTES / Math.max(1, bytes))));
}

export interface FeatureOptions {
  readonly now: () => number;
  /** Samples done, after every batch. */
  readonly onProgress?: (samples: number) => void;
  /** Asked between batches; true ends the work early. */
  readonly isStopped?: () => boolean;
}

/** The samples as the rest of the network receives them; `undefined` where it was stopped. */
export async function featuresOf(
  model: Model,
  still: StillPart,
  part: PreparedPart,
  options: FeatureOptions,
): Promise<PreparedPart | undefined> {
  const columns = new Map<string, Column & { readonly values: Float32Array }>();
  const source = createBatchSource({ ...part, targets: {} });
  const breathe = createBreather(options.now);
  try {
    for (const rows of slices(part.count, batchSizeOf(model, still, part))) {
      if (options.isStopped?.()) return undefined;
      const batch = source.take(rows);
      const made = tf.tidy(() =>
        model.forward(batch.inputs, { training: false, keep: [...still.values], only: 'kept' }),
      );
      for (const value of still.values) {
        const read = await made[value]!.data();
        const size = read.length / rows.length;
        const column = columns.get(value) ?? {
          shape: made[value]!.shape.slice(1),
          values: new Float32Array(size * part.count),
          // A number of a class or token that goes past the still part stays one.
          dtype: made[value]!.dtype === 'int32' ? 'int32' : 'float32',
        };
        column.values.set(read, rows[0]! * size);
        columns.set(value, column);
      }
      tf.dispose(made as tf.TensorContainer);
      disposeBatch(batch);
      options.onProgress?.(rows.at(-1)! + 1);
      const pause = breathe();
      if (pause) await pause;
    }
  } finally {
    source.dispose();
  }
  return { ...part, inputs: Object.fromEntries(columns) };
}

/** Names the still part and the values of its weights, so that features are used again only where they are the same. */
export async function stillKey(model: Model, still: StillPart): Promise<string> {
  const calls = model.program.calls.filter(({ id }) => still.calls.has(id));
  const lines = calls.map(({ id, kind, config, inputs }) =>
    JSON.stringify([id, kind, config, inputs]),
  );
  for (const { id, weights } of calls) {
    for (const { name } of weights) {
      const variable = model.variables.get(`${id}.${name}`);
      if (variable) lines.push(`${id}.${name} ${checksum(await variable.data())}`);
    }
  }
  return `${hashString(lines.join('\n'))} ${lines.length} ${still.values.join()}`;
}

/** Two sums over the bits, one of which depends on the order. */
function checksum(values: ArrayLike<number>): string {
  const floats = Float32Array.from(values);
  const bits = new Int32Array(floats.buffer);
  let [sum, mixed] = [0, 0];
  for (let i = 0; i < bits.length; i++) {
    sum = (sum + bits[i]!) | 0;
    mixed = (Math.imul(mixed, 31) + bits[i]!) | 0;
  }
  return `${sum} ${mixed}`;
}
