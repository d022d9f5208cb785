/**
 * The variations of a preparation as one function on batches: all that moves pixels is one sampling of each picture,
 * then values change, then samples are blended. Another way for every batch of every epoch, the same for a seed.
 */
import type { Config } from '../../graph/document';
import type { Augment, Column, HostColumn } from '../dataset';
import type { Random } from '../random';
import { mix } from './mix';
import { changes, places, sequences } from './pictures';
import { identity, type Picture, times, warp } from './warp';

export interface AugmentStep {
  readonly kind: string;
  readonly config: Config;
}

/** The steps in front of each Input, and the column that it is fed, for its range of values. */
export type AugmentPlan = Readonly<
  Record<string, { readonly steps: readonly AugmentStep[]; readonly column: Column }>
>;

/** Bytes have a range; of other numbers it is from the smallest to the largest of the training part. */
export function rangeOf({ values, scale = 1, offset = 0 }: Column): { low: number; high: number } {
  let [from, to] = [0, 255];
  if (!(values instanceof Uint8Array)) {
    [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of values) {
      if (value < from) from = value;
      if (value > to) to = value;
    }
  }
  const ends = [from * scale + offset, to * scale + offset];
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

function sized({ shape }: HostColumn): Picture {
  const [height = 1, width = 1, channels = 1] = shape.map((size) => size ?? 1);
  return { height, width, channels };
}

/** Moves the pixels of every sample of the column. */
function move(
  moving: readonly AugmentStep[],
  column: HostColumn,
  size: number,
  random: Random,
): void {
  const picture = sized(column);
  const width = column.values.length / size;
  const before = new Float32Array(width);
  for (let n = 0; n < size; n++) {
    const matrix = moving.reduce(
      (all, { kind, config }) => times(all, places[kind]!(config, random, picture)),
      identity,
    );
    const sample = column.values.subarray(n * width, (n + 1) * width);
    before.set(sample);
    warp(before, sample, matrix, picture);
  }
}

/** `undefined` where nothing varies anything. */
export function createAugment(plan: AugmentPlan): Augment | undefined {
  const inputs = Object.entries(plan)
    .filter(([, { steps }]) => steps.length > 0)
    .map(([id, { steps, column }]) => ({ id, steps, range: rangeOf(column) }));
  if (inputs.length === 0) return undefined;
  return (batch, random) => {
    for (const { id, steps, range } of inputs) {
      const host = batch.inputs[id]!;
      const width = host.values.length / batch.size;
      const moving = steps.filter(({ kind }) => kind in places);
      if (moving.length > 0) move(moving, host, batch.size, random);
      for (const step of steps) {
        const change = changes[step.kind] ?? sequences[step.kind];
        if (change) {
          for (let n = 0; n < batch.size; n++) {
            const values = host.values.subarray(n * width, (n + 1) * width);
            change(step.config, random, { ...sized(host), ...range, values });
          }
        } else if (!(step.kind in places)) mix(step, host, batch, random);
      }
    }
  };
}
