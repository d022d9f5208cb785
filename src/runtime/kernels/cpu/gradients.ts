/**
 * Gradients of convolution and max pooling for the cpu backend, over its typed arrays. The stock ones read and
 * write value by value through `TensorBuffer`, which made a training step of LeNet more than ten times slower.
 */
import {
  backend_util,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  type TypedArray,
  unregisterKernel,
} from '@tensorflow/tfjs';
import { eachTap } from '../taps';

type Four = [number, number, number, number];

/** What these kernels use of the cpu backend. */
interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: TypedArray } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: TypedArray): TensorInfo;
}

interface Arguments<Names extends string> {
  readonly backend: CpuBackend;
  readonly inputs: Readonly<Record<Names, TensorInfo>>;
  readonly attrs: Attributes;
}

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: Four;
  readonly inputShape: Four;
  readonly filterSize: number | [number, number];
}

const valuesOf = (backend: CpuBackend, { dataId }: TensorInfo): TypedArray =>
  backend.data.get(dataId).values;

function geometryOf(inputShape: Four, { strides, pad, dimRoundingMode, filterShape }: Attributes) {
  return backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
}

function conv2DBackpropFilter({ backend, inputs, attrs }: Arguments<'x' | 'dy'>): TensorInfo {
  const x = valuesOf(backend, inputs.x);
  const dy = valuesOf(backend, inputs.dy);
  const g = geometryOf(inputs.x.shape as Four, attrs);
  const { inChannels, outChannels } = g;
  const filter = new Float32Array(g.filterHeight * g.filterWidth * inChannels * outChannels);
  eachTap(g, (input, output, tap) => {
    for (let c = 0; c < inChannels; c++) {
      const value = x[input + c]!;
      if (value === 0) continue;
      const row = (tap * inChannels + c) * outChannels;
      for (let k = 0; k < outChannels; k++) filter[row + k]! += value * dy[output + k]!;
    }
  });
  return backend.makeTensorInfo(attrs.filterShape, 'float32', filter);
}

function conv2DBackpropInput({ backend, inputs, attrs }: Arguments<'dy' | 'filter'>): TensorInfo {
  const dy = valuesOf(backend, inputs.dy);
  const filter = valuesOf(backend, inputs.filter);
  const filterShape = inputs.filter.shape as Four;
  const g = geometryOf(attrs.inputShape, { ...attrs, filterShape });
  const { inChannels, outChannels } = g;
  const dx = new Float32Array(attrs.inputShape.reduce((product, size) => product * size, 1));
  eachTap(g, (input, output, tap) => {
    for (let c = 0; c < inChannels; c++) {
      const row = (tap * inChannels + c) * outChannels;
      let sum = 0;
      for (let k = 0; k < outChannels; k++) sum += filter[row + k]! * dy[output + k]!;
      dx[input + c]! += sum;
    }
  });
  return backend.makeTensorInfo(attrs.inputShape, 'float32', dx);
}

/** The gradient of a window goes to its first largest value, as in the stock kernel. */
function maxPoolGrad({ backend, inputs, attrs }: Arguments<'dy' | 'input'>): TensorInfo {
  const x = valuesOf(backend, inputs.input);
  const dy = valuesOf(backend, inputs.dy);
  const shape = inputs.input.shape as Four;
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const g = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const largest = new Float32Array(dy.length).fill(Number.NEGATIVE_INFINITY);
  const winner = new Int32Array(dy.length).fill(-1);
  eachTap(g, (input, output) => {
    for (let c = 0; c < g.inChannels; c++) {
      const value = x[input + c]!;
      if (winner[output + c]! >= 0 && !(value > largest[output + c]!)) continue;
      largest[output + c] = value;
      winner[output + c] = input + c;
    }
  });
  const dx = new Float32Array(x.length);
  winner.forEach((pixel, output) => {
    if (pixel >= 0) dx[pixel]! += dy[output]!;
  });
  return backend.makeTensorInfo(shape, 'float32', dx);
}

const kernels = {
  Conv2DBackpropFilter: conv2DBackpropFilter,
  Conv2DBackpropInput: conv2DBackpropInput,
  MaxPoolGrad: maxPoolGrad,
};

/** Replaces the three stock kernels on cpu. */
export function registerCpuGradients(): void {
  for (const [kernelName, run] of Object.entries(kernels)) {
    unregisterKernel(kernelName, 'cpu');
    // The registry types inputs and attributes as open maps; each kernel states its own.
    registerKernel({ kernelName, backendName: 'cpu', kernelFunc: run as unknown as KernelFunc });
  }
}
