/** Convolutions, poolings and everything else that looks at places, in PyTorch: channels first. */
import type { Call } from '../program';
import { numbers, rankOf } from './call-values';
import type { TensorData } from './files';
import { permuted, reshaped } from './tensors';
import { list, type TorchCode } from './torch-code';
import { type TorchRow, torchActivation, torchActivationGap } from './torch-row';
import { transposedPads, type Windows, windowsOf } from './windows';

const placesOf = (call: Call): number => rankOf(call) - 2;
const channelsOf = (call: Call): number => call.inputShapes[0]!.at(-1)!;

/** `F.pad` counts from the last axis. */
function padList(before: readonly number[], after: readonly number[]): string {
  const pairs = before.map((pad, i) => [pad, after[i]!] as const).reverse();
  return list(pairs.flat());
}

/** The value with its zeros around it, and the padding that the layer itself may add. */
export function padded(
  code: TorchCode,
  x: string,
  windows: Windows,
  fill = '0.0',
): { x: string; padding: readonly number[] } {
  const none = windows.kernel.map(() => 0);
  const { pads } = windows;
  if (pads === 'free') {
    code.helpers.add('same_pad');
    const { kernel, strides, dilations } = windows;
    const call = `same_pad(${x}, ${list(kernel)}, ${list(strides)}, ${list(dilations)}, ${fill})`;
    return { x: call, padding: none };
  }
  const { before, after } = pads;
  if (before.join() === after.join()) return { x, padding: before };
  return { x: `F.pad(${x}, ${padList(before, after)}, value=${fill})`, padding: none };
}

const bias = (call: Call, code: TorchCode): Readonly<Record<string, TensorData>> =>
  call.config.useBias === false ? {} : { bias: code.weights(call).bias! };

const hasBias = (call: Call): string => `bias=${call.config.useBias === false ? 'False' : 'True'}`;

/** Axes of a kernel `[places…, in, out]` as `[out, in, places…]`. */
export const outInPlaces = (rank: number): number[] => [
  rank - 1,
  rank - 2,
  ...Array.from({ length: rank - 2 }, (_, i) => i),
];

const finish = (call: Call, code: TorchCode, y: string): void =>
  code.set(call.id, torchActivation(held(code, call, y), call.config.activation, 'first'), 'first');

/** An activation may read its argument twice. */
const held = (code: TorchCode, call: Call, y: string): string =>
  ['squareplus'].includes(String(call.config.activation)) ? code.let(`${call.id}_sum`, y) : y;

const convolution: TorchRow = {
  gap: torchActivationGap,
  write: (call, code) => {
    const windows = windowsOf(call, 'kernelSize');
    const { kernel } = code.weights(call);
    const [into, out] = [channelsOf(call), kernel!.shape.at(-1)!];
    const { x, padding } = padded(code, code.value(call.inputs[0]!, 'first'), windows);
    const groups = into / kernel!.shape.at(-2)!;
    const layer = code.module(
      call,
      `nn.Conv${placesOf(call)}d(${into}, ${out}, ${list(windows.kernel)}, stride=${list(windows.strides)}, ` +
        `padding=${list(padding)}, dilation=${list(windows.dilations)}, groups=${groups}, ${hasBias(call)})`,
      { weight: permuted(kernel!, outInPlaces(kernel!.shape.length)), ...bias(call, code) },
    );
    finish(call, code, `${layer}(${x})`);
  },
};

/** `[places…, in, multiplier]` as `[in · multiplier, 1, places…]`. */
function depthwiseKernel(kernel: TensorData): TensorData {
  const rank = kernel.shape.length;
  const moved = permuted(kernel, [
    rank - 2,
    rank - 1,
    ...Array.from({ length: rank - 2 }, (_, i) => i),
  ]);
  return reshaped(moved, [moved.shape[0]! * moved.shape[1]!, 1, ...moved.shape.slice(2)]);
}

