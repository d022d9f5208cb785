/** Convolutions, poolings and everything else that looks at places, in ONNX: channels first. */
import type { Call } from '../program';
import { numbers, rankOf } from './call-values';
import type { OnnxGraph } from './onnx-graph';
import { activate, activationGap, type Row } from './onnx-row';
import { permuted, reshaped } from './tensors';
import { transposedPads, windowsOf } from './windows';

/** ONNX calls `same` over a free size SAME_UPPER. */
export function onnxWindow(call: Call, kernelName: 'kernelSize' | 'poolSize') {
  const { kernel, strides, dilations, pads } = windowsOf(call, kernelName);
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: strides },
    ...(dilations.some((d) => d !== 1) ? { dilations: { ints: dilations } } : {}),
    ...(pads === 'free'
      ? { auto_pad: { text: 'SAME_UPPER' } }
      : { pads: { ints: [...pads.before, ...pads.after] } }),
  };
}

const bias = (call: Call, graph: OnnxGraph): string[] =>
  call.config.useBias === false ? [] : [graph.weight(call, 'bias')];

function finish(call: Call, graph: OnnxGraph, y: string): void {
  graph.set(call.id, activate(graph, y, call.config.activation, 'first'), 'first');
}

/** Axes of a kernel `[places…, in, out]` as `[out, in, places…]`. */
export const outInPlaces = (rank: number): number[] => [
  rank - 1,
  rank - 2,
  ...Array.from({ length: rank - 2 }, (_, i) => i),
];

const convolution: Row = {
  gap: activationGap,
  write: (call, graph) => {
    const x = graph.value(call.inputs[0]!, 'first');
    const kernel = graph.weight(call, 'kernel', (w) => permuted(w, outInPlaces(w.shape.length)));
    const channels = call.inputShapes[0]!.at(-1)!;
    const within = graph.weights(call).kernel!.shape.at(-2)!;
    const group = { group: { int: channels / within } };
    const attributes = { ...onnxWindow(call, 'kernelSize'), ...group };
    finish(call, graph, graph.add('Conv', [x, kernel, ...bias(call, graph)], attributes));
  },
};

/** `[places…, in, multiplier]` as `[in · multiplier, 1, places…]`, a group a channel. */
function depthwiseNode(call: Call, graph: OnnxGraph, x: string, last: readonly string[]): string {
  const channels = call.inputShapes[0]!.at(-1)!;
  const kernel = graph.weight(call, 'depthwiseKernel', (w) => {
    const rank = w.shape.length;
    const places = Array.from({ length: rank - 2 }, (_, i) => i);
    const moved = permuted(w, [rank - 2, rank - 1, ...places]);
    return reshaped(moved, [moved.shape[0]! * moved.shape[1]!, 1, ...moved.shape.slice(2)]);
  });
  const attributes = { ...onnxWindow(call, 'kernelSize'), group: { int: channels } };
  return graph.add('Conv', [x, kernel, ...last], attributes);
}

const depthwise: Row = {
  gap: activationGap,
  write: (call, graph) => {
    const x = graph.value(call.inputs[0]!, 'first');
    finish(call, graph, depthwiseNode(call, graph, x, bias(call, graph)));
  },
};

const separable: Row = {
  gap: activationGap,
  write: (call, graph) => {
    const x = depthwiseNode(call, graph, graph.value(call.inputs[0]!, 'first'), []);
    const kernel = graph.weight(call, 'pointwiseKernel', (w) =>
      permuted(w, outInPlaces(w.shape.length)),
    );
    finish(call, graph, graph.add('Conv', [x, kernel, ...bias(call, graph)]));
  },
};

/** The gradient of a convolution: its padding is that of the convolution it undoes. */
const transposed: Row = {
  gap: (call) =>
    call.config.dilationRate !== undefined && numbers(call, 'dilationRate', 1).some((d) => d > 1)
      ? 'ONNX has no exact row for a dilated transposed convolution.'
      : activationGap(call),
  write: (call, graph) => {
    const { kernel, strides } = windowsOf(call, 'kernelSize');
    const { before, after, extra } = transposedPads(call);
    const weight = graph.weight(call, 'kernel', (w) => {
      // `[places…, out, in]` as `[in, out, places…]`.
      return permuted(w, outInPlaces(w.shape.length));
    });
    const x = graph.value(call.inputs[0]!, 'first');
    const y = graph.add('ConvTranspose', [x, weight, ...bias(call, graph)], {
      kernel_shape: { ints: kernel },
      strides: { ints: strides },
      pads: { ints: [...before, ...after] },
      output_padding: { ints: extra },
    });
    finish(call, graph, y);
  },
};

