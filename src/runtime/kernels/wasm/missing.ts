/**
 * The four kernels that the stock wasm backend lacks, in plain JavaScript over the backend's own heap and matrix
 * product. With them wasm trains every network that the other backends train; the benchmark's baseline has
 * exactly these and nothing else. The faster ones are in `pack.ts`.
 */
import {
  backend_util,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
} from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { eachTap, type Geometry } from '../taps';
import { floats, ints } from './heap';

interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
  readonly inputShape: [number, number, number, number];
}

interface Arguments<Inputs, Attributes> {
  readonly backend: BackendWasm;
  readonly inputs: Inputs;
  readonly attrs: Attributes;
}

type Four = [number, number, number, number];

/** The registry types inputs and attributes as open maps; each kernel states its own. */
function kernel(
  kernelName: string,
  run: (args: Arguments<never, never>) => TensorInfo,
): KernelConfig {
  return { kernelName, backendName: 'wasm', kernelFunc: run as unknown as KernelFunc };
}

function requireNhwc(name: string, dataFormat: string | undefined): void {
  if (dataFormat !== undefined && dataFormat !== 'NHWC') {
    throw new Error(`${name} on wasm received data format ${dataFormat}; it expects NHWC.`);
  }
}

/** Rows of `columns` are filter taps (ky, kx, channel), its columns the output pixels of the whole batch. */
function unfoldTransposed(x: Float32Array, columns: Float32Array, g: Geometry): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = g;
  const pixels = batchSize * outHeight * outWidth;
  for (let ky = 0; ky < g.filterHeight; ky++) {
    for (let kx = 0; kx < g.filterWidth; kx++) {
      const row = (ky * g.filterWidth + kx) * inChannels * pixels;
      let pixel = row;
      for (let n = 0; n < batchSize; n++) {
        for (let oy = 0; oy < outHeight; oy++) {
          const iy = oy * g.strideHeight + ky - g.padInfo.top;
          for (let ox = 0; ox < outWidth; ox++, pixel++) {
            const ix = ox * g.strideWidth + kx - g.padInfo.left;
            const inside = iy >= 0 && iy < inHeight && ix >= 0 && ix < inWidth;
            const source = ((n * inHeight + iy) * inWidth + ix) * inChannels;
            for (let c = 0; c < inChannels; c++) {
              columns[pixel + c * pixels] = inside ? x[source + c]! : 0;
            }
          }
        }
      }
    }
  }
}

function conv2DBackpropFilter({
  backend,
  inputs: { x, dy },
  attrs,
}: Arguments<{ x: TensorInfo; dy: TensorInfo }, ConvAttributes>): TensorInfo {
  requireNhwc('Conv2DBackpropFilter', attrs.dataFormat);
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const g = backend_util.computeConv2DInfo(
    x.shape as Four,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const pixels = g.batchSize * g.outHeight * g.outWidth;
  const taps = g.filterHeight * g.filterWidth * g.inChannels;
  const columns = backend.makeOutput([1, taps, pixels], 'float32');
  unfoldTransposed(floats(backend, x), floats(backend, columns), g);
  const product = getKernel('BatchMatMul', 'wasm').kernelFunc({
    backend,
    inputs: {
      a: columns,
      b: { dataId: dy.dataId, shape: [1, pixels, g.outChannels], dtype: dy.dtype },
    },
    attrs: { transposeA: false, transposeB: false },
  }) as TensorInfo;
  backend.disposeData(columns.dataId);
  return { dataId: product.dataId, shape: filterShape, dtype: 'float32' };
}

function depthwiseGeometry(inputShape: Four, filterShape: Four, attrs: ConvAttributes): Geometry {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  );
}

function depthwiseBackpropFilter({
  backend,
  inputs: { x, dy },
  attrs,
}: Arguments<{ x: TensorInfo; dy: TensorInfo }, ConvAttributes>): TensorInfo {
  const g = depthwiseGeometry(x.shape as Four, attrs.filterShape, attrs);
  const multiplier = g.outChannels / g.inChannels;
  const result = backend.makeOutput(attrs.filterShape, 'float32');
  const [input, upstream, gradient] = [x, dy, result].map((t) => floats(backend, t)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  gradient.fill(0);
  eachTap(g, (from, to, tap) => {
    const row = tap * g.outChannels;
    for (let c = 0; c < g.outChannels; c++) {
      gradient[row + c]! += input[from + Math.floor(c / multiplier)]! * upstream[to + c]!;
    }
  });
  return result;
}

function depthwiseBackpropInput({
  backend,
  inputs: { dy, filter },
  attrs,
}: Arguments<{ dy: TensorInfo; filter: TensorInfo }, ConvAttributes>): TensorInfo {
  const g = depthwiseGeometry(attrs.inputShape, filter.shape as Four, attrs);
  const multiplier = g.outChannels / g.inChannels;
  const result = backend.makeOutput(attrs.inputShape, 'float32');
  const [upstream, weights, gradient] = [dy, filter, result].map((t) => floats(backend, t)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  gradient.fill(0);
  eachTap(g, (from, to, tap) => {
    const row = tap * g.outChannels;
    for (let c = 0; c < g.outChannels; c++) {
      gradient[from + Math.floor(c / multiplier)]! += upstream[to + c]! * weights[row + c]!;
    }
  });
  return result;
}

/** Rows of `x` added up by segment; rows whose id is outside [0, numSegments) count nowhere, as on cpu. */
function unsortedSegmentSum({
  backend,
  inputs: { x, segmentIds },
  attrs: { numSegments },
}: Arguments<
  { x: TensorInfo; segmentIds: TensorInfo },
  { readonly numSegments: number }
>): TensorInfo {
  if (segmentIds.shape.length !== 1) {
    throw new Error(
      `UnsortedSegmentSum on wasm received segment ids of rank ${segmentIds.shape.length}; it expects rank 1.`,
    );
  }
  const result = backend.makeOutput([numSegments, ...x.shape.slice(1)], 'float32');
  const ids = ints(backend, segmentIds);
  const sums = floats(backend, result).fill(0);
  const values = x.dtype === 'int32' ? ints(backend, x) : floats(backend, x);
  const width = ids.length === 0 ? 0 : values.length / ids.length;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!;
    if (id < 0 || id >= numSegments) continue;
    for (let j = 0; j < width; j++) sums[id * width + j]! += values[i * width + j]!;
  }
  return result;
}

/** The four kernels, ready for `registerKernel`. */
export const missingKernels: readonly KernelConfig[] = [
  kernel('Conv2DBackpropFilter', conv2DBackpropFilter),
  kernel('DepthwiseConv2dNativeBackpropFilter', depthwiseBackpropFilter),
  kernel('DepthwiseConv2dNativeBackpropInput', depthwiseBackpropInput),
  kernel('UnsortedSegmentSum', unsortedSegmentSum),
];

/** Adds what the stock wasm backend lacks; a kernel that is there already stays. */
export function registerMissingKernels(): void {
  for (const config of missingKernels) {
    if (!getKernel(config.kernelName, 'wasm')) registerKernel(config);
  }
}
