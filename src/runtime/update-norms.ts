/** How far one step moved each weight: the weights are copied before it and compared after it. */
import * as tf from '@tensorflow/tfjs';
import type { Histogram } from './protocol';

type NamedWeights = readonly (readonly [name: string, weight: tf.Tensor])[];

export interface UpdateNorms {
  /** Copies the weights; an earlier measurement is dropped. */
  before(weights: NamedWeights): void;
  /** Compares them with what they are now; without `before`, nothing. */
  after(weights: NamedWeights): void;
  /** Euclidean norms by variable name; empty when no step was measured since the last time. */
  read(): Promise<ReadonlyMap<string, number>>;
  dispose(): void;
}

export function createUpdateNorms(): UpdateNorms {
  let copies = new Map<string, tf.Tensor>();
  let norms = new Map<string, tf.Tensor>();
  const drop = (map: Map<string, tf.Tensor>): Map<string, tf.Tensor> => {
    tf.dispose([...map.values()]);
    return new Map();
  };
  return {
    before(weights) {
      copies = drop(copies);
      // A real copy: fused optimizers write into the memory of a variable.
      copies = new Map(weights.map(([name, value]) => [name, tf.tidy(() => tf.add(value, 0))]));
    },
    after(weights) {
      if (copies.size === 0) return;
      drop(norms);
      norms = new Map(
        weights.flatMap(([name, value]) => {
          const copy = copies.get(name);
          return copy ? [[name, tf.tidy(() => tf.norm(tf.sub(value, copy)))] as const] : [];
        }),
      );
      copies = drop(copies);
    },
    async read() {
      const read = await Promise.all(
        [...norms].map(async ([name, norm]) => [name, (await norm.data())[0]!] as const),
      );
      norms = drop(norms);
      return new Map(read);
    },
    dispose() {
      copies = drop(copies);
      norms = drop(norms);
    },
  };
}

/** A weight's histogram with the norm of its last change, where that was measured. */
export function withUpdate(histogram: Histogram, norms: ReadonlyMap<string, number>): Histogram {
  const update = norms.get(histogram.variable);
  return update === undefined ? histogram : { ...histogram, update };
}
