/** Registers the project's kernels on WebGL 2 or WebGPU, whichever is the current backend. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type RunGpu, sizeOf } from './program';
import * as programs from './programs';
import * as updates from './updates';
import { runOnWebgl, type WebglBackend } from './webgl';
import { runOnWebgpu } from './webgpu';

type Inputs = Readonly<Record<string, tf.TensorInfo>>;
type Attributes = Readonly<Record<string, unknown>>;
type Output = tf.TensorInfo | tf.TensorInfo[];

interface Gpu {
  readonly name: 'webgl' | 'webgpu';
  readonly run: RunGpu;
  dispose(info: tf.TensorInfo): void;
}

/** A kernel of ours, which may decline (`null`): then the stock kernel `stock` runs. */
interface OwnKernel {
  readonly name: string;
  readonly run: (gpu: Gpu, inputs: Inputs, attrs: Attributes) => Output | null;
  readonly stock?: { readonly name: string; readonly inputs: Readonly<Record<string, string>> };
}

/**
 * Above these many multiply-adds the blocking of the stock kernels is worth the launches that packing costs them;
 * below, a launch costs more than the arithmetic. LeNet at batch 64 is below, ResNet-8 above.
 */
const SMALL_PRODUCT = 1 << 22;
const SMALL_CONVOLUTION = 1 << 23;

const number = (attrs: Attributes, name: string): number => Number(attrs[name]);
const activationOf = (attrs: Attributes): string => String(attrs.activation ?? 'linear');

function productOf(inputs: Inputs, attrs: Attributes): programs.ProductSizes | null {
  const [a, b] = [inputs.a!.shape, inputs.b!.shape];
  const isBatch = sizeOf(a.slice(0, -2)) !== 1 || sizeOf(b.slice(0, -2)) !== 1;
  const transposeA = attrs.transposeA === true;
  const transposeB = attrs.transposeB === true;
  const [aRows, aColumns] = a.slice(-2) as [number, number];
  const [bRows, bColumns] = b.slice(-2) as [number, number];
  const [rows, depth] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const columns = transposeB ? bRows : bColumns;
  if (isBatch || rows * depth * columns > SMALL_PRODUCT) return null;
  return { rows, depth, columns, transposeA, transposeB };
}

function runProduct(gpu: Gpu, inputs: Inputs, attrs: Attributes): Output | null {
  const sizes = productOf(inputs, attrs);
  const activation = activationOf(attrs);
  if (!sizes || !(activation in programs.activations)) return null;
  const { a, b, bias } = inputs;
  const shape = [...a!.shape.slice(0, -2), sizes.rows, sizes.columns];
  const program = programs.product(sizes, shape, bias !== undefined, activation);
  return gpu.run(program, bias ? [a!, b!, bias] : [a!, b!]);
}

function runConvolution(gpu: Gpu, { x, kernel, bias }: Inputs, attrs: Attributes): Output | null {
  const activation = activationOf(attrs);
  const { strides, pad } = attrs as { strides: [number, number]; pad: 'same' | 'valid' };
  const [from, filter] = [x!.shape, kernel!.shape] as [number, number, number, number][];
  const info = tf.backend_util.computeConv2DInfo(from!, filter!, strides, 1, pad);
  const macs = sizeOf(info.outShape) * sizeOf(filter!.slice(0, 3));
  if (macs > SMALL_CONVOLUTION || !(activation in programs.activations)) return null;
  const program = programs.convolution(info, bias !== undefined, activation);
  return gpu.run(program, bias ? [x!, kernel!, bias] : [x!, kernel!]);
}

function runMaxPoolGradient(gpu: Gpu, { dy, input, output }: Inputs, attrs: Attributes): Output {
  const { filterSize, strides, pad } = attrs as {
    filterSize: [number, number];
    strides: [number, number];
    pad: 'same' | 'valid';
  };
  const shape = input!.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
  return gpu.run(programs.maxPoolGradient(info, shape), [dy!, input!, output!]);
}

