/** Kernels of the project's own, with stock operations where the current backend has none. */
import * as tf from '@tensorflow/tfjs';

/** Runs the project's own kernel where the current backend has it. */
export function runOwn(
  name: string,
  inputs: Record<string, tf.Tensor>,
  attrs: object,
  otherwise: () => tf.Tensor,
): tf.Tensor {
  if (!tf.getKernel(name, tf.getBackend())) return otherwise();
  return tf.engine().runKernel(name, inputs, { ...attrs }) as tf.Tensor;
}

/** Sum over all axes but the last. */
export function columnSums(x: tf.Tensor): tf.Tensor1D {
  const columns = x.shape.at(-1)!;
  const matrix = x.reshape([-1, columns]);
  return runOwn('NetloomColumnSums', { x: matrix }, {}, () => matrix.sum(0)) as tf.Tensor1D;
}
