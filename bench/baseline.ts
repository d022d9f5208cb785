/** The baseline: plain TensorFlow.js layers, `compile` and `fit`, as its own guide writes them. */
import * as tf from '@tensorflow/tfjs';
import type { CaseId } from './cases';

type Symbolic = tf.SymbolicTensor;
const { conv2d, dense, maxPooling2d, batchNormalization, activation, flatten } = tf.layers;

function lenet(): tf.LayersModel {
  const inputShape = [28, 28, 1];
  return tf.sequential({
    layers: [
      conv2d({ name: 'conv1', filters: 6, kernelSize: 5, activation: 'relu', inputShape }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ name: 'conv2', filters: 12, kernelSize: 5, activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ name: 'fc1', units: 120, activation: 'relu' }),
      dense({ name: 'fc2', units: 60, activation: 'relu' }),
      dense({ name: 'logits', units: 10, activation: 'softmax' }),
    ],
  });
}

function mlp(): tf.LayersModel {
  return tf.sequential({
    layers: [
      flatten({ inputShape: [28, 28, 1] }),
      dense({ name: 'fc1', units: 128, activation: 'relu' }),
      dense({ name: 'logits', units: 10, activation: 'softmax' }),
    ],
  });
}

function resnet8(): tf.LayersModel {
  type Size = readonly [filters: number, kernelSize: number, strides: number];
  const conv = (x: Symbolic, name: string, [filters, kernelSize, strides]: Size) =>
    conv2d({ name, filters, kernelSize, strides, padding: 'same' }).apply(x) as Symbolic;
  const norm = (x: Symbolic, name: string) => batchNormalization({ name }).apply(x) as Symbolic;
  const relu = (x: Symbolic) => activation({ activation: 'relu' }).apply(x) as Symbolic;
  const block = (x: Symbolic, name: string, filters: number, strides: number) => {
    const a = relu(norm(conv(x, `${name}.conv_a`, [filters, 3, strides]), `${name}.norm_a`));
    const b = norm(conv(a, `${name}.conv_b`, [filters, 3, 1]), `${name}.norm_b`);
    const skip = strides === 1 ? x : conv(x, `${name}.projection`, [filters, 1, strides]);
    return relu(tf.layers.add().apply([b, skip]) as Symbolic);
  };
  const inputs = tf.input({ shape: [32, 32, 3] });
  const stem = relu(norm(conv(inputs, 'stem', [16, 3, 1]), 'stem_norm'));
  const top = block(block(block(stem, 'block1.0', 16, 1), 'block2.0', 32, 2), 'block3.0', 64, 2);
  const pooled = tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(top);
  const output = dense({ name: 'logits', units: 10, activation: 'softmax' }).apply(pooled);
  return tf.model({ inputs, outputs: output as Symbolic });
}

/** The case's model, compiled with Adam; `sides.ts` calls its `fit`. */
export function createBaseline(id: CaseId): tf.LayersModel {
  const model = { lenet, mlp, resnet8 }[id]();
  const optimizer = tf.train.adam(0.001, 0.9, 0.999, 1e-7);
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  return model;
}
