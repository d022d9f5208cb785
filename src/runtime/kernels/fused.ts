/**
 * Operations that training runs in one kernel where TensorFlow.js takes several, on every backend and
 * differentiable in every argument. Where a backend has a kernel of the project's own (`wasm/pack.ts`,
 * `gpu/`), it is used; elsewhere the same values come from stock operations.
 */
import * as tf from '@tensorflow/tfjs';
import { registerDilatedGradients } from './dilated';
import { registerGpuKernels } from './gpu/register';
import { columnSums, runOwn } from './own';

export { batchNormTrain, layerNorm } from './normalization';

const fusable = ['linear', 'relu', 'sigmoid', 'tanh'] as const;
export type FusedActivation = (typeof fusable)[number];

/** Whether an activation goes inside the kernels here; every other one is applied after `linear`. */
export const isFusable = (name: string): name is FusedActivation =>
  fusable.some((known) => known === name);

/** Those that TensorFlow.js's fused kernels know on every backend; their gradient follows from their output. */
type InKernel = Exclude<FusedActivation, 'tanh'>;

export interface FusedConv2dOptions {
  readonly strides: readonly [number, number];
  readonly pad: 'same' | 'valid';
  readonly activation: FusedActivation;
  /** Above 1 the values come from the stock kernel. */
  readonly dilations?: readonly [number, number];
}

/** The gradient before the activation, from the gradient after it and the activation's output. */
function beforeActivation(dy: tf.Tensor, y: tf.Tensor, activation: InKernel): tf.Tensor {
  switch (activation) {
    case 'linear':
      return dy;
    case 'relu':
      return runOwn('NetloomReluGradient', { dy, y }, {}, () => dy.mul(y.step()));
    case 'sigmoid':
      return dy.mul(y.mul(tf.scalar(1).sub(y)));
  }
}

function product(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): tf.Tensor {
  return runOwn('NetloomProduct', { a, b }, { transposeA, transposeB }, () =>
    tf.matMul(a, b, transposeA, transposeB),
  );
}

/** A kernel under a name of our own that runs TensorFlow.js's fused one, whose gradient we define. */
function aliasKernel(name: string, target: string, rename: Readonly<Record<string, string>>): void {
  for (const backendName of ['cpu', 'wasm', 'webgl', 'webgpu']) {
    // `gpu/register.ts` has its own of some.
    if (tf.getKernel(name, backendName)) continue;
    tf.registerKernel({
      kernelName: name,
      backendName,
      kernelFunc: ({ inputs, backend, attrs }) => {
        const fused = tf.getKernel(target, backendName);
        const renamed = Object.entries(inputs).map(([key, value]) => [rename[key] ?? key, value]);
        return fused.kernelFunc({
          inputs: Object.fromEntries(renamed),
          backend,
          attrs: attrs ?? {},
        });
      },
    });
  }
}

/** The engine hands attributes back untyped; `register` is only reached with these. */
const stockActivation = (activation: unknown): InKernel => activation as InKernel;

function register(): void {
  registerGpuKernels();
  registerDilatedGradients();
  if (tf.getKernel('NetloomDense', 'cpu')) return;
  aliasKernel('NetloomDense', '_FusedMatMul', { x: 'a', kernel: 'b' });
  aliasKernel('NetloomConv2D', 'FusedConv2D', { kernel: 'filter' });
  tf.registerGradient({
    kernelName: 'NetloomDense',
    inputsToSave: ['x', 'kernel'],
    outputsToSave: [true],
    gradFunc: (upstream, saved, attrs) => {
      const [x, kernel, y] = saved as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
      // Now rather than in the three below: the engine tidies each of those on its own.
      const activation = stockActivation(attrs.activation);
      const dz = beforeActivation(upstream as tf.Tensor, y, activation);
      return {
        x: () => product(dz, kernel, false, true),
        kernel: () => product(x, dz, true, false),
        bias: () => columnSums(dz),
      };
    },
  });
  tf.registerGradient({
    kernelName: 'NetloomConv2D',
    inputsToSave: ['x', 'kernel'],
    outputsToSave: [true],
    gradFunc: (upstream, saved, attrs) => {
      const [x, kernel, y] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
      const { strides, pad } = attrs as unknown as {
        strides: [number, number];
        pad: 'same' | 'valid';
      };
      const activation = stockActivation(attrs.activation);
      const dz = beforeActivation(upstream as tf.Tensor, y, activation);
      const shared = { strides, pad, dataFormat: 'NHWC' } as const;
      return {
        x: () =>
          tf
            .engine()
            .runKernel(
              'Conv2DBackpropInput',
              { dy: dz, filter: kernel },
              { ...shared, inputShape: [...x.shape] },
            ) as tf.Tensor,
        kernel: () =>
          tf
            .engine()
            .runKernel(
              'Conv2DBackpropFilter',
              { x, dy: dz },
              { ...shared, filterShape: [...kernel.shape] },
            ) as tf.Tensor,
        bias: () => columnSums(dz),
      };
    },
  });
}

