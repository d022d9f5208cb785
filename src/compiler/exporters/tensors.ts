/** Rearranging weights for formats that keep their axes in another order. */
import type { TensorData } from './files';

/** Values with their axes in another order, moved when they are read: a large network's are not there all at once. */
export function permuted(tensor: TensorData, order: readonly number[]): TensorData {
  const shape = order.map((axis) => tensor.shape[axis]!);
  return {
    shape,
    get values() {
      return moved(tensor, order, shape);
    },
  };
}

function moved(
  { shape, values }: TensorData,
  order: readonly number[],
  target: readonly number[],
): Float32Array {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const steps = order.map((axis) => strides[axis]!);
  const out = new Float32Array(values.length);
  const at = target.map(() => 0);
  let from = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = values[from]!;
    for (let axis = target.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < target[axis]!) break;
      from -= steps[axis]! * target[axis]!;
      at[axis] = 0;
    }
  }
  return out;
}

export const reshaped = (tensor: TensorData, shape: readonly number[]): TensorData => ({
  shape,
  get values() {
    return tensor.values;
  },
});
