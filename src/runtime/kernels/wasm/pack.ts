/**
 * The wasm kernels that training is made of, on the project's own SIMD module. Each replaces a stock kernel only
 * for the cases it covers and hands the rest to it. Measured in Node, batch 64, one thread, against the stock
 * kernel (the gradient of a filter against `missing.ts`); see `bench/`.
 */
import {
  backend_util,
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { address } from './heap';
import { type Simd, simdOf } from './simd';

type Inputs = Readonly<Record<string, TensorInfo>>;

export interface Work {
  readonly backend: BackendWasm;
  readonly simd: Simd;
  readonly inputs: Inputs;
  readonly attrs: NamedAttrMap;
  /** Address of an input's values. */
  at(name: string): number;
}

export type OwnKernel = (work: Work) => TensorInfo | TensorInfo[] | null;

/** `null` where this backend has no module: one that was started again may differ from the first. */
function workOf(args: Parameters<KernelFunc>[0]): Work | null {
  const backend = args.backend as unknown as BackendWasm;
  const simd = simdOf(backend);
  if (!simd) return null;
  const inputs = args.inputs as Inputs;
  return {
    backend,
    simd,
    inputs,
    attrs: args.attrs ?? {},
    at: (name) => address(backend, inputs[name]!),
  };
}

/** Registers `run` under a name that stock TensorFlow.js does not have. */
export function addKernel(kernelName: string, run: OwnKernel): void {
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const work = workOf(args);
      const result = work && run(work);
      if (!result)
        throw new Error(`${kernelName} needs WebAssembly with SIMD and without threads.`);
      return result;
    },
  });
}

/** Puts `run` before a stock kernel, which keeps the cases where `run` returns `null`. */
export function replaceKernel(kernelName: string, run: OwnKernel): void {
  const stock = getKernel(kernelName, 'wasm');
  unregisterKernel(kernelName, 'wasm');
  registerKernel({
    ...stock,
    kernelFunc: (args) => {
      const work = workOf(args);
      return (work && run(work)) ?? stock.kernelFunc(args);
    },
  });
}

/** Geometry of a convolution that the SIMD kernels cover, or `null`: NHWC, no dilation. */
export function geometryOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap,
): backend_util.Conv2DInfo | null {
  const { strides, pad, dataFormat, dilations, dimRoundingMode } = attrs as unknown as {
    strides: number | [number, number];
    pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
    dataFormat?: string;
    dilations?: number | [number, number];
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  if (dataFormat === 'NCHW') return null;
  const info = backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
  );
  return info.dilationHeight === 1 && info.dilationWidth === 1 ? info : null;
}
