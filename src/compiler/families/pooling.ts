/** What pooling layers say alike, whether they slide along one, two or three axes. */
import { type Axes, channelled, poolOf, type Sizes, slide, slideText } from '../geometry';
import type { Shape } from '../layer';

interface PoolConfig {
  readonly poolSize: Sizes;
  readonly strides: Sizes | null;
  readonly padding: 'valid' | 'same';
}

/** Ports, shape and arithmetic of a pooling over windows. */
export function poolRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    output: (config: PoolConfig, inputs: readonly Shape[]): Shape => {
      const x = channelled(kind, inputs, axes);
      return [...slide(kind, x, poolOf(config)), x.at(-1) ?? null];
    },
    arithmetic: (config: PoolConfig, inputs: readonly Shape[], output: Shape): string =>
      slideText(channelled(kind, inputs, axes), output, poolOf(config)),
  };
}

/** Ports and shape of a pooling over all axes before the channels. */
export function globalPoolRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    output: ({ keepdims }: { readonly keepdims: boolean }, inputs: readonly Shape[]): Shape => {
      const x = channelled(kind, inputs, axes);
      const kept = keepdims ? x.slice(0, -1).map(() => 1) : [];
      return [...kept, x.at(-1) ?? null];
    },
  };
}
