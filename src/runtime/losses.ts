/**
 * The losses of `compiler/training/losses.ts` as differentiable ops: means over the batch, as in Keras.
 * Cross-entropies are computed from logits where the network ends in their activation.
 */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import { isLossId, type LossId } from '../compiler/training/losses';
import type { Config } from '../graph/document';
import { softmaxCrossEntropy } from './kernels/fused';

/** What an output already left out: with `softmax` the loss receives logits. */
export type Logits = 'softmax' | 'sigmoid' | null;

/** Target and output with the batch axis first; gives a scalar. */
export type Loss = (target: tf.Tensor, output: tf.Tensor) => tf.Scalar;

/** Keras' guard of logarithms. */
const EPSILON = 1e-7;

const number = (config: Config, name: string, otherwise: number): number => {
  const value = config[name];
  return typeof value === 'number' ? value : otherwise;
};

// Reductions over all axes are scalars; the types of tfjs do not follow the rank.
const mean = (x: tf.Tensor): tf.Scalar => tf.mean(x) as tf.Scalar;
const guarded = (p: tf.Tensor): tf.Tensor => tf.clipByValue(p, EPSILON, 1 - EPSILON);

/** All samples and positions as rows of classes. */
const rows = (x: tf.Tensor): tf.Tensor2D => tf.reshape(x, [-1, x.shape.at(-1)!]);

/** Puts back the activation that `forward({ logits: true })` left out. */
export function probabilities(output: tf.Tensor, logits: Logits): tf.Tensor {
  if (logits === 'softmax') return tf.softmax(output);
  return logits === 'sigmoid' ? tf.sigmoid(output) : output;
}

/** The target in the output's shape and dtype: `[batch]` beside `[batch, 1]` is common. */
export function shaped(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const values = target.dtype === 'float32' ? target : tf.cast(target, 'float32');
  return target.shape.join() === output.shape.join() ? values : tf.reshape(values, output.shape);
}

function smoothed(target: tf.Tensor, share: number, classes: number): tf.Tensor {
  return share > 0 ? tf.add(tf.mul(target, 1 - share), share / classes) : target;
}

/** The shares of the classes that are learnt, a row for every sample and position. */
function classRows(target: tf.Tensor, output: tf.Tensor, config: Config): tf.Tensor2D {
  const smoothing = number(config, 'labelSmoothing', 0);
  return rows(smoothed(shaped(target, output), smoothing, output.shape.at(-1)!));
}

/** Rows of one 1 from class numbers, in the output's shape. */
function oneHot(target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const labels = tf.oneHot(tf.cast(tf.reshape(target, [-1]), 'int32'), output.shape.at(-1)!);
  return tf.reshape(tf.cast(labels, 'float32'), output.shape);
}

/** Linear in the labels, so that a row of labels times a factor counts so many times. */
function crossEntropy(labels: tf.Tensor2D, output: tf.Tensor, logits: Logits): tf.Scalar {
  if (logits === 'softmax') return softmaxCrossEntropy(rows(output), labels);
  const p = rows(probabilities(output, logits));
  // Keras normalises outputs that do not sum to one.
  const normal = tf.div(p, tf.sum(p, 1, true));
  return tf.neg(mean(tf.sum(tf.mul(labels, tf.log(guarded(normal))), 1)));
}

const categorical: Formula = (target, output, config, logits) =>
  crossEntropy(classRows(target, output, config), output, logits);

const sparse: Formula = (target, output, config, logits) =>
  categorical(oneHot(target, output), output, config, logits);

/** The loss of every value of the output. */
function binaryTerms(target: tf.Tensor, output: tf.Tensor, config: Config, logits: Logits) {
  const t = smoothed(shaped(target, output), number(config, 'labelSmoothing', 0), 2);
  if (logits === 'sigmoid') {
    // max(z, 0) − z·t + log(1 + e^−|z|): finite for every finite z.
    const tail = tf.softplus(tf.neg(tf.abs(output)));
    return tf.add(tf.sub(tf.relu(output), tf.mul(output, t)), tail);
  }
  const p = guarded(probabilities(output, logits));
  const yes = tf.mul(t, tf.log(p));
  const no = tf.mul(tf.sub(1, t), tf.log(tf.sub(1, p)));
  return tf.neg(tf.add(yes, no));
}

