/** Layers that add to or take from the borders of their input, along one, two or three axes. */
import { type Axes, alongAxes, axesText, channelled, listOf, type Sizes } from '../geometry';
import type { Shape } from '../layer';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** How much at the start and at the end of an axis, from a list of such pairs. */
const endsOf = (sizes: Sizes, axis: number): readonly [number, number] => {
  const list = listOf(sizes);
  return [list[2 * axis] ?? 0, list[2 * axis + 1] ?? 0];
};

/** Zeros on both ends of every axis. */
export function paddingRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    output: ({ padding }: { readonly padding: Sizes }, inputs: readonly Shape[]): Shape => {
      const x = channelled(kind, inputs, axes);
      const sizes = alongAxes(x, (size, axis) => {
        const [before, after] = endsOf(padding, axis);
        return before + size + after;
      });
      return [...sizes, x.at(-1) ?? null];
    },
    arithmetic: (
      { padding }: { readonly padding: Sizes },
      inputs: readonly Shape[],
      output: Shape,
    ): string => {
      const x = channelled(kind, inputs, axes);
      return axesText(x, (axis) => {
        const [before, after] = endsOf(padding, axis);
        return `${before} + ${x[axis] ?? '?'} + ${after} = ${output[axis] ?? '?'}`;
      });
    },
    face: ({ padding }: { readonly padding: Sizes }) => [listOf(padding).join(' '), ''] as const,
  };
}

/** Values taken away on both ends of every axis. */
export function croppingRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    output: ({ cropping }: { readonly cropping: Sizes }, inputs: readonly Shape[]): Shape => {
      const x = channelled(kind, inputs, axes);
      const sizes = alongAxes(x, (size, axis) => {
        const [before, after] = endsOf(cropping, axis);
        if (size - before - after < 1) {
          throw shapeError('crop-too-large', kind, {
            crop: `${before} + ${after}`,
            input: shapeText(x),
            axis: axis + 1,
          });
        }
        return size - before - after;
      });
      return [...sizes, x.at(-1) ?? null];
    },
    arithmetic: (
      { cropping }: { readonly cropping: Sizes },
      inputs: readonly Shape[],
      output: Shape,
    ): string => {
      const x = channelled(kind, inputs, axes);
      return axesText(x, (axis) => {
        const [before, after] = endsOf(cropping, axis);
        return `${x[axis] ?? '?'} − ${before} − ${after} = ${output[axis] ?? '?'}`;
      });
    },
    face: ({ cropping }: { readonly cropping: Sizes }) => [listOf(cropping).join(' '), ''] as const,
  };
}

/** Every axis made longer by a whole factor. */
export function upSamplingRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    output: ({ size }: { readonly size: Sizes }, inputs: readonly Shape[]): Shape => {
      const x = channelled(kind, inputs, axes);
      return [...alongAxes(x, (n, axis) => n * listOf(size)[axis]!), x.at(-1) ?? null];
    },
    arithmetic: (
      { size }: { readonly size: Sizes },
      inputs: readonly Shape[],
      output: Shape,
    ): string => {
      const x = channelled(kind, inputs, axes);
      const line = (axis: number) =>
        `${x[axis] ?? '?'} × ${listOf(size)[axis]} = ${output[axis] ?? '?'}`;
      return axesText(x, line);
    },
  };
}
