/** Prepared samples on their way into a network. */
import * as tf from '@tensorflow/tfjs';
import type { Model } from './model';

/** Prepared samples as tensors with the batch axis first; throws for people where one is missing. */
export function inputTensors(
  model: Model,
  inputs: Readonly<Record<string, Float32Array>>,
): Record<string, tf.Tensor> {
  const tensors: Record<string, tf.Tensor> = {};
  for (const id of model.program.inputs) {
    const values = inputs[id];
    const shape = model.program.calls.find((call) => call.id === id)?.outputShape ?? [];
    const size = shape.reduce<number>((a, b) => a * (b ?? 1), 1);
    if (!values || values.length === 0 || values.length % size !== 0) {
      throw new Error(
        `The input ${id} received ${values?.length ?? 0} values; a sample has ${size}. Give whole samples.`,
      );
    }
    tensors[id] = tf.tensor(values.slice(), [values.length / size, ...shape.map((n) => n ?? 1)]);
  }
  requireOneCount(tensors);
  return tensors;
}

/** Every input brings the same number of samples. */
function requireOneCount(tensors: Readonly<Record<string, tf.Tensor>>): void {
  const counts = Object.entries(tensors).map(([id, { shape }]) => [id, shape[0] ?? 0] as const);
  const [first] = counts;
  const other = counts.find(([, count]) => count !== first?.[1]);
  if (!first || !other) return;
  const [least, most] = other[1] < first[1] ? [other, first] : [first, other];
  tf.dispose(Object.values(tensors));
  throw new Error(
    `The input ${least[0]} received ${least[1]} sample${least[1] === 1 ? '' : 's'} and ${most[0]} ${most[1]}. Give every input as many.`,
  );
}