/** Sums of columns in one launch, or in two through partial sums where the columns are long. */
function reduce(gpu: Gpu, x: tf.TensorInfo, rows: number, shape: number[]): tf.TensorInfo {
  const columns = sizeOf(shape);
  const chunks = programs.chunksOf(rows);
  const parts = gpu.run(programs.partialSums(rows, columns, chunks), [x]);
  if (chunks === 1) return { ...parts, shape };
  const sums = reduce(gpu, parts, chunks, shape);
  gpu.dispose(parts);
  return sums;
}

function runStatistics(gpu: Gpu, x: tf.TensorInfo): tf.TensorInfo {
  const [rows, columns] = x.shape as [number, number];
  const chunks = Math.min(256, programs.chunksOf(rows));
  const parts = gpu.run(programs.partialMoments(rows, columns, chunks), [x]);
  const merged = gpu.run(programs.mergeMoments(rows, columns, chunks), [parts]);
  gpu.dispose(parts);
  return merged;
}

function runNormSums(gpu: Gpu, { dy, x, statistics }: Inputs): tf.TensorInfo {
  const [rows, columns] = x!.shape as [number, number];
  const chunks = programs.chunksOf(rows);
  const program = programs.partialNormSums(rows, columns, chunks);
  const parts = gpu.run(program, [dy!, x!, statistics!]);
  if (chunks === 1) return { ...parts, shape: [2, columns] };
  const sums = reduce(gpu, parts, chunks, [2, columns]);
  gpu.dispose(parts);
  return sums;
}

function runCrossEntropy(gpu: Gpu, { logits, labels }: Inputs): Output {
  const [batch, classes] = logits!.shape as [number, number];
  const rows = gpu.run(programs.rowCrossEntropy(batch, classes), [logits!, labels!]);
  const loss = reduce(gpu, rows, batch, [1]);
  gpu.dispose(rows);
  const slope = gpu.run(programs.crossEntropySlope(batch, classes), [logits!, labels!]);
  return [{ ...loss, shape: [] }, slope];
}

function gradientsOf(inputs: Inputs): tf.TensorInfo[] {
  const gradients: tf.TensorInfo[] = [];
  for (let i = 0; inputs[`g${i}`]; i++) gradients.push(inputs[`g${i}`]!);
  return gradients;
}

const training: readonly OwnKernel[] = [
  { name: 'NetloomProduct', run: runProduct, stock: { name: 'BatchMatMul', inputs: {} } },
  {
    name: 'NetloomDense',
    run: (gpu, { x, kernel, ...rest }, attrs) =>
      runProduct(gpu, { a: x!, b: kernel!, ...rest }, attrs),
    stock: { name: '_FusedMatMul', inputs: { x: 'a', kernel: 'b' } },
  },
  {
    name: 'NetloomConv2D',
    run: runConvolution,
    stock: { name: 'FusedConv2D', inputs: { kernel: 'filter' } },
  },
  {
    name: 'NetloomReluGradient',
    run: (gpu, { dy, y }) => {
      const body = 'if (getY(i) > 0.0) { result = getDy(i); }';
      const inputs = ['Dy', 'Y'];
      return gpu.run(programs.elementwise('reluGradient', inputs, dy!.shape, body), [dy!, y!]);
    },
  },
  {
    name: 'NetloomColumnSums',
    run: (gpu, { x }) => reduce(gpu, x!, x!.shape[0]!, [x!.shape[1]!]),
  },
  { name: 'NetloomSoftmaxCrossEntropy', run: runCrossEntropy },
  { name: 'NetloomBatchStatistics', run: (gpu, { x }) => runStatistics(gpu, x!) },
  { name: 'NetloomBatchNormSums', run: runNormSums },
  {
    name: 'NetloomBatchNormalize',
    run: (gpu, { x, statistics, gamma, beta }, attrs) => {
      const program = programs.batchNormalize(x!.shape, x!.shape.at(-1)!, number(attrs, 'epsilon'));
      return gpu.run(program, [x!, statistics!, gamma!, beta!]);
    },
  },
  {
    name: 'NetloomBatchNormGradient',
    run: (gpu, { dy, x, statistics, sums, gamma }, attrs) => {
      const epsilon = number(attrs, 'epsilon');
      const program = programs.batchNormGradient(x!.shape, x!.shape.at(-1)!, epsilon);
      return gpu.run(program, [dy!, x!, statistics!, sums!, gamma!]);
    },
  },
  {
    name: 'NetloomBatchNormScaleGradient',
    run: (gpu, { sums, statistics }, attrs) => {
      const program = programs.batchNormScaleGradient(sums!.shape[1]!, number(attrs, 'epsilon'));
      return gpu.run(program, [sums!, statistics!]);
    },
  },
];

