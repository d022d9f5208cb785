/** Every kind that TensorFlow.js lacks: numbers of Keras, and wasm against cpu. */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Shape } from '../../../compiler/layer';
import { layerByKind } from '../../../compiler/layers/all';
import type { Config } from '../../../graph/document';
import { useWasm } from '../../testing/wasm';
import { ownLayers } from './all';
import { type Computed, computed, summed } from './testing/computed';

interface Reference {
  readonly kind: string;
  readonly config: Config;
  readonly inputs: readonly Shape[];
  readonly ports?: readonly string[];
  readonly masks?: readonly (readonly (readonly number[])[])[];
  readonly weights: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const file = new URL('./testing/keras-references.json', import.meta.url);
const references = (JSON.parse(readFileSync(file, 'utf8')) as { rows: Reference[] }).rows;

const examples = ownLayers.flatMap(({ kind }) =>
  layerByKind(kind)!.examples.map(
    (example) => [kind, JSON.stringify(example.config), example] as const,
  ),
);

beforeEach(() => tf.engine().startScope('test'));
afterEach(() => tf.engine().endScope());

describe('on cpu', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(references)('$kind $config has the numbers of Keras', (row) => {
    const layer = computed(row.kind, row);
    expect(layer.weights.map(({ shape }) => shape)).toEqual(row.weights);
    const masks = row.masks?.map((mask) =>
      tf.tensor2d(
        mask.map((steps) => [...steps]),
        undefined,
        'bool',
      ),
    );
    const outputs = layer.outputs(layer.inputTensors(), layer.weightTensors(), masks);
    expect(outputs.length).toBe(row.outputs.length);
    outputs.forEach(
      (y, k) => void expect(distance(y.dataSync(), row.outputs[k]!)).toBeLessThan(2e-5),
    );
  });
});

describe('on wasm', () => {
  it.each(examples)('%s %s agrees with cpu in outputs and gradients', async (kind, _, example) => {
    const run = (): Float32Array[] => {
      const layer = computed(kind, example);
      const { values } = argumentsOf(layer);
      const count = example.inputs.length;
      const outputs = layer.outputs(values.slice(0, count), values.slice(count));
      const gradients = gradientsOf(layer, values);
      return [...outputs, ...gradients].map((tensor) => Float32Array.from(tensor.dataSync()));
    };
    await tf.setBackend('cpu');
    const expected = run();
    await useWasm();
    const received = run();
    expected.forEach((values, k) => void expect(distance(received[k]!, values)).toBeLessThan(1e-4));
  });
});

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);
}

/** Inputs, then weights; `isFree` says through which a gradient goes. */
function argumentsOf(layer: Computed): { values: tf.Tensor[]; isFree: boolean[] } {
  const [inputs, weights] = [layer.inputTensors(), layer.weightTensors()];
  const isFree = [...layer.isSmooth, ...layer.weights.map(({ trainable }) => trainable !== false)];
  return { values: [...inputs, ...weights], isFree };
}

function lossOf(layer: Computed, values: readonly tf.Tensor[]): tf.Scalar {
  const count = values.length - layer.weights.length;
  return summed(layer.outputs(values.slice(0, count), values.slice(count)));
}

/** By every argument, zeros where none goes through. */
function gradientsOf(layer: Computed, values: tf.Tensor[]): tf.Tensor[] {
  const { isFree } = argumentsOf(layer);
  const free = values.filter((_, k) => isFree[k]);
  if (free.length === 0) return values.map((value) => tf.zerosLike(value));
  const found = tf.grads((...changed: tf.Tensor[]) => {
    const next = [...changed];
    return lossOf(
      layer,
      values.map((value, k) => (isFree[k] ? next.shift()! : value)),
    );
  })(free);
  return values.map((value, k) => (isFree[k] ? found.shift()! : tf.zerosLike(value)));
}
