/** A model of one layer, for tests of what a kind computes. */
import * as tf from '@tensorflow/tfjs';
import { lower } from '../../compiler/lower';
import { documentOf, networkOfRows } from '../../compiler/testing/documents';
import type { Config } from '../../graph/document';
import { buildModel } from '../build';
import type { Model } from '../model';

/** Shapes that arrive at further input ports, and further output ports that are read. */
export interface Ports {
  readonly inputs?: Readonly<Record<string, number[]>>;
  readonly outputs?: readonly string[];
}

/** The kind between an Input of this shape, Inputs for its first states, and an Output for every port. */
export function modelOf(
  kind: string,
  shape: readonly (number | null)[],
  config: Config,
  ports: Ports = {},
): Model {
  const states = Object.entries(ports.inputs ?? {});
  const outputs = ['out', ...(ports.outputs ?? [])];
  const network = networkOfRows(
    [
      ['x', 'Input', { shape }],
      ...states.map(([port, state]) => [port, 'Input', { shape: state }] as const),
      ['node', kind, config],
      ...outputs.map((port) => [`${port}End`, 'Output', {}] as const),
    ],
    [
      'x>node',
      ...states.map(([port]) => `${port}>node:${port}`),
      ...outputs.map((port) => `node:${port}>${port}End`),
    ],
  );
  return buildModel(lower(documentOf(network)), { seed: 5 });
}

/** Weight k holds 0.5 · sin(10 (k + 1) + i), so that any framework can have the same ones. */
export function setByFormula(model: Model): void {
  [...model.variables.values()].forEach((variable, k) => {
    const values = Float32Array.from({ length: variable.size }, (_, i) => {
      return 0.5 * Math.sin(10 * (k + 1) + i);
    });
    const tensor = tf.tensor(values, variable.shape);
    variable.assign(tensor);
    tensor.dispose();
  });
}

/** The slope of a loss along one random direction of all weights: by its gradients, and by central differences. */
export function slopes(
  model: Model,
  loss: () => tf.Scalar,
): { readonly exact: number; readonly numeric: number } {
  const weights = [...model.variables.values()];
  const { grads } = tf.variableGrads(loss, weights);
  const before = weights.map((weight) => weight.clone());
  const direction = weights.map((w, i) => tf.randomNormal(w.shape, 0, 1, 'float32', 31 + i));
  const along = (step: number): number => {
    weights.forEach((w, i) => void w.assign(tf.add(before[i]!, tf.mul(direction[i]!, step))));
    return loss().dataSync()[0]!;
  };
  const step = 5e-3;
  const numeric = (along(step) - along(-step)) / (2 * step);
  weights.forEach((w, i) => void w.assign(before[i]!));
  const exact = weights
    .map((w, i) => tf.sum(tf.mul(grads[w.name]!, direction[i]!)).dataSync()[0]!)
    .reduce((a, b) => a + b, 0);
  return { exact, numeric };
}
