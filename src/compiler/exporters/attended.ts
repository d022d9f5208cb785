/** Where attention looks, for rows of every format: attended axes, positions, and masks that meet the scores. */
import { attendedAxes, type Looking } from '../attention-values';
import type { Call } from '../program';
import { isKnown } from './call-values';

/** Attended axes, batch included. Attention without kernels has one. */
export const axesOf = ({ kind, config, inputShapes }: Call): number[] =>
  kind === 'MultiHeadAttention'
    ? attendedAxes(config.attentionAxes, inputShapes[0]!.length + 1)
    : [1];

/** Sizes of the attended axes of the query and of the keys. */
export function sizesOf(call: Call): readonly [(number | null)[], (number | null)[]] {
  const [query = [], keys = query] = call.inputShapes;
  const axes = axesOf(call);
  const along = (shape: readonly (number | null)[]) => axes.map((axis) => shape[axis - 1] ?? null);
  return [along(query), along(keys)];
}

export const lookingOf = ({ config }: Call): Looking => ({
  causal: config.useCausalMask === true,
  window: typeof config.slidingWindow === 'number' ? config.slidingWindow : null,
});

/** Positions over several axes are told apart again by their sizes. */
export const axesGap = (call: Call): string | undefined =>
  axesOf(call).length > 1 && !sizesOf(call).every(isKnown)
    ? 'Attention over several axes needs their sizes; one of them is free.'
    : undefined;

/** A mask is of steps along one axis. */
export const paddedAxesGap = (call: Call): string | undefined =>
  call.inputShapes[0]!.length > 2
    ? 'Padding is left out where attention has one axis; here a sample has more.'
    : undefined;

/** Values whose masks hide queries and keys; a layer without kernels hides keys alone. */
export function hiding({ kind, inputs }: Call): readonly [string[], string[]] {
  const [query, value, key] = inputs as [string, string?, string?];
  if (kind !== 'MultiHeadAttention') return [[], value === undefined ? [] : [value]];
  return [[query], [value ?? query, ...(key === undefined ? [] : [key])]];
}
