/**
 * Values of steps on their way from the device to people: kept where they are, read back together at most
 * every 100 ms, summed for the epoch line, averaged for the charts.
 */
import * as tf from '@tensorflow/tfjs';
import type { StepValues } from './procedure';
import type { Progress, StepPoint, Telemetry } from './protocol';

/** Sums of an epoch: `[sum of value × samples, samples]` by name. */
export type Sums = Record<string, [number, number]>;

/** At most this many steps wait on the device, whatever the clock says. */
const MAX_PENDING = 256;
const READ_INTERVAL = 100;

interface Pending {
  readonly size: number;
  readonly progress: Progress;
  readonly values: StepValues;
}

export interface Meter {
  readonly sums: Sums;
  add(step: Pending): void;
  /** Whether values should be read now. */
  isDue(): boolean;
  /** Reads everything that waits; gives the first step (global, from 1) with a non-finite loss. */
  read(): Promise<number | null>;
  /** Whether the last message is long enough ago for another one. */
  mayTell(): boolean;
  /** Samples a second of training since the last message; time outside steps is taken out by `skip`. */
  telemetry(learningRate: number | undefined): Telemetry | null;
  /** Time that was not training: pauses, validation. */
  skip(milliseconds: number): void;
  startEpoch(sums?: Sums): void;
  dispose(): void;
}

async function readAll(pending: readonly Pending[]): Promise<Record<string, number>[]> {
  const names = Object.keys(pending[0]?.values ?? {});
  const isGpu = ['webgl', 'webgpu'].includes(tf.getBackend());
  if (!isGpu) {
    return pending.map(({ values }) =>
      Object.fromEntries(names.map((name) => [name, values[name]!.dataSync()[0]!])),
    );
  }
  const columns = names.map((name) => tf.stack(pending.map(({ values }) => values[name]!)));
  const data = await Promise.all(columns.map((column) => column.data()));
  tf.dispose(columns);
  return pending.map((_, i) =>
    Object.fromEntries(names.map((name, column) => [name, data[column]![i]!])),
  );
}

/** Averages of the steps since the last message, for one point of a chart. */
function average(rows: readonly Record<string, number>[]): Record<string, number> {
  const means: Record<string, number> = {};
  for (const name of Object.keys(rows[0] ?? {})) {
    means[name] = rows.reduce((sum, row) => sum + row[name]!, 0) / rows.length;
  }
  return means;
}

/** Adds the steps' values to the sums of the epoch; gives the number of samples. */
function addUp(
  sums: Sums,
  rows: readonly Record<string, number>[],
  steps: readonly Pending[],
): number {
  let samples = 0;
  rows.forEach((row, i) => {
    const { size } = steps[i]!;
    for (const [name, value] of Object.entries(row)) {
      const sum = (sums[name] ??= [0, 0]);
      sum[0] += value * size;
      sum[1] += size;
    }
    samples += size;
  });
  return samples;
}

function pointAt({ epoch, step, stepsPerEpoch }: Progress, values: StepPoint['values']): StepPoint {
  const withinEpoch = step - Math.floor((step - 1) / stepsPerEpoch) * stepsPerEpoch;
  return { step, epoch: epoch - 1 + withinEpoch / stepsPerEpoch, values };
}

function memory(): Telemetry['memory'] {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}

export function createMeter(now: () => number): Meter {
  let pending: Pending[] = [];
  let lastRead = now();
  let since = now();
  let lastTold = Number.NEGATIVE_INFINITY;
  let samples = 0;
  let points: StepPoint[] = [];
  let last: Progress | null = null;
  const sums: Sums = {};

  const take = (rows: readonly Record<string, number>[], steps: readonly Pending[]): void => {
    samples += addUp(sums, rows, steps);
    last = steps.at(-1)!.progress;
    points.push(pointAt(last, average(rows)));
  };

  return {
    sums,
    add: (step) => void pending.push(step),
    isDue: () => pending.length >= MAX_PENDING || now() - lastRead >= READ_INTERVAL,
    async read() {
      lastRead = now();
      if (pending.length === 0) return null;
      const steps = pending;
      pending = [];
      const rows = await readAll(steps);
      tf.dispose(steps.map(({ values }) => values));
      const bad = rows.findIndex((row) => !Number.isFinite(row.loss));
      if (bad >= 0) return steps[bad]!.progress.step;
      take(rows, steps);
      return null;
    },
    mayTell: () => now() - lastTold >= READ_INTERVAL,
    telemetry(learningRate) {
      if (!last || points.length === 0) return null;
      lastTold = now();
      const seconds = Math.max(1e-3, (now() - since) / 1000);
      const message: Telemetry = {
        progress: last,
        points,
        samplesPerSecond: samples / seconds,
        ...(learningRate === undefined ? {} : { learningRate }),
        memory: memory(),
      };
      since = now();
      samples = 0;
      points = [];
      return message;
    },
    skip(milliseconds) {
      since += milliseconds;
    },
    startEpoch(from = {}) {
      for (const name of Object.keys(sums)) delete sums[name];
      for (const [name, [sum, count]] of Object.entries(from)) sums[name] = [sum, count];
    },
    dispose() {
      tf.dispose(pending.map(({ values }) => values));
      pending = [];
    },
  };
}
