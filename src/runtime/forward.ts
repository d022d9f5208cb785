/**
 * How the common kinds compute, straight on ops: no layer objects, no checks per batch, seeded masks.
 * A kind that is not here runs through its TensorFlow.js layer (see `build.ts`).
 */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import type { Config } from '../graph/document';
import { activationOf } from './forward-activations';
import type { Masks } from './forward-masks';
import { recurrentKinds, timeDistributed } from './forward-recurrent';
import { batchNormTrain, fusedConv2d, fusedDense, layerNorm, maxPool2d } from './kernels/fused';
import { activated } from './kernels/layers/activated';
import { ownRun } from './kernels/layers/all';
import { overLastAxis } from './kernels/layers/axes';
import { noiseShape } from './kernels/layers/dropouts';
import { keptShares } from './kernels/layers/keep';
import type { Random } from './random';

/** What a kind sees of the pass it takes part in. */
export interface Pass {
  readonly training: boolean;
  readonly updateStatistics: boolean;
  /** The call's weights and statistics stand still. */
  readonly frozen: boolean;
  /** Which steps of each input are no padding, [batch, steps …]; absent where the network has no masks. */
  readonly masks?: Masks;
  /** This call's activation is left out, because the loss is computed from logits. */
  readonly skipActivation: boolean;
  /** A generator for this call and this pass alone. */
  readonly random: () => Random;
  /** The call's own weight, or the one it shares. */
  readonly weight: (name: string) => tf.Variable;
  /** The rate of a Dropout call, which may have been moved while training runs. */
  readonly rate: number;
}

/** Several values, `out` first, where the call has `moreOutputs`. */
export type Run = (inputs: readonly tf.Tensor[], pass: Pass) => tf.Tensor | readonly tf.Tensor[];

type Pair = [number, number];
type Pad = 'valid' | 'same';

// The compiler has validated configs against the kinds' params; these read them with their types.
const pair = (config: Config, name: string): Pair => {
  const value = config[name];
  if (typeof value === 'number') return [value, value];
  return Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [1, 1];
};
const pad = (config: Config): Pad => (config.padding === 'same' ? 'same' : 'valid');
const text = (config: Config, name: string, otherwise: string): string => {
  const value = config[name];
  return typeof value === 'string' ? value : otherwise;
};
const number = (config: Config, name: string, otherwise: number): number => {
  const value = config[name];
  return typeof value === 'number' ? value : otherwise;
};

const dense = ({ config }: Call): Run => {
  const name = text(config, 'activation', 'linear');
  const useBias = config.useBias !== false;
  return ([x], pass) =>
    activated(name, pass.skipActivation, (activation) =>
      fusedDense(x!, pass.weight('kernel'), useBias ? pass.weight('bias') : null, activation),
    );
};

const conv2d = ({ config }: Call): Run => {
  const dilations = pair(config, 'dilationRate');
  const name = text(config, 'activation', 'linear');
  const useBias = config.useBias !== false;
  const strides = pair(config, 'strides');
  return ([x], pass) =>
    activated(name, pass.skipActivation, (activation) =>
      fusedConv2d(
        x as tf.Tensor4D, // the shape rule of Conv2D holds the rank
        pass.weight('kernel') as tf.Variable<tf.Rank.R4>,
        useBias ? pass.weight('bias') : null,
        { strides, dilations, pad: pad(config), activation },
      ),
    );
};

const pooling =
  (pool: (x: tf.Tensor4D, size: Pair, strides: Pair, pad: Pad) => tf.Tensor4D) =>
  ({ config }: Call): Run => {
    const size = pair(config, 'poolSize');
    const strides = config.strides == null ? size : pair(config, 'strides');
    return ([x]) => pool(x as tf.Tensor4D, size, strides, pad(config)); // rank held by the shape rule
  };

/** Moving statistics follow in training only, and not where the node is frozen: then it normalises by them. */
const batchNormalization = ({ config }: Call): Run => {
  const axis = number(config, 'axis', -1);
  const epsilon = number(config, 'epsilon', 1e-3);
  const momentum = number(config, 'momentum', 0.99);
  const { center, scale } = config;
  return ([x], pass) => {
    const gamma = scale === false ? null : pass.weight('gamma');
    const beta = center === false ? null : pass.weight('beta');
    const mean = pass.weight('movingMean');
    const variance = pass.weight('movingVariance');
    return overLastAxis(x!, [axis], (rows) => {
      if (!pass.training || pass.frozen) {
        // Its gradient fails where one of them is left out.
        const [factor, offset] = [gamma ?? tf.onesLike(mean), beta ?? tf.zerosLike(mean)];
        return tf.batchNorm(rows, mean, variance, offset, factor, epsilon) as tf.Tensor2D;
      }
      const batch = batchNormTrain(rows, gamma, beta, epsilon);
      if (pass.updateStatistics) {
        follow(mean, batch.mean, momentum);
        follow(variance, batch.variance, momentum);
      }
      return batch.y as tf.Tensor2D;
    });
  };
};