const optimizing: readonly OwnKernel[] = [
  {
    name: 'NetloomAdamState',
    run: (gpu, inputs, attrs) => {
      const gradients = gradientsOf(inputs);
      const program = updates.adamState(gradients.map(({ shape }) => sizeOf(shape)));
      const uniforms = [number(attrs, 'beta1'), number(attrs, 'beta2')];
      return gpu.run(program, [inputs.state!, ...gradients], uniforms);
    },
  },
  {
    name: 'NetloomAdamWeights',
    run: (gpu, { w, state }, attrs) => {
      const program = updates.adamWeights(w!.shape, state!.shape[1]!);
      const names = ['offset', 'rate', 'epsilon', 'keep'];
      return gpu.run(
        program,
        [w!, state!],
        names.map((name) => number(attrs, name)),
      );
    },
  },
  {
    name: 'NetloomMomentumState',
    run: (gpu, inputs, attrs) => {
      const gradients = gradientsOf(inputs);
      const program = updates.momentumState(gradients.map(({ shape }) => sizeOf(shape)));
      return gpu.run(program, [inputs.state!, ...gradients], [number(attrs, 'decay')]);
    },
  },
  {
    name: 'NetloomMomentumWeights',
    run: (gpu, { w, g, state }, attrs) => {
      const [decay, nesterov] = [number(attrs, 'decay'), number(attrs, 'nesterov')];
      const [fresh, held] = state ? [nesterov, nesterov ? decay : 1] : [1, 0];
      const program = updates.momentumWeights(w!.shape, state !== undefined);
      const uniforms = [number(attrs, 'offset'), number(attrs, 'rate'), fresh, held];
      return gpu.run(program, state ? [w!, g!, state] : [w!, g!], uniforms);
    },
  },
];

function add(gpu: Gpu, { name, run, stock }: OwnKernel): void {
  if (tf.getKernel(name, gpu.name)) tf.unregisterKernel(name, gpu.name);
  tf.registerKernel({
    kernelName: name,
    backendName: gpu.name,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const own = run(gpu, inputs as Inputs, attrs ?? {});
      if (own) return own;
      const renamed = Object.entries(inputs).map(([key, value]) => [
        stock!.inputs[key] ?? key,
        value,
      ]);
      return tf
        .getKernel(stock!.name, gpu.name)
        .kernelFunc({ inputs: Object.fromEntries(renamed), attrs: attrs ?? {}, backend });
    },
  });
}

function currentGpu(): Gpu | null {
  const backend: unknown = tf.backend();
  if (tf.getBackend() === 'webgl' && tf.env().getNumber('WEBGL_VERSION') === 2) {
    const webgl = backend as WebglBackend;
    return {
      name: 'webgl',
      run: runOnWebgl(webgl),
      dispose: (info) => webgl.disposeIntermediateTensorInfo(info),
    };
  }
  if (tf.getBackend() === 'webgpu') {
    const webgpu = backend as WebGPUBackend;
    return {
      name: 'webgpu',
      run: runOnWebgpu(webgpu),
      dispose: (info) => void webgpu.disposeData(info.dataId),
    };
  }
  return null;
}

const registered = new WeakSet<object>();

/** Does nothing on other backends, or where it was done already. */
export function registerGpuKernels(): void {
  if (registered.has(tf.backend())) return;
  const gpu = currentGpu();
  if (!gpu) return;
  registered.add(tf.backend());
  for (const kernel of [...training, ...optimizing]) add(gpu, kernel);
  const stock = tf.getKernel('MaxPoolGrad', gpu.name);
  tf.unregisterKernel('MaxPoolGrad', gpu.name);
  tf.registerKernel({
    ...stock,
    // One launch where stock takes two.
    kernelFunc: ({ inputs, attrs }) => runMaxPoolGradient(gpu, inputs as Inputs, attrs ?? {}),
  });
}
