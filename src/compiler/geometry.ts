/** Shape arithmetic that several layers share. Sizes that are `null` stay free. */
import type { Shape } from './layer';
import { shapeError } from './problems/problem-of';
import { shapeText } from './words';

export type Pair = readonly [number, number];
export type Size = number | null;

export const pairText = ([height, width]: Pair): string => `${height}×${width}`;

/** Number of values in a tensor of this shape; free sizes count as 1. */
export function countOf(shape: Shape): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** The single input of a layer that has exactly one; `infer` has made sure of the number. */
export function only(kind: string, inputs: readonly Shape[]): Shape {
  const [x] = inputs;
  if (!x) throw shapeError('missing-value', kind, {});
  return x;
}

export function requireRank(kind: string, input: Shape, rank: number, axes: string): void {
  if (input.length === rank) return;
  throw shapeError('rank', kind, {
    expected: `${rank} ${rank === 1 ? 'axis' : 'axes'} (${axes})`,
    input: shapeText(input),
    rank: input.length,
    wanted: rank,
  });
}

/** Height, width and channels of a picture. */
export function picture(kind: string, inputs: readonly Shape[]): readonly [Size, Size, Size] {
  const x = only(kind, inputs);
  requireRank(kind, x, 3, 'height, width, channels');
  return [x[0] ?? null, x[1] ?? null, x[2] ?? null];
}

/** The size of an axis that weights depend on, so that it cannot be free. `axis` counts from 0. */
export function known(kind: string, input: Shape, axis: number): number {
  const size = input.at(axis);
  if (size === null || size === undefined) {
    const number = axis < 0 ? input.length + axis + 1 : axis + 1;
    throw shapeError('free-axis', kind, { axis: number, input: shapeText(input) });
  }
  return size;
}

export interface Window {
  readonly window: Pair;
  readonly strides: Pair;
  readonly padding: 'valid' | 'same';
  readonly dilation?: Pair;
}

/** Output height and width of a sliding window; refuses a window larger than its input. */
export function slide(kind: string, input: Shape, geometry: Window): [Size, Size] {
  const { window, strides, padding, dilation = [1, 1] } = geometry;
  if (Math.max(...strides) > 1 && Math.max(...dilation) > 1) {
    throw shapeError('dilation-strides', kind, {
      strides: pairText(strides),
      dilation: pairText(dilation),
    });
  }
  const reach: Pair = [(window[0] - 1) * dilation[0] + 1, (window[1] - 1) * dilation[1] + 1];
  const out = [0, 1].map((axis) => {
    const size = input[axis] ?? null;
    if (size === null) return null;
    const room = padding === 'same' ? size : size - reach[axis]! + 1;
    if (room < 1) {
      throw shapeError('kernel-too-large', kind, {
        window: pairText(reach),
        input: shapeText(input),
        height: reach[0],
        width: reach[1],
      });
    }
    return Math.ceil(room / strides[axis]!);
  });
  return [out[0]!, out[1]!];
}

/** `(12 − 5) ÷ 1 + 1 = 8`; height and width are both written where they differ. */
export function slideText(input: Shape, output: Shape, geometry: Window): string {
  const { window, strides, padding, dilation = [1, 1] } = geometry;
  const line = (axis: 0 | 1): string => {
    const size = input[axis] ?? '?';
    const result = output[axis] ?? '?';
    const stride = strides[axis];
    if (padding === 'same') {
      const exact = typeof size !== 'number' || size % stride === 0;
      return exact ? `${size} ÷ ${stride} = ${result}` : `⌈${size} ÷ ${stride}⌉ = ${result}`;
    }
    const reach = (window[axis] - 1) * dilation[axis] + 1;
    const steps = `(${size} − ${reach}) ÷ ${stride}`;
    const whole = typeof size !== 'number' || (size - reach) % stride === 0;
    return whole ? `${steps} + 1 = ${result}` : `⌊${steps}⌋ + 1 = ${result}`;
  };
  const [height, width] = [line(0), line(1)];
  return height === width ? height : `${height}, ${width}`;
}

/** The index from 0 of an axis that counts from 1 after the batch, or backwards from −1. */
export function axisIndex(kind: string, axis: number, input: Shape): number {
  const index = axis < 0 ? input.length + axis : axis - 1;
  if (index < 0 || index >= input.length) {
    throw shapeError('axis', kind, { axis, input: shapeText(input) });
  }
  return index;
}

/** The window of a convolution, from the names that its parameters have. */
export function windowOf(config: {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: 'valid' | 'same';
  readonly dilationRate: Pair;
}): Window {
  const { kernelSize, strides, padding, dilationRate } = config;
  return { window: kernelSize, strides, padding, dilation: dilationRate };
}

/** The window of a pooling layer: without strides it steps by its own size. */
export function poolOf(config: {
  readonly poolSize: Pair;
  readonly strides: Pair | null;
  readonly padding: 'valid' | 'same';
}): Window {
  const { poolSize, strides, padding } = config;
  return { window: poolSize, strides: strides ?? poolSize, padding };
}

/** The shape that value-by-value merging gives: one shape, where a size of 1 stretches to the others. */
export function elementwise(kind: string, inputs: readonly Shape[]): Shape {
  const first = only(kind, inputs);
  let result = first;
  inputs.slice(1).forEach((shape, i) => {
    const fits =
      shape.length === result.length &&
      shape.every((size, axis) => mergeSize(size, result[axis]!) !== undefined);
    if (!fits) {
      throw shapeError('merge-shape', kind, {
        expected: shapeText(result),
        received: shapeText(shape),
        input: i + 1,
      });
    }
    result = result.map((size, axis) => mergeSize(shape[axis]!, size) ?? null);
  });
  return result;
}

/** `undefined` where two sizes do not go together. */
function mergeSize(a: Size, b: Size): Size | undefined {
  if (a === b) return a;
  if (a === null || b === null) return null;
  if (a === 1) return b;
  return b === 1 ? a : undefined;
}
