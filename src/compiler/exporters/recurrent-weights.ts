/** Weights of recurrent layers for formats that keep their gates in another order and in rows. */
import type { TensorData } from './files';
import { transposed } from './tensors';

/** Values in as many blocks as there are gates, put in this order. */
export function blocks({ shape, values }: TensorData, order: readonly number[]): TensorData {
  const size = values.length / order.length;
  const sorted = new Float32Array(values.length);
  order.forEach((from, to) => {
    sorted.set(values.subarray(from * size, (from + 1) * size), to * size);
  });
  return { shape, values: sorted };
}

/** A weight whose last axis holds gates, in another order and with that axis in front. */
export function gates(tensor: TensorData, order: readonly number[]): TensorData {
  return blocks(tensor.shape.length > 1 ? transposed(tensor, [1, 0]) : tensor, order);
}

/** One of the two offsets of a GRU, or the only one and zeros. */
export function biasRow(bias: TensorData, row: number): TensorData {
  if (bias.shape.length === 1) {
    return row === 0 ? bias : { shape: bias.shape, values: new Float32Array(bias.values.length) };
  }
  const size = bias.shape[1]!;
  return { shape: [size], values: bias.values.slice(row * size, (row + 1) * size) };
}
