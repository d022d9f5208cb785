/** Prepared samples on their way into a network. */
import * as tf from '@tensorflow/tfjs';
import { shapeOfValue } from '../compiler/freezing';
import { countOf } from '../compiler/geometry';
import { checkPreparation } from '../compiler/preparation/infer';
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import { world } from './world';

/** The shape of a sample by Input id. */
export type SampleShapes = ReadonlyMap<string, readonly number[]>;

/** Sizes that the network leaves free are those that the preparation gives. */
export function sampleShapes(program: Program, document: Document): SampleShapes {
  const { feeds } = checkPreparation(document, world);
  return new Map(
    program.inputs.map((id) => {
      const fed = feeds.get(id)?.shape;
      const shape = shapeOfValue(program, id) ?? [];
      return [id, shape.map((size, axis) => size ?? fed?.[axis] ?? 1)];
    }),
  );
}

/** Prepared samples as tensors with the batch axis first; throws for people where one is missing. */
export function inputTensors(
  shapes: SampleShapes,
  inputs: Readonly<Record<string, Float32Array>>,
): Record<string, tf.Tensor> {
  const tensors: Record<string, tf.Tensor> = {};
  for (const [id, shape] of shapes) {
    const values = inputs[id];
    const size = countOf(shape);
    if (!values || values.length === 0 || values.length % size !== 0) {
      throw new Error(
        `The input ${id} received ${values?.length ?? 0} values; a sample has ${size}. Give whole samples.`,
      );
    }
    tensors[id] = tf.tensor(values.slice(), [values.length / size, ...shape]);
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
