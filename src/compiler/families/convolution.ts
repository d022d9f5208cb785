/** What convolutions say alike, whether they slide along one, two or three axes. */
import {
  type Axes,
  alongAxes,
  axesText,
  channelled,
  countOf,
  known,
  listOf,
  type Sizes,
  sizesText,
  slide,
  slideText,
  type WindowPadding,
  windowOf,
} from '../geometry';
import type { Shape, WeightSpec } from '../layer';

interface WindowConfig {
  readonly kernelSize: Sizes;
  readonly strides: Sizes;
  readonly padding: WindowPadding;
  readonly dilationRate: Sizes;
}

interface FilterConfig {
  readonly filters: number;
  readonly kernelSize: Sizes;
  readonly useBias: boolean;
  readonly activation: string;
}

interface DepthwiseConfig extends WindowConfig {
  readonly depthMultiplier: number;
  readonly useBias: boolean;
  readonly activation: string;
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

const biasOf = (useBias: boolean, size: number): WeightSpec[] =>
  useBias ? [{ name: 'bias', shape: [size] }] : [];

const filterFace = ({ filters, kernelSize, activation }: FilterConfig) =>
  [`${filters} × ${sizesText(kernelSize)}`, activation] as const;

/** Ports and arithmetic of a window that slides. */
function windowRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    arithmetic: (config: WindowConfig, inputs: readonly Shape[], output: Shape): string =>
      slideText(channelled(kind, inputs, axes), output, windowOf(config)),
  };
}

const channelsOf = (kind: string, inputs: readonly Shape[], axes: Axes): number =>
  known(kind, channelled(kind, inputs, axes), axes);

/** A convolution whose every kernel sees all channels. */
export function convolutionRules(kind: string, axes: Axes) {
  return {
    ...windowRules(kind, axes),
    output: (config: WindowConfig & FilterConfig, inputs: readonly Shape[]): Shape => {
      channelsOf(kind, inputs, axes);
      return [...slide(kind, channelled(kind, inputs, axes), windowOf(config)), config.filters];
    },
    weights: (config: FilterConfig, inputs: readonly Shape[]): WeightSpec[] => [
      {
        name: 'kernel',
        shape: [...listOf(config.kernelSize), channelsOf(kind, inputs, axes), config.filters],
      },
      ...biasOf(config.useBias, config.filters),
    ],
    macs: ({ kernelSize }: FilterConfig, inputs: readonly Shape[], output: Shape): number =>
      countOf(output) * product(listOf(kernelSize)) * channelsOf(kind, inputs, axes),
    face: filterFace,
  };
}

/** A convolution of every channel by itself. */
export function depthwiseRules(kind: string, axes: Axes) {
  return {
    ...windowRules(kind, axes),
    output: (config: DepthwiseConfig, inputs: readonly Shape[]): Shape => {
      const channels = channelsOf(kind, inputs, axes);
      const sizes = slide(kind, channelled(kind, inputs, axes), windowOf(config));
      return [...sizes, channels * config.depthMultiplier];
    },
    weights: (config: DepthwiseConfig, inputs: readonly Shape[]): WeightSpec[] => {
      const { kernelSize, depthMultiplier, useBias } = config;
      const channels = channelsOf(kind, inputs, axes);
      return [
        {
          name: 'depthwiseKernel',
          shape: [...listOf(kernelSize), channels, depthMultiplier],
          param: 'depthwise',
        },
        ...biasOf(useBias, channels * depthMultiplier),
      ];
    },
    macs: ({ kernelSize }: DepthwiseConfig, _: readonly Shape[], output: Shape): number =>
      countOf(output) * product(listOf(kernelSize)),
    face: ({ kernelSize, activation }: DepthwiseConfig) =>
      [sizesText(kernelSize), activation] as const,
  };
}

/** A depthwise convolution whose channels are then mixed at every place. */
export function separableRules(kind: string, axes: Axes) {
  return {
    ...windowRules(kind, axes),
    output: (config: DepthwiseConfig & FilterConfig, inputs: readonly Shape[]): Shape => {
      channelsOf(kind, inputs, axes);
      return [...slide(kind, channelled(kind, inputs, axes), windowOf(config)), config.filters];
    },
    weights: (config: DepthwiseConfig & FilterConfig, inputs: readonly Shape[]): WeightSpec[] => {
      const { filters, kernelSize, depthMultiplier, useBias } = config;
      const channels = channelsOf(kind, inputs, axes);
      const sizes = listOf(kernelSize);
      return [
        {
          name: 'depthwiseKernel',
          shape: [...sizes, channels, depthMultiplier],
          param: 'depthwise',
        },
        {
          name: 'pointwiseKernel',
          shape: [...sizes.map(() => 1), channels * depthMultiplier, filters],
          param: 'pointwise',
        },
        ...biasOf(useBias, filters),
      ];
    },
    macs: (
      { filters, kernelSize, depthMultiplier }: DepthwiseConfig & FilterConfig,
      inputs: readonly Shape[],
      output: Shape,
    ): number => {
      const between = channelsOf(kind, inputs, axes) * depthMultiplier;
      return countOf(output.slice(0, -1)) * between * (product(listOf(kernelSize)) + filters);
    },
    face: filterFace,
  };
}

interface TransposeConfig extends FilterConfig {
  readonly strides: Sizes;
  readonly padding: 'valid' | 'same';
}

/** What `valid` padding leaves over at the end of an axis. */
const overlapOf = ({ kernelSize, strides, padding }: TransposeConfig, axis: number): number =>
  padding === 'same' ? 0 : Math.max(listOf(kernelSize)[axis]! - listOf(strides)[axis]!, 0);

/** A convolution run backwards: the input grows by the strides. */
export function transposeRules(kind: string, axes: Axes) {
  return {
    inputs: { min: 1, max: 1 },
    output: (config: TransposeConfig, inputs: readonly Shape[]): Shape => {
      channelsOf(kind, inputs, axes);
      const strides = listOf(config.strides);
      const grow = (size: number, axis: number) => size * strides[axis]! + overlapOf(config, axis);
      return [...alongAxes(channelled(kind, inputs, axes), grow), config.filters];
    },
    weights: (config: TransposeConfig, inputs: readonly Shape[]): WeightSpec[] => [
      {
        name: 'kernel',
        shape: [...listOf(config.kernelSize), config.filters, channelsOf(kind, inputs, axes)],
      },
      ...biasOf(config.useBias, config.filters),
    ],
    macs: ({ filters, kernelSize }: TransposeConfig, inputs: readonly Shape[]): number =>
      countOf(channelled(kind, inputs, axes)) * product(listOf(kernelSize)) * filters,
    arithmetic: (config: TransposeConfig, inputs: readonly Shape[], output: Shape): string => {
      const x = channelled(kind, inputs, axes);
      return axesText(x, (axis) => {
        const overlap = overlapOf(config, axis);
        const rest = overlap === 0 ? '' : ` + ${overlap}`;
        return `${x[axis] ?? '?'} × ${listOf(config.strides)[axis]}${rest} = ${output[axis] ?? '?'}`;
      });
    },
    face: filterFace,
  };
}
