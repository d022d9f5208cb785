/** Where sliding windows stand, for formats that write padding as numbers. */
import type { Call } from '../program';
import { isKnown, numbers } from './call-values';

export interface Windows {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Zeros before and after along each place; `free` where they hang on a size that is not known yet. */
  readonly pads: { readonly before: readonly number[]; readonly after: readonly number[] } | 'free';
}

export function windowsOf(call: Call, kernelName: 'kernelSize' | 'poolSize'): Windows {
  const sizes = call.inputShapes[0]!.slice(0, -1);
  const list = (name: string, otherwise: readonly number[]): readonly number[] => {
    const value = call.config[name];
    return value === null || value === undefined ? otherwise : numbers(call, name, sizes.length);
  };
  const kernel = list(kernelName, []);
  // A pooling without strides steps by its own size.
  const strides = list('strides', kernel);
  const ones = sizes.map(() => 1);
  const dilations = kernelName === 'kernelSize' ? list('dilationRate', ones) : ones;
  const reach = kernel.map((size, i) => (size - 1) * dilations[i]! + 1);
  const none = sizes.map(() => 0);
  const { padding } = call.config;
  if (padding === 'causal') {
    return { kernel, strides, dilations, pads: { before: [reach[0]! - 1], after: [0] } };
  }
  if (padding !== 'same') {
    return { kernel, strides, dilations, pads: { before: none, after: none } };
  }
  // With a step of one, `same` does not hang on the size.
  const isFree = !isKnown(sizes) && strides.some((step) => step > 1);
  if (isFree) return { kernel, strides, dilations, pads: 'free' };
  const total = sizes.map((size, i) => {
    const steps = size === null ? 0 : (Math.ceil(size / strides[i]!) - 1) * strides[i]! - size + 1;
    return Math.max(reach[i]! - 1 + steps, 0);
  });
  // TensorFlow puts the odd zero at the end.
  const before = total.map((pad) => Math.floor(pad / 2));
  return {
    kernel,
    strides,
    dilations,
    pads: { before, after: total.map((pad, i) => pad - before[i]!) },
  };
}

/** Padding of a transposed convolution: what the convolution that it undoes would have had. */
export function transposedPads(call: Call): {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly extra: readonly number[];
} {
  const { kernel, strides } = windowsOf(call, 'kernelSize');
  const spare = kernel.map((size, i) => size - strides[i]!);
  const isSame = call.config.padding === 'same';
  const before = spare.map((s) => (isSame ? Math.floor(Math.max(s, 0) / 2) : 0));
  return {
    before,
    after: spare.map((s, i) => (isSame ? Math.max(s, 0) - before[i]! : 0)),
    extra: spare.map((s) => Math.max(-s, 0)),
  };
}