/**
 * `activation(x · kernel + bias)` over the last axis.
 *
 * @param x - Rank 2 or more, [..., inputs].
 * @param kernel - [inputs, units].
 */
export function fusedDense(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: FusedActivation,
): tf.Tensor {
  if (activation === 'tanh') return fusedDense(x, kernel, bias, 'linear').tanh();
  register();
  const [inputs, units] = kernel.shape as [number, number];
  const inputShape = x.shape;
  // Rank 3 because the wasm kernel of `_FusedMatMul` expects it.
  const y = tf.engine().runKernel(
    'NetloomDense',
    {
      x: x.reshape([1, -1, inputs]),
      kernel: kernel.reshape([1, inputs, units]),
      ...(bias ? { bias } : {}),
    },
    { transposeA: false, transposeB: false, activation },
  ) as tf.Tensor;
  return y.reshape([...inputShape.slice(0, -1), units]);
}

/**
 * `activation(x ⋆ kernel + bias)`.
 *
 * @param x - [batch, height, width, channels].
 * @param kernel - [kernel height, kernel width, channels, filters].
 */
export function fusedConv2d(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  bias: tf.Tensor | null,
  { strides, pad, activation, dilations = [1, 1] }: FusedConv2dOptions,
): tf.Tensor4D {
  if (activation === 'tanh') {
    return fusedConv2d(x, kernel, bias, { strides, pad, dilations, activation: 'linear' }).tanh();
  }
  register();
  if (dilations[0] !== 1 || dilations[1] !== 1) {
    const y = tf.conv2d(x, kernel, [...strides], pad, 'NHWC', [...dilations]);
    const z = bias ? y.add<tf.Tensor4D>(bias) : y;
    return activation === 'linear' ? z : z[activation]();
  }
  return tf.engine().runKernel(
    'NetloomConv2D',
    { x, kernel, ...(bias ? { bias } : {}) },
    {
      strides: [...strides],
      pad,
      dataFormat: 'NHWC',
      dilations: [1, 1],
      activation,
    },
  ) as tf.Tensor4D;
}

/** The largest value of each window of x [batch, height, width, channels]. */
export function maxPool2d(
  x: tf.Tensor4D,
  poolSize: readonly [number, number],
  strides: readonly [number, number],
  pad: 'same' | 'valid',
): tf.Tensor4D {
  return tf.maxPool(x, [...poolSize], [...strides], pad);
}

/**
 * Cross-entropy of softmax(logits) with labels, mean over the batch, in nats.
 *
 * Its gradient is (softmax − labels) / batch when each row of labels sums to 1, and in general
 * (softmax · Σ labels − labels) / batch. Finite for every finite logit.
 *
 * @param logits - [batch, classes].
 * @param labels - [batch, classes], one-hot or soft.
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.customGrad((input, target, save) => {
    const [z, t] = [input as tf.Tensor2D, target as tf.Tensor2D];
    const batch = z.shape[0];
    const outputs = tf.getKernel('NetloomSoftmaxCrossEntropy', tf.getBackend())
      ? (tf
          .engine()
          .runKernel('NetloomSoftmaxCrossEntropy', { logits: z, labels: t }) as tf.Tensor[])
      : stockCrossEntropy(z, t);
    const [loss, slope] = outputs as [tf.Scalar, tf.Tensor2D];
    (save as tf.GradSaveFunc)([slope]);
    return {
      value: loss,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const gradient = saved[0]!.mul(dy);
        return [gradient, tf.zeros([batch, z.shape[1]])];
      },
    };
  })(logits, labels) as tf.Scalar;
}

/** The loss and its gradient by the logits. */
function stockCrossEntropy(z: tf.Tensor2D, t: tf.Tensor2D): [tf.Scalar, tf.Tensor2D] {
  const scale = tf.scalar(1 / z.shape[0]);
  const logProbabilities = z.logSoftmax();
  const loss = logProbabilities.mul(t).sum().neg().mul(scale) as tf.Scalar;
  const slope = logProbabilities.exp().mul(t.sum(1, true)).sub(t).mul(scale) as tf.Tensor2D;
  return [loss, slope];
}
