/** Every kind that TensorFlow.js lacks: numbers of Keras, gradients against differences, wasm against cpu. */
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

/** Straight-through gradients are not the slope of their function, on purpose; they are tested by themselves. */
const isStraightThrough = (kind: string, { straightThrough }: Config): boolean =>
  kind === 'Step' || straightThrough === true;

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

  it.each(examples)('%s %s has the gradient that differences give', (kind, _, example) => {
    if (isStraightThrough(kind, example.config)) return;
    const layer = computed(kind, example);
    const { values, isFree } = argumentsOf(layer);
    const gradients = gradientsOf(layer, values);
    const loss = (changed: readonly tf.Tensor[]): number =>
      tf.tidy(() => lossOf(layer, changed).dataSync()[0]!);
    values.forEach((value, k) => {
      if (!isFree[k]) return;
      const steps = Math.max(1, Math.floor(value.size / 5));
      for (let i = 0; i < value.size; i += steps) {
        const [least, most] = slopes((h) => loss(values.with(k, moved(value, i, h))));
        const slack = 4e-3 * (1 + Math.max(Math.abs(least), Math.abs(most)));
        const gradient = gradients[k]!.dataSync()[i]!;
        expect(gradient).toBeGreaterThan(least - slack);
        expect(gradient).toBeLessThan(most + slack);
      }
    });
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

function moved(value: tf.Tensor, index: number, by: number): tf.Tensor {
  const values = Float32Array.from(value.dataSync());
  values[index] = values[index]! + by;
  return tf.tensor(values, value.shape);
}

/** Slopes to both sides, equal but where a kink lies between them, as that of relu does for some values. */
function slopes(f: (h: number) => number): readonly [number, number] {
  const h = 0.004;
  const here = f(0);
  const sides = [(f(h) - here) / h, (here - f(-h)) / h] as const;
  return [Math.min(...sides), Math.max(...sides)];
}
