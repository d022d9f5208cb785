/** Weights of recurrent layers for formats that keep their gates in another order and in rows. */
import type { TensorData } from './files';
import { permuted } from './tensors';

/** A weight whose last axis holds gates of `units` each, in another order and with that axis in front. */
export function gates(tensor: TensorData, units: number, order: readonly number[]): TensorData {
  const { shape, values: rows } = tensor.shape.length > 1 ? permuted(tensor, [1, 0]) : tensor;
  const size = shape.slice(1).reduce((a, b) => a * b, 1) * units;
  const values = new Float32Array(rows.length);
  order.forEach(
    (gate, i) => void values.set(rows.subarray(gate * size, (gate + 1) * size), i * size),
  );
  return { shape, values };
}

/** One of the two offsets of a GRU, or the only one and zeros. */
export function biasRow(bias: TensorData, row: number): TensorData {
  if (bias.shape.length === 1) {
    return row === 0 ? bias : { shape: bias.shape, values: new Float32Array(bias.values.length) };
  }
  const size = bias.shape[1]!;
  return { shape: [size], values: bias.values.slice(row * size, (row + 1) * size) };
}
