/** Shape arithmetic that several layers share. Sizes that are `null` stay free. */
import type { Shape } from './layer';
import { shapeError } from './problems/problem-of';
import { shapeText } from './words';

export type Size = number | null;
/** One number an axis, or one for all of a single axis; lists of declared length hold no `null`. */
export type Sizes = number | readonly (number | null)[];

export const listOf = (sizes: Sizes): readonly number[] =>
  typeof sizes === 'number' ? [sizes] : sizes.map((size) => size ?? 1);

/** `5×5`, `3`, `2×2×2` */
export const sizesText = (sizes: Sizes): string => listOf(sizes).join('×');

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

/** What the axes before the channels are called. */
const axisNames = ['steps', 'height, width', 'depth, height, width'] as const;
/** How many axes a window slides along. */
export type Axes = 1 | 2 | 3;

/** The single input of a layer that looks at `axes` axes and then at channels. */
export function channelled(kind: string, inputs: readonly Shape[], axes: Axes): Shape {
  const x = only(kind, inputs);
  requireRank(kind, x, axes + 1, `${axisNames[axes - 1]}, channels`);
  return x;
}

/** Height, width and channels of a picture. */
export function picture(kind: string, inputs: readonly Shape[]): readonly [Size, Size, Size] {
  const x = channelled(kind, inputs, 2);
  return [x[0] ?? null, x[1] ?? null, x[2] ?? null];
}

/** A rule for each axis before the channels, which stay; free sizes stay free. */
export function alongAxes(x: Shape, rule: (size: number, axis: number) => number): Size[] {
  return x.slice(0, -1).map((size, axis) => (size === null ? null : rule(size, axis)));
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

export type WindowPadding = 'valid' | 'same' | 'causal';

export interface Window {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: WindowPadding;
  readonly dilation: readonly number[];
}

/** Input values from the first to the last one under a window. */
const reachOf = ({ window, dilation }: Window): number[] =>
  window.map((size, axis) => (size - 1) * dilation[axis]! + 1);

/** Output sizes of a sliding window before the channels; refuses a window larger than its input. */
export function slide(kind: string, x: Shape, geometry: Window): Size[] {
  const { strides, padding, dilation } = geometry;
  if (Math.max(...strides) > 1 && Math.max(...dilation) > 1) {
    throw shapeError('dilation-strides', kind, {
      strides: sizesText(strides),
      dilation: sizesText(dilation),
    });
  }
  const reach = reachOf(geometry);
  return alongAxes(x, (size, axis) => {
    const room = padding === 'valid' ? size - reach[axis]! + 1 : size;
    if (room < 1) {
      throw shapeError('kernel-too-large', kind, {
        window: sizesText(reach),
        input: shapeText(x),
      });
    }
    return Math.ceil(room / strides[axis]!);
  });
}

/** What each axis says, joined; axes that say the same are written once. */
export function axesText(x: Shape, line: (axis: number) => string): string {
  return [...new Set(x.slice(0, -1).map((_, axis) => line(axis)))].join(', ');
}

/** `(12 − 5) ÷ 1 + 1 = 8`; axes are written apart where they differ. */
export function slideText(x: Shape, output: Shape, geometry: Window): string {
  const { strides, padding } = geometry;
  const reach = reachOf(geometry);
  return axesText(x, (axis) => {
    const size = x[axis] ?? '?';
    const result = output[axis] ?? '?';
    const stride = strides[axis]!;
    if (padding !== 'valid') {
      const exact = typeof size !== 'number' || size % stride === 0;
      return exact ? `${size} ÷ ${stride} = ${result}` : `⌈${size} ÷ ${stride}⌉ = ${result}`;
    }
    const steps = `(${size} − ${reach[axis]}) ÷ ${stride}`;
    const whole = typeof size !== 'number' || (size - reach[axis]!) % stride === 0;
    return whole ? `${steps} + 1 = ${result}` : `⌊${steps}⌋ + 1 = ${result}`;
  });
}

/**
 * The index from 0 of an axis that counts from 1 after the batch, or backwards from −1; `at` says which input of
 * several it is.
 */
export function axisIndex(kind: string, axis: number, x: Shape, at = 0): number {
  const index = axis < 0 ? x.length + axis : axis - 1;
  if (index < 0 || index >= x.length) {
    throw shapeError('axis', kind, { axis, input: shapeText(x), at });
  }
  return index;
}

/** The indices from 0 of several axes, none of them twice. */
export function axisIndices(kind: string, axes: readonly (number | null)[], x: Shape): number[] {
  const indices = axes.map((axis) => axisIndex(kind, axis ?? 0, x));
  const twice = indices.find((index, i) => indices.indexOf(index) !== i);
  if (twice !== undefined) throw shapeError('axis-twice', kind, { axis: twice + 1 });
  return indices;
}

/** The window of a convolution, from the names that its parameters have. */
export function windowOf(config: {
  readonly kernelSize: Sizes;
  readonly strides: Sizes;
  readonly padding: WindowPadding;
  readonly dilationRate: Sizes;
}): Window {
  const { kernelSize, strides, padding, dilationRate } = config;
  return {
    window: listOf(kernelSize),
    strides: listOf(strides),
    padding,
    dilation: listOf(dilationRate),
  };
}

/** The window of a pooling layer: without strides it steps by its own size. */
export function poolOf(config: {
  readonly poolSize: Sizes;
  readonly strides: Sizes | null;
  readonly padding: WindowPadding;
}): Window {
  const window = listOf(config.poolSize);
  const strides = config.strides === null ? window : listOf(config.strides);
  return { window, strides, padding: config.padding, dilation: window.map(() => 1) };
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

type Extent = readonly [rows: number, columns: number];

/** The largest part of a picture that has the ratio of another size. */
export function partOfRatio([rows, columns]: Extent, [height, width]: Extent): Extent {
  const wanted = width / height;
  return [
    Math.max(1, Math.min(rows, Math.floor(columns / wanted))),
    Math.max(1, Math.min(columns, Math.floor(rows * wanted))),
  ];
}

/** Where a part begins that lies in the middle. */
export const middleOf = (whole: number, part: number): number => Math.floor((whole - part) / 2);
