/** The baseline: plain TensorFlow.js layers, `compile` and `fit`, as its own guide writes them. */
import * as tf from '@tensorflow/tfjs';
import type { CaseId } from './cases';

const { conv2d, dense, maxPooling2d, batchNormalization, activation, flatten } = tf.layers;

function lenet(): tf.LayersModel {
  const model = tf.sequential();
  model.add(
    conv2d({
      name: 'conv1',
      filters: 6,
      kernelSize: 5,
      activation: 'relu',
      inputShape: [28, 28, 1],
    }),
  );
  model.add(maxPooling2d({ poolSize: 2 }));
  model.add(conv2d({ name: 'conv2', filters: 12, kernelSize: 5, activation: 'relu' }));
  model.add(maxPooling2d({ poolSize: 2 }));
  model.add(flatten());
  model.add(dense({ name: 'fc1', units: 120, activation: 'relu' }));
  model.add(dense({ name: 'fc2', units: 60, activation: 'relu' }));
  model.add(dense({ name: 'logits', units: 10, activation: 'softmax' }));
  return model;
}

function mlp(): tf.LayersModel {
  const model = tf.sequential();
  model.add(flatten({ inputShape: [28, 28, 1] }));
  model.add(dense({ name: 'fc1', units: 128, activation: 'relu' }));
  model.add(dense({ name: 'logits', units: 10, activation: 'softmax' }));
  return model;
}

function resnet8(): tf.LayersModel {
  const conv = (
    x: tf.SymbolicTensor,
    name: string,
    filters: number,
    kernelSize: number,
    strides = 1,
  ) =>
    conv2d({ name, filters, kernelSize, strides, padding: 'same' }).apply(x) as tf.SymbolicTensor;
  const norm = (x: tf.SymbolicTensor, name: string) =>
    batchNormalization({ name }).apply(x) as tf.SymbolicTensor;
  const relu = (x: tf.SymbolicTensor) =>
    activation({ activation: 'relu' }).apply(x) as tf.SymbolicTensor;
  const block = (x: tf.SymbolicTensor, name: string, filters: number, strides: number) => {
    const a = relu(norm(conv(x, `${name}.conv_a`, filters, 3, strides), `${name}.norm_a`));
    const b = norm(conv(a, `${name}.conv_b`, filters, 3), `${name}.norm_b`);
    const skip = strides === 1 ? x : conv(x, `${name}.projection`, filters, 1, strides);
    return relu(tf.layers.add().apply([b, skip]) as tf.SymbolicTensor);
  };
  const input = tf.input({ shape: [32, 32, 3] });
  const stem = relu(norm(conv(input, 'stem', 16, 3), 'stem_norm'));
  const top = block(block(block(stem, 'block1.0', 16, 1), 'block2.0', 32, 2), 'block3.0', 64, 2);
  const pooled = tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(top);
  const output = dense({ name: 'logits', units: 10, activation: 'softmax' }).apply(pooled);
  return tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
}

/** The case's model, compiled with Adam. */
export function createBaseline(id: CaseId): tf.LayersModel {
  const model = { lenet, mlp, resnet8 }[id]();
  const optimizer = tf.train.adam(0.001, 0.9, 0.999, 1e-7);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  return model;
}
