/** A float64 as three float32 values, exactly, so that a state of tensors can hold it. */
import * as tf from '@tensorflow/tfjs';

export function packNumber(value: number): tf.Tensor1D {
  const high = Math.fround(value);
  const middle = Math.fround(value - high);
  return tf.tensor1d([high, middle, value - high - middle]);
}

/** Reads what `packNumber` made; the tensor must be fresh from the host, as restored states are. */
export function unpackNumber(tensor: tf.Tensor): number {
  const [high = 0, middle = 0, low = 0] = tensor.dataSync();
  return high + middle + low;
}
