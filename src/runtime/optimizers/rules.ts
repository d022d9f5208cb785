/**
 * The update rules of `compiler/training/optimizers.ts` in plain ops, step for step as TensorFlow.js's own
 * optimizers; AdamW as Loshchilov & Hutter, 2019, algorithm 2. The fused kernels are checked against these.
 */
import * as tf from '@tensorflow/tfjs';
import type { OptimizerId } from '../../compiler/training/optimizers';

/** Numbers of an optimizer by parameter name, complete. */
export type Hyper = Readonly<Record<string, number>>;

export interface Update {
  readonly weight: tf.Tensor;
  readonly gradient: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
  readonly learningRate: number;
  /** From 1. */
  readonly step: number;
  readonly hyper: Hyper;
}

/** The new weight, then the new slots. */
type Result = readonly [tf.Tensor, ...tf.Tensor[]];

export interface Rule {
  /** First value of each slot; slots have the shape of their weight. */
  readonly slots: (hyper: Hyper) => readonly number[];
  readonly update: (update: Update) => Result;
}

/** `memory · old + (1 − memory) · value` */
const follow = (old: tf.Tensor, memory: number, value: tf.Tensor): tf.Tensor =>
  tf.add(tf.mul(old, memory), tf.mul(value, 1 - memory));

const descend = (weight: tf.Tensor, learningRate: number, direction: tf.Tensor): tf.Tensor =>
  tf.sub(weight, tf.mul(direction, learningRate));

const rolling =
  (isNesterov: boolean): Rule['update'] =>
  ({ weight, gradient, slots: [m], learningRate, hyper }) => {
    const momentum = hyper.momentum!;
    const next = tf.add(tf.mul(m!, momentum), gradient);
    const direction = isNesterov ? tf.add(gradient, tf.mul(next, momentum)) : next;
    return [descend(weight, learningRate, direction), next];
  };

const adam: Rule['update'] = ({ weight, gradient, slots: [m, v], learningRate, step, hyper }) => {
  const { beta1, beta2, epsilon, weightDecay = 0 } = hyper as Record<string, number>;
  const first = follow(m!, beta1!, gradient);
  const second = follow(v!, beta2!, tf.square(gradient));
  const mHat = tf.div(first, 1 - beta1! ** step);
  const vHat = tf.div(second, 1 - beta2! ** step);
  const direction = tf.div(mHat, tf.add(tf.sqrt(vHat), epsilon!));
  const decayed = weightDecay > 0 ? tf.add(direction, tf.mul(weight, weightDecay)) : direction;
  return [descend(weight, learningRate, decayed), first, second];
};

const rmsprop: Rule['update'] = ({ weight, gradient, slots, learningRate, hyper }) => {
  const [meanSquare, momentum, meanGradient] = slots;
  const square = follow(meanSquare!, hyper.decay!, tf.square(gradient));
  const centre = meanGradient && follow(meanGradient, hyper.decay!, gradient);
  const spread = centre ? tf.sub(square, tf.square(centre)) : square;
  const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(spread, hyper.epsilon!)));
  const next = tf.add(tf.mul(momentum!, hyper.momentum!), step);
  return [tf.sub(weight, next), square, next, ...(centre ? [centre] : [])];
};

const adagrad: Rule['update'] = ({ weight, gradient, slots: [sum], learningRate, hyper }) => {
  const next = tf.add(sum!, tf.square(gradient));
  const direction = tf.div(gradient, tf.sqrt(tf.add(next, hyper.epsilon!)));
  return [descend(weight, learningRate, direction), next];
};

const adadelta: Rule['update'] = ({ weight, gradient, slots: [v, u], learningRate, hyper }) => {
  const { rho, epsilon } = hyper as Record<string, number>;
  // TensorFlow.js divides by the mean before this step; Zeiler's paper by the one after it.
  const ratio = tf.div(tf.sqrt(tf.add(u!, epsilon!)), tf.sqrt(tf.add(v!, epsilon!)));
  const direction = tf.mul(ratio, gradient);
  return [
    descend(weight, learningRate, direction),
    follow(v!, rho!, tf.square(gradient)),
    follow(u!, rho!, tf.square(direction)),
  ];
};

const adamax: Rule['update'] = ({ weight, gradient, slots: [m, u], learningRate, step, hyper }) => {
  const { beta1, beta2, epsilon, decay } = hyper as Record<string, number>;
  const first = follow(m!, beta1!, gradient);
  const largest = tf.maximum(tf.mul(u!, beta2!), tf.abs(gradient));
  const rate = learningRate / (1 + decay! * (step - 1)) / (1 - beta1! ** step);
  const direction = tf.div(first, tf.add(largest, epsilon!));
  return [descend(weight, rate, direction), first, largest];
};

export const rules: Readonly<Record<OptimizerId, Rule>> = {
  sgd: {
    slots: () => [],
    update: ({ weight, gradient, learningRate }) => [descend(weight, learningRate, gradient)],
  },
  momentum: { slots: () => [0], update: rolling(false) },
  nesterov: { slots: () => [0], update: rolling(true) },
  adam: { slots: () => [0, 0], update: adam },
  adamw: { slots: () => [0, 0], update: adam },
  rmsprop: { slots: (hyper) => (hyper.centered ? [0, 0, 0] : [0, 0]), update: rmsprop },
  adagrad: { slots: (hyper) => [hyper.initialAccumulatorValue ?? 0.1], update: adagrad },
  adadelta: { slots: () => [0, 0], update: adadelta },
  adamax: { slots: () => [0, 0], update: adamax },
};
