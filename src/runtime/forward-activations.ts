/** Activation functions by their tfjs names, as differentiable ops. */
import * as tf from '@tensorflow/tfjs';

type Activate = (x: tf.Tensor) => tf.Tensor;

export const activations: Readonly<Record<string, Activate>> = {
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
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  geluNew: (x) => {
    const inner = tf.mul(tf.add(x, tf.mul(tf.pow(x, 3), 0.044715)), Math.sqrt(2 / Math.PI));
    return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
  },
};

/** The function of a name; unknown names are a fault of the layer file, not of the user. */
export function activationOf(name: string): Activate {
  const found = activations[name];
  if (!found) {
    throw new Error(
      `The activation is ${name}; expected one of ${Object.keys(activations).join(', ')}.`,
    );
  }
  return found;
}