const binary: Formula = (target, output, config, logits) =>
  mean(binaryTerms(target, output, config, logits));

function huber(target: tf.Tensor, output: tf.Tensor, config: Config): tf.Scalar {
  const delta = number(config, 'delta', 1);
  const error = tf.abs(tf.sub(output, shaped(target, output)));
  const quadratic = tf.minimum(error, delta);
  const linear = tf.sub(error, quadratic);
  return mean(tf.add(tf.mul(tf.square(quadratic), 0.5), tf.mul(linear, delta)));
}

function hinge(target: tf.Tensor, output: tf.Tensor): tf.Scalar {
  const t = shaped(target, output);
  const sign = tf.sub(tf.mul(tf.cast(tf.greater(t, 0), 'float32'), 2), 1);
  return mean(tf.relu(tf.sub(1, tf.mul(sign, output))));
}

function kullbackLeibler(target: tf.Tensor, output: tf.Tensor): tf.Scalar {
  const t = tf.clipByValue(rows(shaped(target, output)), EPSILON, 1);
  const p = tf.clipByValue(rows(output), EPSILON, 1);
  return mean(tf.sum(tf.mul(t, tf.log(tf.div(t, p))), 1));
}

type Formula = (target: tf.Tensor, output: tf.Tensor, config: Config, logits: Logits) => tf.Scalar;

/** For losses that have no form from logits. */
const ofOutput =
  (formula: (target: tf.Tensor, output: tf.Tensor, config: Config) => tf.Scalar): Formula =>
  (target, output, config, logits) =>
    formula(target, probabilities(output, logits), config);

const formulas: Readonly<Record<LossId, Formula>> = {
  categoricalCrossentropy: categorical,
  sparseCategoricalCrossentropy: sparse,
  binaryCrossentropy: binary,
  meanSquaredError: ofOutput((t, y) => mean(tf.square(tf.sub(y, shaped(t, y))))),
  meanAbsoluteError: ofOutput((t, y) => mean(tf.abs(tf.sub(y, shaped(t, y))))),
  huber: ofOutput(huber),
  hinge: ofOutput(hinge),
  kullbackLeiblerDivergence: ofOutput(kullbackLeibler),
};

/** The factor of each class by its number, on the device. */
export type ClassWeights = tf.Tensor1D;

/** The mean over samples that count by the factor of their class, which is not divided out again, as in Keras' `class_weight`. */
const weighted: Partial<Record<LossId, (weights: ClassWeights) => Formula>> = {
  categoricalCrossentropy: (weights) => (target, output, config, logits) => {
    const classes = tf.argMax(rows(shaped(target, output)), 1);
    const factors = tf.reshape(tf.gather(weights, classes), [-1, 1]);
    const labels = tf.mul<tf.Tensor2D>(classRows(target, output, config), factors);
    return crossEntropy(labels, output, logits);
  },
  sparseCategoricalCrossentropy: (weights) => (target, output, config, logits) =>
    weighted.categoricalCrossentropy!(weights)(oneHot(target, output), output, config, logits),
  binaryCrossentropy: (weights) => (target, output, config, logits) => {
    const classes = tf.cast(tf.greater(shaped(target, output), 0.5), 'int32');
    return mean(tf.mul(binaryTerms(target, output, config, logits), tf.gather(weights, classes)));
  },
};

/** Whether the loss of an Output call can count classes differently. */
export function takesClassWeights({ config }: Call): boolean {
  return isLossId(config.loss) && weighted[config.loss] !== undefined;
}

/** The loss that an Output call asks for, without its weight, or `null` where it asks for none. */
export function lossOf(
  output: Call,
  logits: Logits = null,
  classWeights?: ClassWeights,
): Loss | null {
  const id = output.config.loss;
  if (!isLossId(id)) return null;
  const formula = (classWeights && weighted[id]?.(classWeights)) ?? formulas[id];
  return (target, value) => formula(target, value, output.config, logits);
}

/** The factor of an Output's loss in the total. */
export function lossWeightOf(output: Call): number {
  return number(output.config, 'lossWeight', 1);
}
