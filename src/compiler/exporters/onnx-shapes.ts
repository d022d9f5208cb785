/** Layers that move, join and cut values, in ONNX. */
import { axisFirst, axisOf, isKnown, number, numbers, rankOf, targetShape } from './call-values';
import type { OnnxGraph } from './onnx-graph';
import { layoutOf, plain, type Row } from './onnx-row';

const reshape: Row = plain((graph, x, { outputShape }) =>
  graph.add('Reshape', [x, graph.ints(targetShape(outputShape))]),
);

/** Values of one shape each: an operator of two inputs applied from the left, an operator of many at once. */
const merge = (op: string, isPairwise: boolean): Row => ({
  write: (call, graph) => {
    const sameShape = call.inputShapes.every((s) => s.length === call.inputShapes[0]!.length);
    const layout = sameShape ? layoutOf(call, graph) : 'last';
    const values = call.inputs.map((id) => graph.value(id, layout));
    const y = isPairwise ? values.reduce((a, b) => graph.add(op, [a, b])) : graph.add(op, values);
    graph.set(call.id, y, layout);
  },
});

const concatenate: Row = {
  write: (call, graph) => {
    const layout = layoutOf(call, graph);
    const rank = rankOf(call);
    const axis = axisOf(number(call, 'axis', -1), rank);
    const at = layout === 'first' && rank > 2 ? axisFirst(axis, rank) : axis;
    const values = call.inputs.map((id) => graph.value(id, layout));
    graph.set(call.id, graph.add('Concat', values, { axis: { int: at } }), layout);
  },
};

const weightedSum: Row = {
  write: (call, graph) => {
    const layout = layoutOf(call, graph);
    const importance = graph.weight(call, 'importance');
    const shares = graph.add('Softmax', [importance], { axis: { int: -1 } });
    const parts = call.inputs.map((id, i) => {
      const share = graph.add('Gather', [shares, graph.ints([i], [])]);
      return graph.add('Mul', [graph.value(id, layout), share]);
    });
    graph.set(
      call.id,
      parts.reduce((a, b) => graph.add('Add', [a, b])),
      layout,
    );
  },
};

const stack: Row = {
  write: (call, graph) => {
    const axis = axisOf(number(call, 'axis', 1), rankOf(call) + 1);
    const parts = call.inputs.map((id) =>
      graph.add('Unsqueeze', [graph.value(id), graph.ints([axis])]),
    );
    graph.set(call.id, graph.add('Concat', parts, { axis: { int: axis } }));
  },
};

const split: Row = {
  write: (call, graph) => {
    const axis = axisOf(number(call, 'axis', -1), rankOf(call));
    const ids = [
      call.id,
      ...Object.keys(call.moreOutputs ?? {}).map((port) => `${call.id}:${port}`),
    ];
    const size = call.outputShape[axis - 1] ?? 1;
    const sizes = graph.ints(ids.map(() => size));
    const names = graph.addAll('Split', [graph.value(call.inputs[0]!), sizes], {
      attributes: { axis: { int: axis } },
      outputs: ids,
    });
    ids.forEach((id, i) => void graph.set(id, names[i]!));
  },
};

const slice: Row = plain((graph, x, call) => {
  const axis = axisOf(number(call, 'axis', -1), rankOf(call));
  const start = number(call, 'start');
  const { size } = call.config;
  const stop = typeof size === 'number' && start + size !== 0 ? start + size : 2 ** 31;
  return graph.add('Slice', [x, ...[[start], [stop], [axis]].map((list) => graph.ints(list))]);
});

const gather: Row = plain((graph, x, call) => {
  const axis = axisOf(number(call, 'axis', -1), rankOf(call));
  return graph.add('Gather', [x, graph.ints(numbers(call, 'indices', 1))], { axis: { int: axis } });
});

const permute: Row = plain((graph, x, call) =>
  graph.add('Transpose', [x], { perm: { ints: [0, ...numbers(call, 'dims', 1)] } }),
);

const repeatVector: Row = plain((graph, x, call) => {
  const wide = graph.add('Unsqueeze', [x, graph.ints([1])]);
  return graph.add('Tile', [wide, graph.ints([1, number(call, 'n'), 1])]);
});

/** Copies of a sequence that arrive later, zeros before the first step. */
const timeDelay: Row = plain((graph, x, call) => {
  const rank = rankOf(call);
  const parts = numbers(call, 'delays', 1).map((delay) => {
    if (delay === 0) return x;
    const pads = Array.from({ length: 2 * rank }, (_, i) => (i === 1 ? delay : 0));
    const later = graph.add('Pad', [x, graph.ints(pads), graph.scalar(0)]);
    return graph.add('Slice', [later, ...[[0], [-delay], [1]].map((list) => graph.ints(list))]);
  });
  return graph.add('Concat', parts, { axis: { int: rank - 1 } });
});

/** A product of matrices after the summed axes are moved to where MatMul wants them. */
const dot: Row = {
  gap: (call) =>
    call.inputShapes.every(({ length }) => length <= 2)
      ? undefined
      : 'The row of Dot takes vectors and sequences of vectors.',
  write: (call, graph) => {
    const ranks = call.inputShapes.map((shape) => shape.length + 1);
    const axes = numbers(call, 'axes', 2).map((axis, i) => axisOf(axis, ranks[i]!));
    const [a, b] = call.inputs.map((id, i) => {
      const x = graph.value(id);
      return call.config.normalize === true ? normalized(graph, x, axes[i]!) : x;
    }) as [string, string]; // two inputs by its definition
    const left =
      ranks[0] === 2
        ? graph.add('Unsqueeze', [a, graph.ints([1])])
        : axes[0] === 2
          ? a
          : swapped(graph, a);
    const right =
      ranks[1] === 2
        ? graph.add('Unsqueeze', [b, graph.ints([2])])
        : axes[1] === 1
          ? b
          : swapped(graph, b);
    const y = graph.add('MatMul', [left, right]);
    graph.set(call.id, graph.add('Reshape', [y, graph.ints(targetShape(call.outputShape))]));
  },
};

const swapped = (graph: OnnxGraph, x: string): string =>
  graph.add('Transpose', [x], { perm: { ints: [0, 2, 1] } });

/** Vectors of length 1, as TensorFlow's l2_normalize. */
function normalized(graph: OnnxGraph, x: string, axis: number): string {
  const length = graph.add('ReduceL2', [x], { axes: { ints: [axis] }, keepdims: { int: 1 } });
  return graph.add('Div', [x, graph.add('Max', [length, graph.scalar(1e-6)])]);
}

export const shapeRows: Readonly<Record<string, Row>> = {
  Flatten: reshape,
  Reshape: {
    ...reshape,
    gap: ({ outputShape }) =>
      isKnown(outputShape) || outputShape.filter((size) => size === null).length === 1
        ? undefined
        : 'ONNX works out one free size; this target has several.',
  },
  Permute: permute,
  RepeatVector: repeatVector,
  Add: merge('Add', true),
  Subtract: merge('Sub', true),
  Multiply: merge('Mul', true),
  Average: merge('Mean', false),
  Maximum: merge('Max', false),
  Minimum: merge('Min', false),
  Concatenate: concatenate,
  WeightedSum: weightedSum,
  Stack: stack,
  Split: split,
  Slice: slice,
  Gather: gather,
  TimeDelay: timeDelay,
  Dot: dot,
};
