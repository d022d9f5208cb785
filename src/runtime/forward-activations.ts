/** Activation functions by name, as differentiable ops. */
import * as tf from '@tensorflow/tfjs';
import { type ActivationId, activations } from '../compiler/fields';
import { gelu } from './kernels/gelu';

type Activate = (x: tf.Tensor) => tf.Tensor;

const byName: Readonly<Record<ActivationId, Activate>> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  sigmoid: (x) => tf.sigmoid(x),
  // tfjs's line, clip(0.2 x + 0.5); Keras 3 has clip(x / 6 + 0.5) and the exporter says so.
  hardSigmoid: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
  softplus: (x) => tf.softplus(x),
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  tanh: (x) => tf.tanh(x),
  softmax: (x) => tf.softmax(x),
  logSoftmax: (x) => tf.logSoftmax(x),
  swish: (x) => tf.mul(x, tf.sigmoid(x)),
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  gelu,
  geluNew: (x) => {
    const inner = tf.mul(tf.add(x, tf.mul(tf.pow(x, 3), 0.044715)), Math.sqrt(2 / Math.PI));
    return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
  },
  hardSwish: (x) => tf.div(tf.mul(x, tf.relu6(tf.add(x, 3))), 6),
  hardTanh: (x) => tf.clipByValue(x, -1, 1),
  logSigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  exponential: (x) => tf.exp(x),
  squareplus: (x) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 2),
  softShrink: (x) => tf.sub(tf.relu(tf.sub(x, 0.5)), tf.relu(tf.sub(tf.neg(x), 0.5))),
  hardShrink: (x) => tf.mul(x, tf.step(tf.sub(tf.abs(x), 0.5))),
  tanhShrink: (x) => tf.sub(x, tf.tanh(x)),
};

/** The function of a name; unknown names are a fault of the layer file, not of the user. */
export function activationOf(name: string): Activate {
  if (!isActivation(name)) {
    throw new Error(`The activation is ${name}; expected one of ${activations.join(', ')}.`);
  }
  return byName[name];
}

const isActivation = (name: string): name is ActivationId => Object.hasOwn(byName, name);
