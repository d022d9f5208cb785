/** Convolutions and poolings of ONNX as layers: kernels turned to channels last, explicit padding as Keras says it. */
import type { Config } from '../../graph/document';
import type { TensorData } from '../exporters/files';
import { transposed } from '../exporters/tensors';
import { Unsupported } from './importer';
import { type OnnxCall, type Row, tensorOf } from './onnx-call';
import { straight, type Wire } from './onnx-wire';

/** More ports than anybody could read. */
const MOST_GROUPS = 64;

/** One number for one axis, a list for several: how parameters of 1D, 2D and 3D kinds are written. */
const sizes = (values: readonly number[]) => (values.length === 1 ? values[0]! : [...values]);

interface Sliding {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
}

function slidingOf(call: OnnxCall, kernel: readonly number[]): Sliding {
  const ones = kernel.map(() => 1);
  return {
    kernel,
    strides: call.ints('strides') ?? ones,
    dilation: call.ints('dilations') ?? ones,
  };
}

/** Explicit padding by axis: before, behind. */
function padsOf(call: OnnxCall, axes: number): (readonly [number, number])[] {
  const pads = call.ints('pads') ?? [];
  return Array.from({ length: axes }, (_, i) => [pads[i] ?? 0, pads[axes + i] ?? 0] as const);
}

/** What Keras' `same` pads: as little as gives ⌈size ÷ stride⌉ windows, the odd one behind. */
function samePads(size: number, { kernel, strides, dilation }: Sliding, axis: number) {
  const reach = (kernel[axis]! - 1) * dilation[axis]! + 1;
  const stride = strides[axis]!;
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + reach - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)] as const;
}

/** `valid` or `same` where the padding is one of them, else `valid` behind a layer that pads. */
function padded(
  call: OnnxCall,
  wire: Wire,
  sliding: Sliding,
): { readonly padding: 'valid' | 'same'; readonly wire: Wire; readonly isAdded: boolean } {
  const auto = call.text('auto_pad', 'NOTSET');
  if (auto === 'VALID') return { padding: 'valid', wire, isAdded: false };
  const space = (wire.shape ?? []).slice(0, -1);
  const same = space.map((size, i) => samePads(size ?? Number.NaN, sliding, i));
  if (auto === 'SAME_UPPER') return { padding: 'same', wire, isAdded: false };
  const pads =
    auto === 'SAME_LOWER'
      ? same.map(([before, behind]) => [behind, before] as const)
      : padsOf(call, sliding.kernel.length);
  if (pads.flat().every((pad) => pad === 0)) return { padding: 'valid', wire, isAdded: false };
  if (pads.flat().join() === same.flat().join()) return { padding: 'same', wire, isAdded: false };
  if (pads.flat().some((pad) => pad < 0)) throw new Unsupported('Its padding is negative.');
  const [place] = call.builder.add({
    kind: `ZeroPadding${pads.length}D`,
    name: `${call.operator.name || call.operator.op}_pad`,
    config: { padding: pads.flat() },
    inputs: [wire],
  });
  return { padding: 'valid', wire: { ...wire, ...place! }, isAdded: true };
}

/** `[out, in, …window]` to `[…window, in, out]`; for one channel a group `[…window, in, multiplier]`. */
export const conv: Row = (call) => {
  const wire = call.spatial();
  const weight = tensorOf(call.weight(1));
  const [filters = 0, perGroup = 0, ...kernel] = weight.shape;
  const space = straight(kernel.length).map((axis) => axis + 2);
  const groups = call.int('group', 1);
  const sliding = slidingOf(call, kernel);
  const into = padded(call, wire, sliding);
  const useBias = call.has(2);
  const config: Config = {
    kernelSize: sizes(kernel),
    strides: sizes(sliding.strides),
    padding: into.padding,
    dilationRate: sizes(sliding.dilation),
    useBias,
  };
  const bias = useBias ? { bias: tensorOf(call.weight(2)) } : {};
  const dimensions = `${kernel.length}D`;
  if (groups === 1) {
    const [place] = call.add({
      kind: `Conv${dimensions}`,
      config: { filters, ...config },
      inputs: [into.wire],
      weights: { kernel: transposed(weight, [...space, 1, 0]), ...bias },
    });
    call.define(place!, wire.order);
    return;
  }
  if (perGroup !== 1 || groups !== wire.shape?.at(-1) || kernel.length > 2) {
    const [place] = inGroups(call, into.wire, { groups, config, weight, bias });
    call.define(place!, wire.order);
    return;
  }
  // [groups · multiplier, 1, …window] → [groups, multiplier, …window] → […window, groups, multiplier]
  const split = { ...weight, shape: [groups, filters / groups, ...kernel] };
  const [place] = call.add({
    kind: `DepthwiseConv${dimensions}`,
    config: { depthMultiplier: filters / groups, ...config },
    inputs: [into.wire],
    weights: { depthwiseKernel: transposed(split, [...space, 0, 1]), ...bias },
  });
  call.define(place!, wire.order);
};

interface Grouped {
  readonly groups: number;
  readonly config: Config;
  readonly weight: TensorData;
  readonly bias: { readonly bias?: TensorData };
}

