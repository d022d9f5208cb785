/** The model in the studio as the passport's one side: values of Outputs and of calls, a few samples at a time. */
import * as tf from '@tensorflow/tfjs';
import { countOf } from '../compiler/geometry';
import { type Program, valuesOf } from '../compiler/program';
import { spentAfter } from './forward-plan';
import type { Model } from './model';
import type { PassportSamples } from './passport';
import type { Values } from './passport-compare';
import { inputShape } from './passport-samples';

/** So many values may be there at once: 16 MB, and convolutions need as much again for their borders. */
const MOST_VALUES = 2 ** 22;

/** As many samples as leave room for the largest values that are there at once. */
function batchSizeOf(program: Program, count: number): number {
  const steps = program.calls.map((call) => ({ call, values: valuesOf(call) }));
  const spent = spentAfter(steps, program.outputs);
  const sizes = new Map<string, number>();
  let [alive, most] = [0, 1];
  for (const [at, { call, values }] of steps.entries()) {
    for (const id of values) sizes.set(id, countOf(call.outputShape));
    alive += values.length * countOf(call.outputShape);
    most = Math.max(most, alive);
    for (const id of spent[at]!) alive -= sizes.get(id) ?? 0;
  }
  return Math.max(1, Math.min(count, Math.floor(MOST_VALUES / most)));
}

/** Flat values by id, as a model in the studio computes them without training. */
export function referenceOf(model: Model, samples: PassportSamples) {
  const { program } = model;
  const size = batchSizeOf(program, samples.count);
  return async (ids: readonly string[]): Promise<Values> => {
    const parts = new Map(ids.map((id) => [id, [] as Float32Array[]]));
    for (let start = 0; start < samples.count; start += size) {
      const count = Math.min(size, samples.count - start);
      const values = tf.tidy(() => {
        const all = model.forward(batch(program, samples, start, count), {
          training: false,
          lean: true,
          keep: ids.filter((id) => !program.outputs.includes(id)),
        });
        return Object.fromEntries(ids.map((id) => [id, all[id]!]));
      });
      for (const [id, tensor] of Object.entries(values)) {
        parts.get(id)!.push(Float32Array.from(await tensor.data()));
      }
      tf.dispose(values);
    }
    return Object.fromEntries([...parts].map(([id, arrays]) => [id, together(arrays)]));
  };
}

function batch(
  program: Program,
  { inputs }: PassportSamples,
  start: number,
  count: number,
): Record<string, tf.Tensor> {
  const tensors = program.inputs.map((id) => {
    const shape = inputShape(program, id);
    const size = shape.reduce((a, b) => a * b, 1);
    const values = inputs[id]!.slice(start * size, (start + count) * size);
    return [id, tf.tensor(values, [count, ...shape])] as const;
  });
  return Object.fromEntries(tensors);
}

/** One array after another. */
export function together(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