const layerNormalization = ({ config }: Call): Run => {
  const axes = Array.isArray(config.axis)
    ? (config.axis as number[])
    : [number(config, 'axis', -1)];
  const epsilon = number(config, 'epsilon', 1e-3);
  const { center, scale } = config;
  return ([x], pass) => {
    const gamma = scale === false ? null : pass.weight('gamma').flatten();
    const beta = center === false ? null : pass.weight('beta').flatten();
    return overLastAxis(x!, axes, (rows) => layerNorm(rows, gamma, beta, epsilon) as tf.Tensor2D);
  };
};

function follow(moving: tf.Variable, value: tf.Tensor, momentum: number): void {
  moving.assign(
    tf.tidy(() =>
      tf.add(tf.mul(moving, momentum), tf.mul(tf.reshape(value, moving.shape), 1 - momentum)),
    ),
  );
}

const dropout =
  ({ config }: Call): Run =>
  ([x], pass) => {
    if (!pass.training || pass.rate <= 0) return x!;
    const shape = noiseShape(x!.shape, config.noiseShape);
    return tf.mul(x!, keptShares(shape, pass.rate, pass.random()));
  };

const gaussianNoise =
  ({ config }: Call): Run =>
  ([x], pass) => {
    const sigma = number(config, 'stddev', 0.1);
    if (!pass.training || sigma <= 0) return x!;
    const random = pass.random();
    const noise = Float32Array.from({ length: x!.size }, () => random.normal() * sigma);
    return tf.add(x!, tf.tensor(noise, x!.shape));
  };

const merge =
  (join: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): (() => Run) =>
  () =>
  (inputs) =>
    inputs.slice(1).reduce(join, inputs[0]!);

const activation = (call: Call): Run => {
  const activate = activationOf(text(call.config, 'activation', 'linear'));
  return ([x], pass) => (pass.skipActivation ? x! : activate(x!));
};

const softmax = ({ config }: Call): Run => {
  const axis = number(config, 'axis', -1);
  return ([x], pass) => {
    if (pass.skipActivation) return x!;
    return overLastAxis(x!, [axis], (rows) => tf.softmax(rows));
  };
};

const same =
  (): Run =>
  ([x]) =>
    x!;

/** A runner by kind; `undefined` from it: these parameters have no fast way. */
const kinds: Readonly<Record<string, (call: Call) => Run | undefined>> = {
  Input: same,
  Output: same,
  Dense: dense,
  Conv2D: conv2d,
  MaxPooling2D: pooling(maxPool2d),
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  Dropout: dropout,
  GaussianNoise: gaussianNoise,
  Activation: activation,
  Softmax: softmax,
  Flatten:
    () =>
    ([x]) =>
      tf.reshape(x!, [x!.shape[0]!, -1]),
  ...recurrentKinds,
  TimeDistributed: (call) => timeDistributed(call, fastRun),
  Add: merge(tf.add),
  Multiply: merge(tf.mul),
  Average: () => (inputs) =>
    tf.div(
      inputs.reduce((a, b) => tf.add(a, b)),
      inputs.length,
    ),
};

/** The fast way of a call, where it has one. */
export function fastRun(call: Call): Run | undefined {
  return Object.hasOwn(kinds, call.kind) ? kinds[call.kind]!(call) : ownRun(call);
}

/** What a call ends in, so that a loss can be computed from what comes before it. */
export function finalActivation(call: Call): 'softmax' | 'sigmoid' | null {
  const axis = number(call.config, 'axis', -1);
  if (call.kind === 'Softmax') {
    return axis === -1 || axis === (call.inputShapes[0]?.length ?? 0) ? 'softmax' : null;
  }
  if (!['Dense', 'Conv2D', 'Activation'].includes(call.kind) || !fastRun(call)) return null;
  const name = call.config.activation;
  return name === 'softmax' || name === 'sigmoid' ? name : null;
}
