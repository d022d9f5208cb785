/** Rearranging weights for formats that keep their axes in another order. */
import type { TensorData } from './files';

/** Values with their axes in another order. */
export function permuted({ shape, values }: TensorData, order: readonly number[]): TensorData {
  const target = order.map((axis) => shape[axis]!);
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
  return { shape: target, values: out };
}

export const reshaped = ({ values }: TensorData, shape: readonly number[]): TensorData => ({
  shape,
  values,
});