const depthwise: TorchRow = {
  gap: torchActivationGap,
  write: (call, code) => {
    const windows = windowsOf(call, 'kernelSize');
    const weight = depthwiseKernel(code.weights(call).depthwiseKernel!);
    const { x, padding } = padded(code, code.value(call.inputs[0]!, 'first'), windows);
    const layer = code.module(
      call,
      `nn.Conv${placesOf(call)}d(${channelsOf(call)}, ${weight.shape[0]}, ${list(windows.kernel)}, stride=${list(windows.strides)}, ` +
        `padding=${list(padding)}, dilation=${list(windows.dilations)}, groups=${channelsOf(call)}, ${hasBias(call)})`,
      { weight, ...bias(call, code) },
    );
    finish(call, code, `${layer}(${x})`);
  },
};

const separable: TorchRow = {
  gap: torchActivationGap,
  write: (call, code) => {
    const windows = windowsOf(call, 'kernelSize');
    const { depthwiseKernel: first, pointwiseKernel: second } = code.weights(call);
    const weight = depthwiseKernel(first!);
    const { x, padding } = padded(code, code.value(call.inputs[0]!, 'first'), windows);
    const kind = `nn.Conv${placesOf(call)}d`;
    const layer = code.module(
      call,
      `nn.Sequential(${kind}(${channelsOf(call)}, ${weight.shape[0]}, ${list(windows.kernel)}, stride=${list(windows.strides)}, ` +
        `padding=${list(padding)}, dilation=${list(windows.dilations)}, groups=${channelsOf(call)}, bias=False), ` +
        `${kind}(${weight.shape[0]}, ${second!.shape.at(-1)}, 1, ${hasBias(call)}))`,
      {
        '0.weight': weight,
        '1.weight': permuted(second!, outInPlaces(second!.shape.length)),
        ...(call.config.useBias === false ? {} : { '1.bias': code.weights(call).bias! }),
      },
    );
    finish(call, code, `${layer}(${x})`);
  },
};

const transposed: TorchRow = {
  gap: (call) =>
    call.config.dilationRate !== undefined && numbers(call, 'dilationRate', 1).some((d) => d > 1)
      ? 'There is no exact row for a dilated transposed convolution.'
      : torchActivationGap(call),
  write: (call, code) => {
    const { kernel: sizes, strides } = windowsOf(call, 'kernelSize');
    const { before, after, extra } = transposedPads(call);
    const { kernel } = code.weights(call);
    const layer = code.module(
      call,
      `nn.ConvTranspose${placesOf(call)}d(${channelsOf(call)}, ${kernel!.shape.at(-2)}, ${list(sizes)}, stride=${list(strides)}, ` +
        `output_padding=${list(extra)}, ${hasBias(call)})`,
      { weight: permuted(kernel!, outInPlaces(kernel!.shape.length)), ...bias(call, code) },
    );
    const y = `${layer}(${code.value(call.inputs[0]!, 'first')})`;
    // Negative padding cuts what lies beyond the output.
    const cuts = [...before, ...after].some((n) => n > 0);
    const negative = (ends: readonly number[]): number[] => ends.map((n) => -n || 0);
    finish(call, code, cuts ? `F.pad(${y}, ${padList(negative(before), negative(after))})` : y);
  },
};

const maxPooling: TorchRow = {
  write: (call, code) => {
    const windows = windowsOf(call, 'poolSize');
    const { x, padding } = padded(
      code,
      code.value(call.inputs[0]!, 'first'),
      windows,
      'float("-inf")',
    );
    const y = `F.max_pool${placesOf(call)}d(${x}, ${list(windows.kernel)}, ${list(windows.strides)}, ${list(padding)})`;
    code.set(call.id, y, 'first');
  },
};

