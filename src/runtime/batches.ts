/**
 * Samples to tensors. On wasm and cpu a batch is gathered on the host into one reused array, bytes becoming
 * floats on the way; on a GPU the whole part is uploaded once, where it fits, and gathered there.
 */
import * as tf from '@tensorflow/tfjs';
import type { Column, HostColumn, PreparedPart } from './dataset';
import type { Batch } from './procedure';
import type { Random } from './random';

export interface BatchSource {
  /**
   * The batch of these rows; the caller disposes it before it takes the next one. Where the part has an augmentation
   * and `random` is given, it varies the samples.
   */
  take(rows: Int32Array, random?: Random): Batch;
  dispose(): void;
}

/** Beyond this a part stays on the host and streams. */
const DEVICE_BYTES = 256e6;

type Take = (rows: Int32Array) => tf.Tensor;

const sizeOf = (column: Column): number => column.shape.reduce<number>((a, b) => a * (b ?? 1), 1);

/** Sizes of a column with the batch axis; a free size is what is left over. */
const batchShape = (column: Column, count: number): number[] => [
  count,
  ...column.shape.map((n) => n ?? 1),
];

/** Writes `rows` of a column into `into`, scaled and shifted. */
export function gatherRows(
  { values: inMemory, stored, scale = 1, offset = 0 }: Column,
  size: number,
  rows: Int32Array,
  into: Float32Array | Int32Array,
): void {
  const isPlain = scale === 1 && offset === 0;
  const values = stored ? stored.read(rows) : inMemory;
  for (let i = 0; i < rows.length; i++) {
    const start = (stored ? i : rows[i]!) * size;
    if (isPlain) into.set(values.subarray(start, start + size), i * size);
    else {
      const at = i * size;
      for (let j = 0; j < size; j++) into[at + j] = values[start + j]! * scale + offset;
    }
  }
}

function hostColumn(column: Column): Take {
  const size = sizeOf(column);
  const isInt = column.dtype === 'int32';
  let buffer: Float32Array | Int32Array = isInt ? new Int32Array(0) : new Float32Array(0);
  return (rows) => {
    const length = rows.length * size;
    if (buffer.length < length) buffer = isInt ? new Int32Array(length) : new Float32Array(length);
    gatherRows(column, size, rows, buffer);
    return tf.tensor(
      buffer.subarray(0, length),
      batchShape(column, rows.length),
      isInt ? 'int32' : 'float32',
    );
  };
}

function deviceColumn(column: Column, count: number): { take: Take; whole: tf.Tensor } {
  const whole = hostColumn(column)(Int32Array.from({ length: count }, (_, i) => i));
  return { take: (rows) => tf.tidy(() => tf.gather(whole, tf.tensor1d(rows, 'int32'))), whole };
}

type HostTake = (rows: Int32Array) => HostColumn;

function hostTaker(column: Column): HostTake {
  const size = sizeOf(column);
  let buffer = new Float32Array(0);
  return (rows) => {
    const length = rows.length * size;
    if (buffer.length < length) buffer = new Float32Array(length);
    const values = buffer.subarray(0, length);
    gatherRows(column, size, rows, values);
    return { shape: column.shape, values };
  };
}

/** Batches that are varied on the host before they are uploaded. */
function varied(part: PreparedPart, augment: NonNullable<PreparedPart['augment']>) {
  const takers = (from: Readonly<Record<string, Column>>) =>
    Object.entries(from).map(([id, column]) => [id, column, hostTaker(column)] as const);
  const [inputs, targets] = [takers(part.inputs), takers(part.targets)];
  const gather = (from: typeof inputs, rows: Int32Array) =>
    Object.fromEntries(from.map(([id, , take]) => [id, take(rows)]));
  const upload = (from: typeof inputs, values: Readonly<Record<string, HostColumn>>, n: number) =>
    Object.fromEntries(
      from.map(([id, column]): [string, tf.Tensor] => {
        const host = values[id]!.values;
        const isInt = column.dtype === 'int32';
        const data = isInt ? Int32Array.from(host) : host;
        return [id, tf.tensor(data, batchShape(column, n), isInt ? 'int32' : 'float32')];
      }),
    );
  return (rows: Int32Array, random: Random): Batch => {
    const size = rows.length;
    const host = { size, inputs: gather(inputs, rows), targets: gather(targets, rows) };
    augment(host, random);
    return {
      size,
      inputs: upload(inputs, host.inputs, size),
      targets: upload(targets, host.targets, size),
    };
  };
}

/** A source of batches of `part` on the current backend. */
export function createBatchSource(part: PreparedPart): BatchSource {
  const vary = part.augment && varied(part, part.augment);
  const kept: tf.Tensor[] = [];
  const columns = [...Object.values(part.inputs), ...Object.values(part.targets)];
  const bytes = columns.reduce((sum, column) => sum + sizeOf(column) * 4 * part.count, 0);
  // Samples that vary are made on the host.
  const onDevice = !vary && ['webgl', 'webgpu'].includes(tf.getBackend()) && bytes <= DEVICE_BYTES;
  const taker = (column: Column): Take => {
    if (!onDevice) return hostColumn(column);
    const { take, whole } = deviceColumn(column, part.count);
    kept.push(whole);
    return take;
  };
  const takers = (from: Readonly<Record<string, Column>>) =>
    Object.entries(from).map(([id, column]) => [id, taker(column)] as const);
  const inputs = takers(part.inputs);
  const targets = takers(part.targets);
  const all = (from: typeof inputs, rows: Int32Array): Record<string, tf.Tensor> =>
    Object.fromEntries(from.map(([id, take]) => [id, take(rows)]));
  return {
    take: (rows, random) =>
      vary && random
        ? vary(rows, random)
        : { size: rows.length, inputs: all(inputs, rows), targets: all(targets, rows) },
    dispose: () => tf.dispose(kept),
  };
}

/** Frees the tensors of a batch. */
export function disposeBatch(batch: Batch): void {
  tf.dispose([batch.inputs, batch.targets]);
}

/** Rows in their own order, `size` at a time. */
export function* slices(count: number, size: number): Generator<Int32Array> {
  for (let start = 0; start < count; start += size) {
    yield Int32Array.from({ length: Math.min(size, count - start) }, (_, i) => start + i);
  }
}
