/** Rearranging weights for formats that keep their axes in another order. */
import type { TensorData } from './files';

/** Values with their axes in another order, moved when they are read: a large network's are not there all at once. */
export function permuted(tensor: TensorData, order: readonly number[]): TensorData {
  return {
    shape: order.map((axis) => tensor.shape[axis]!),
    get values() {
      return transposed(tensor, order).values;
    },
  };
}

/** The same at once, as `numpy.transpose`. */
export function transposed({ shape, values }: TensorData, order: readonly number[]): TensorData {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const target = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const [run, step] = [target.at(-1) ?? 1, steps.at(-1) ?? 1];
  const out = new Float32Array(values.length);
  const at = target.map(() => 0);
  let from = 0;
  for (let i = 0; i < out.length; ) {
    for (let next = from, end = i + run; i < end; next += step) out[i++] = values[next]!;
    for (let axis = target.length - 2; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < target[axis]!) break;
      from -= steps[axis]! * target[axis]!;
      at[axis] = 0;
    }
  }
  return { shape: target, values: out };
}

export const reshaped = (tensor: TensorData, shape: readonly number[]): TensorData => ({
  shape,
  get values() {
    return tensor.values;
  },
});
