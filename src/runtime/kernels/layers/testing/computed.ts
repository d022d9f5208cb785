/** One layer kind of our own as a function of its inputs and weights, with values that are given by formula. */
import * as tf from '@tensorflow/tfjs';
import { countOf } from '../../../../compiler/geometry';
import type { Example, WeightSpec } from '../../../../compiler/layer';
import { layerByKind } from '../../../../compiler/layers/all';
import { fill } from '../../../../compiler/values';
import type { Masks } from '../../../forward-masks';
import { createRandom } from '../../../random';
import { ownRun } from '../all';

/** Smooth, of both signs, and never near 0, where roots and kinks are. */
function inputValue(i: number, input: number): number {
  const x = 0.9 * Math.sin(1.7 * i + 0.3 + input);
  return x + (x >= 0 ? 0.15 : -0.15);
}

function weightValue(i: number, { index, isVariance }: { index: number; isVariance: boolean }) {
  const w = 0.5 * Math.cos(1.3 * i + index);
  return isVariance ? Math.abs(w) + 0.5 : w;
}

export interface Computed {
  readonly weights: readonly WeightSpec[];
  /** Whether an input takes part in the gradient: tokens and masks do not. */
  readonly isSmooth: readonly boolean[];
  /** By the formulas, in float32 on the current backend. */
  readonly inputTensors: () => tf.Tensor[];
  readonly weightTensors: () => tf.Tensor[];
  readonly outputs: (
    inputs: readonly tf.Tensor[],
    weights: readonly tf.Tensor[],
    masks?: Masks,
  ) => tf.Tensor[];
}

/** Free sizes are 5, the batch is 2; nothing is random. */
export function computed(kind: string, example: Omit<Example, 'output'>): Computed {
  const layer = layerByKind(kind)!;
  const config = fill(layer.params, example.config);
  const shapes = example.inputs.map((shape) => shape.map((size) => size ?? 5));
  const weights = layer.weights?.(config, shapes) ?? [];
  const ports = example.ports ?? shapes.map(() => 'in');
  const run = ownRun({
    id: 'layer',
    kind,
    className: layer.className ?? kind,
    config,
    inputs: shapes.map((_, i) => `input${i}`),
    inputPorts: ports,
    inputShapes: shapes,
    outputShape: layer.output(config, shapes, ports),
    weights,
    macs: 0,
    frozen: false,
    origin: { network: 'main', node: 'layer' },
  })!;
  const isSmooth = ports.map((port) => port !== 'mask' && layer.takesTokens !== true);
  return {
    weights,
    isSmooth,
    inputTensors: () =>
      shapes.map((shape, input) => {
        const isToken = layer.takesTokens === true;
        const whole = (i: number): number => (isToken ? i % 3 : (i + 1) % 2);
        const value = (i: number): number => (isSmooth[input] ? inputValue(i, input) : whole(i));
        const values = Float32Array.from({ length: 2 * countOf(shape) }, (_, i) => value(i));
        return tf.tensor(values, [2, ...shape], isToken ? 'int32' : 'float32');
      }),
    weightTensors: () =>
      weights.map(({ name, shape }, index) => {
        const how = { index, isVariance: /variance/i.test(name) };
        const values = Float32Array.from({ length: countOf(shape) }, (_, i) => weightValue(i, how));
        return tf.tensor(values, [...shape]);
      }),
    outputs: (inputs, values, masks) => {
      const result = run(inputs, {
        training: false,
        updateStatistics: false,
        frozen: false,
        skipActivation: false,
        random: () => createRandom(1),
        // A kind only reads its weights; whoever updates them is elsewhere.
        weight: (name) => values[weights.findIndex((w) => w.name === name)] as tf.Variable,
        rate: 0,
        ...(masks ? { masks } : {}),
      });
      return result instanceof tf.Tensor ? [result] : [...result];
    },
  };
}

/** One number of all outputs, in which every value counts differently. */
export function summed(outputs: readonly tf.Tensor[]): tf.Scalar {
  const terms = outputs.map((y) => {
    const shares = Float32Array.from({ length: y.size }, (_, i) => Math.cos(0.7 * i + 0.4));
    return tf.sum(tf.mul(y, tf.tensor(shares, y.shape)));
  });
  return terms.reduce((a, b) => tf.add(a, b)) as tf.Scalar; // sums over all axes
}