const pooling = (op: 'MaxPool' | 'AveragePool'): Row => ({
  write: (call, graph) => {
    const x = graph.value(call.inputs[0]!, 'first');
    const { dilations: _, ...attributes } = onnxWindow(call, 'poolSize');
    const whole = op === 'MaxPool' ? kept(graph, x) : x;
    graph.set(call.id, graph.add(op, [whole], attributes), 'first');
  },
});

/**
 * Zeros that stay zeros: a maximum of one value between Pad and MaxPool. Without it onnxruntime (PadFusion, since 1.17)
 * and onnxoptimizer (fuse_pad_into_pool) hand the padding to MaxPool, for which it is less than every number.
 */
function kept(graph: OnnxGraph, x: string): string {
  const isPadded = graph.nodes.some(({ op, outputs }) => op === 'Pad' && outputs.includes(x));
  return isPadded ? graph.add('Max', [x]) : x;
}

const globalPooling = (op: 'ReduceMax' | 'ReduceMean'): Row => ({
  write: (call, graph) => {
    const isFirst = graph.isFirst(call.inputs[0]!);
    const places = Array.from({ length: rankOf(call) - 2 }, (_, i) => i + (isFirst ? 2 : 1));
    const x = graph.value(call.inputs[0]!, isFirst ? 'first' : 'last');
    const keepdims = call.config.keepdims === true;
    const attributes = { axes: { ints: places }, keepdims: { int: keepdims ? 1 : 0 } };
    graph.set(call.id, graph.add(op, [x], attributes), isFirst && keepdims ? 'first' : 'last');
  },
});

const mean = globalPooling('ReduceMean');

/** The mean over the steps that count. */
const meanOfSteps: Row = {
  paddingGap: () => undefined,
  write: (call, graph) => {
    const mask = graph.mask(call.inputs[0]!);
    if (mask === undefined) {
      mean.write(call, graph);
      return;
    }
    const counts = graph.add('Cast', [mask], { to: { int: 1 } });
    const shares = graph.add('Unsqueeze', [counts, graph.ints([2])]);
    const sum = (x: string): string =>
      graph.add('ReduceSum', [x, graph.ints([1])], {
        keepdims: { int: call.config.keepdims === true ? 1 : 0 },
      });
    const counted = graph.add('Mul', [graph.value(call.inputs[0]!), shares]);
    graph.set(call.id, graph.add('Div', [sum(counted), sum(shares)]));
  },
};

/** Pairs of both ends of each place, `[before…, after…]` with batch and channels untouched. */
function ends(call: Call, name: string): number[] {
  const list = numbers(call, name, 2);
  const before = list.filter((_, i) => i % 2 === 0);
  return [0, 0, ...before, 0, 0, ...list.filter((_, i) => i % 2 === 1)];
}

const zeroPadding: Row = {
  write: (call, graph) => {
    const x = graph.value(call.inputs[0]!, 'first');
    const y = graph.add('Pad', [x, graph.ints(ends(call, 'padding')), graph.scalar(0)]);
    graph.set(call.id, y, 'first');
  },
};

const cropping: Row = {
  write: (call, graph) => {
    const cut = ends(call, 'cropping');
    const rank = cut.length / 2;
    const axes = Array.from({ length: rank - 2 }, (_, i) => i + 2);
    const starts = axes.map((axis) => cut[axis]!);
    const stops = axes.map((axis) => (cut[rank + axis]! > 0 ? -cut[rank + axis]! : 2 ** 31));
    const inputs = [
      graph.value(call.inputs[0]!, 'first'),
      ...[starts, stops, axes].map((list) => graph.ints(list)),
    ];
    graph.set(call.id, graph.add('Slice', inputs), 'first');
  },
};

export const convolutionRows: Readonly<Record<string, Row>> = {
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
  MaxPooling1D: pooling('MaxPool'),
  MaxPooling2D: pooling('MaxPool'),
  MaxPooling3D: pooling('MaxPool'),
  AveragePooling1D: pooling('AveragePool'),
  AveragePooling2D: pooling('AveragePool'),
  AveragePooling3D: pooling('AveragePool'),
  GlobalMaxPooling1D: globalPooling('ReduceMax'),
  GlobalMaxPooling2D: globalPooling('ReduceMax'),
  GlobalMaxPooling3D: globalPooling('ReduceMax'),
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