const averagePooling: TorchRow = {
  write: (call, code) => {
    const windows = windowsOf(call, 'poolSize');
    const source = code.value(call.inputs[0]!, 'first');
    const { x, padding } = padded(code, source, windows);
    const pool = (value: string): string =>
      `F.avg_pool${placesOf(call)}d(${value}, ${list(windows.kernel)}, ${list(windows.strides)}, ${list(padding)}`;
    if (x === source) {
      code.set(call.id, `${pool(x)}, count_include_pad=False)`, 'first');
      return;
    }
    // Zeros at one end only: the mean of the values is the mean with zeros over the share of values.
    const share = padded(code, `torch.ones_like(${source})`, windows).x;
    code.set(call.id, `${pool(x)}) / ${pool(share)})`, 'first');
  },
};

const globalPooling = (method: 'amax' | 'mean'): TorchRow => ({
  write: (call, code) => {
    const isFirst = code.isFirst(call.inputs[0]!);
    const places = Array.from({ length: placesOf(call) }, (_, i) => i + (isFirst ? 2 : 1));
    const x = code.value(call.inputs[0]!, isFirst ? 'first' : 'last');
    const keepdims = call.config.keepdims === true;
    const y = `${x}.${method}(dim=${list(places)}${keepdims ? ', keepdim=True' : ''})`;
    code.set(call.id, y, isFirst && keepdims ? 'first' : 'last');
  },
});

const mean = globalPooling('mean');

/** The mean over the steps that count. */
const meanOfSteps: TorchRow = {
  paddingGap: () => undefined,
  write: (call, code) => {
    const mask = code.mask(call.inputs[0]!);
    if (mask === undefined) {
      mean.write(call, code);
      return;
    }
    const counts = code.let(`${call.id}_counts`, `${mask}.unsqueeze(-1).float()`);
    const over = call.config.keepdims === true ? 'dim=1, keepdim=True' : 'dim=1';
    const x = code.value(call.inputs[0]!);
    code.set(call.id, `(${x} * ${counts}).sum(${over}) / ${counts}.sum(${over})`);
  },
};

const ends = (call: Call, name: string): { before: number[]; after: number[] } => {
  const all = numbers(call, name, 2);
  return { before: all.filter((_, i) => i % 2 === 0), after: all.filter((_, i) => i % 2 === 1) };
};

const zeroPadding: TorchRow = {
  write: (call, code) => {
    const { before, after } = ends(call, 'padding');
    code.set(
      call.id,
      `F.pad(${code.value(call.inputs[0]!, 'first')}, ${padList(before, after)})`,
      'first',
    );
  },
};

const cropping: TorchRow = {
  write: (call, code) => {
    const { before, after } = ends(call, 'cropping');
    const cuts = before.map((start, i) => `${start}:${after[i]! > 0 ? -after[i]! : ''}`);
    code.set(call.id, `${code.value(call.inputs[0]!, 'first')}[:, :, ${cuts.join(', ')}]`, 'first');
  },
};

export const torchConvolutionRows: Readonly<Record<string, TorchRow>> = {
  Conv1D: convolution,
  Conv2D: convolution,
  Conv3D: convolution,
  DepthwiseConv1D: depthwise,
  DepthwiseConv2D: depthwise,
  SeparableConv1D: separable,
  SeparableConv2D: separable,
  Conv1DTranspose: transposed,
  Conv2DTranspose: transposed,
  Conv3DTranspose: transposed,
  MaxPooling1D: maxPooling,
  MaxPooling2D: maxPooling,
  MaxPooling3D: maxPooling,
  AveragePooling1D: averagePooling,
  AveragePooling2D: averagePooling,
  AveragePooling3D: averagePooling,
  GlobalMaxPooling1D: globalPooling('amax'),
  GlobalMaxPooling2D: globalPooling('amax'),
  GlobalMaxPooling3D: globalPooling('amax'),
  GlobalAveragePooling1D: meanOfSteps,
  GlobalAveragePooling2D: mean,
  GlobalAveragePooling3D: mean,
  ZeroPadding1D: zeroPadding,
  ZeroPadding2D: zeroPadding,
  ZeroPadding3D: zeroPadding,
  Cropping1D: cropping,
  Cropping2D: cropping,
  Cropping3D: cropping,
};
