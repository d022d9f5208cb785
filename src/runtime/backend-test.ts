/** Five steps of a small convolutional network on the current backend: what it computes, and how fast. */
import * as tf from '@tensorflow/tfjs';
import { fusedConv2d, fusedDense, maxPool2d, softmaxCrossEntropy } from './kernels/fused';
import { createOptimizer } from './optimizers/optimizer';
import { createRandom } from './random';

const CLASSES = 10;

interface Network {
  /** One training step; the loss stays on the device. */
  readonly step: () => tf.Scalar;
  readonly weights: readonly tf.Variable[];
  readonly dispose: () => void;
}

/** The same first weights and the same batch every time. */
function createNetwork(size: number, batchSize: number, filters: number): Network {
  const random = createRandom(1);
  const values = (shape: number[], scale: number): tf.Tensor => {
    const count = shape.reduce((a, b) => a * b, 1);
    return tf.tensor(
      Float32Array.from({ length: count }, () => random.normal() * scale),
      shape,
    );
  };
  const side = Math.floor((size - 4) / 2);
  const flat = side * side * filters;
  const variable = (shape: number[], scale: number): tf.Variable => {
    const first = values(shape, scale);
    const made = tf.variable(first);
    first.dispose();
    return made;
  };
  const kernel = variable([5, 5, 1, filters], 0.2);
  const bias = variable([filters], 0);
  const dense = variable([flat, CLASSES], 1 / Math.sqrt(flat));
  const offset = variable([CLASSES], 0);
  const x = values([batchSize, size, size, 1], 1) as tf.Tensor4D; // four axes as written
  const targets = tf.tidy(() => {
    const classes = Int32Array.from({ length: batchSize }, (_, i) => i % CLASSES);
    return tf.cast(tf.oneHot(tf.tensor1d(classes, 'int32'), CLASSES), 'float32') as tf.Tensor2D;
  });
  const weights = [kernel, bias, dense, offset];
  const optimizer = createOptimizer({ id: 'adam', learningRate: 0.01 }, weights);
  const loss = (): tf.Scalar => {
    const seen = fusedConv2d(x, kernel as tf.Variable<tf.Rank.R4>, bias, {
      strides: [1, 1],
      pad: 'valid',
      activation: 'relu',
    });
    const pooled = maxPool2d(seen, [2, 2], [2, 2], 'valid');
    const logits = fusedDense(tf.reshape(pooled, [batchSize, -1]), dense, offset, 'linear');
    return softmaxCrossEntropy(logits as tf.Tensor2D, targets); // rows of classes
  };
  return {
    weights,
    step: () =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(loss, weights);
        optimizer.apply(weights.map((w) => grads[w.name]!));
        return value;
      }),
    dispose: () => {
      optimizer.dispose();
      tf.dispose([...weights, x, targets]);
    },
  };
}

/** Losses of five steps and the convolution's kernel after them. */
export async function fiveSteps(): Promise<Float32Array> {
  const network = createNetwork(10, 4, 2);
  const losses = Array.from({ length: 5 }, () => network.step());
  const read = await Promise.all([...losses, network.weights[0]!].map((t) => t.data()));
  tf.dispose(losses);
  network.dispose();
  return Float32Array.from(read.flatMap((data) => [...data]));
}

/** Training steps a second of a network like LeNet's first half, batch 64, over about `milliseconds`. */
export async function measureSpeed(now: () => number, milliseconds = 250): Promise<number> {
  const network = createNetwork(28, 64, 6);
  try {
    const first = network.step();
    await first.data(); // kernels are compiled here
    first.dispose();
    const start = now();
    let steps = 0;
    while (steps === 0 || now() - start < milliseconds) {
      const loss = network.step();
      // Reading every fourth step keeps a GPU's queue short without waiting for each one.
      if (steps % 4 === 3) await loss.data();
      loss.dispose();
      steps++;
    }
    await network.weights[0]!.data();
    return (steps * 1000) / Math.max(0.01, now() - start);
  } finally {
    network.dispose();
  }
}