/** The channels of each group through a convolution of their own, and together again. */
function inGroups(call: OnnxCall, wire: Wire, { groups, config, weight, bias }: Grouped) {
  const [filters = 0, , ...kernel] = weight.shape;
  const space = straight(kernel.length).map((axis) => axis + 2);
  const each = filters / groups;
  if (groups > MOST_GROUPS || !Number.isInteger(each)) {
    throw new Unsupported(`Its ${filters} filters are in ${groups} groups.`);
  }
  const part = ({ shape, values }: TensorData, i: number): TensorData => {
    const size = values.length / groups;
    return { shape: [each, ...shape.slice(1)], values: values.subarray(i * size, (i + 1) * size) };
  };
  const channels = call.add({ kind: 'Split', config: { parts: groups }, inputs: [wire] });
  const inputs = channels.map((place, i) => {
    const kernels = transposed(part(weight, i), [...space, 1, 0]);
    const [made] = call.add({
      kind: `Conv${kernel.length}D`,
      config: { filters: each, ...config },
      inputs: [place],
      weights: { kernel: kernels, ...(bias.bias ? { bias: part(bias.bias, i) } : {}) },
    });
    return made!;
  });
  return call.add({ kind: 'Concatenate', inputs });
}

/** `[in, out, …window]` to `[…window, out, in]`; padding that is not Keras' is cropped off. */
export const convTranspose: Row = (call) => {
  const wire = call.spatial();
  const weight = tensorOf(call.weight(1));
  const [, filters = 0, ...kernel] = weight.shape;
  if (call.int('group', 1) !== 1) throw new Unsupported('It has groups.');
  const sliding = slidingOf(call, kernel);
  if (sliding.dilation.some((rate) => rate !== 1)) throw new Unsupported('It is dilated.');
  if (call.ints('output_shape')) throw new Unsupported('It fixes its output shape.');
  const more = call.ints('output_padding') ?? kernel.map(() => 0);
  const pads = padsOf(call, kernel.length).map(([a, b], i) => [a, b - more[i]!] as const);
  // Keras' `same` cuts kernel − stride rows, the odd one behind.
  const same = kernel.map((size, i) => {
    const total = Math.max(size - sliding.strides[i]!, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)] as const;
  });
  const isSame =
    call.text('auto_pad', 'NOTSET') === 'SAME_UPPER' ||
    (pads.flat().join() === same.flat().join() && pads.flat().some((pad) => pad > 0));
  const space = straight(kernel.length).map((axis) => axis + 2);
  const [place] = call.add({
    kind: `Conv${kernel.length}DTranspose`,
    config: {
      filters,
      kernelSize: sizes(kernel),
      strides: sizes(sliding.strides),
      padding: isSame ? 'same' : 'valid',
      useBias: call.has(2),
    },
    inputs: [wire],
    weights: {
      kernel: transposed(weight, [...space, 1, 0]),
      ...(call.has(2) ? { bias: tensorOf(call.weight(2)) } : {}),
    },
  });
  const isCut = !isSame && pads.flat().some((pad) => pad !== 0);
  call.define(isCut ? cropped(call, { ...wire, ...place! }, pads) : place!, wire.order);
};

function cropped(call: OnnxCall, wire: Wire, pads: readonly (readonly [number, number])[]) {
  if (pads.flat().some((pad) => pad < 0)) throw new Unsupported('Its output padding is too large.');
  const [place] = call.builder.add({
    kind: `Cropping${pads.length}D`,
    name: `${call.operator.name}_crop`,
    config: { cropping: pads.flat() },
    inputs: [wire],
  });
  return place!;
}

function pool(prefix: 'Max' | 'Average'): Row {
  return (call) => {
    const kernel = call.ints('kernel_shape');
    if (!kernel) throw new Unsupported('It has no kernel_shape.');
    const sliding = slidingOf(call, kernel);
    if (sliding.dilation.some((rate) => rate !== 1)) throw new Unsupported('It is dilated.');
    const wire = call.spatial();
    const into = padded(call, wire, sliding);
    const countsZeros = call.int('count_include_pad', 0) === 1;
    if (into.isAdded && prefix === 'Average' && !countsZeros) {
      throw new Unsupported('Its mean leaves padding out at one side only.');
    }
    if (into.isAdded && prefix === 'Max' && !wire.isPositive) {
      throw new Unsupported('It pads values that may be negative, which zeros would change.');
    }
    if (into.padding === 'same' && countsZeros && prefix === 'Average') {
      throw new Unsupported('Its mean counts the padding.');
    }
    if (call.int('ceil_mode', 0) === 1) requireWhole(into.wire, sliding, into.padding);
    const [place] = call.add({
      kind: `${prefix}Pooling${kernel.length}D`,
      config: { poolSize: sizes(kernel), strides: sizes(sliding.strides), padding: into.padding },
      inputs: [into.wire],
    });
    call.define(place!, wire.order, { isPositive: wire.isPositive === true });
  };
}

/** Rounding up changes nothing where the windows fit exactly. */
function requireWhole({ shape }: Wire, { kernel, strides }: Sliding, padding: string): void {
  const fits = kernel.every((size, i) => ((shape?.[i] ?? Number.NaN) - size) % strides[i]! === 0);
  if (!fits && padding === 'valid') throw new Unsupported('It counts windows that are cut off.');
}

export const maxPool = pool('Max');
export const averagePool = pool('Average');

/** Mean or maximum over all of space; ONNX keeps the axes with size 1, a layer drops them. */
export function globalPool(prefix: 'Max' | 'Average'): Row {
  return (call) => {
    const wire = call.spatial();
    const axes = wire.order.length - 2;
    const [place] = call.add({ kind: `Global${prefix}Pooling${axes}D`, inputs: [wire] });
    call.define(place!, [0, 1, ...Array.from({ length: axes }, () => -1)], {
      isPositive: wire.isPositive === true,
    });
  };
}
