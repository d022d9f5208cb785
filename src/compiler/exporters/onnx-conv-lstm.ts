/** ConvLSTM2D in ONNX, which has no operator for it: one convolution over all steps, then a node after the other. */
import type { Call } from '../program';
import { isKnown, number } from './call-values';
import { onnxWindow, outInPlaces } from './onnx-convolution';
import type { OnnxGraph } from './onnx-graph';
import { activate, activationGap, type Row } from './onnx-row';
import { permuted } from './tensors';

/** Pictures with channels first: the output of the last step and the memory. */
interface State {
  readonly h: string;
  readonly c: string;
}

/** The call as one step sees it. */
const pictureOf = (call: Call): Call => ({
  ...call,
  inputShapes: [call.inputShapes[0]!.slice(1)],
});

const kernel = (call: Call, graph: OnnxGraph, name: string): string =>
  graph.weight(call, name, (w) => permuted(w, outInPlaces(w.shape.length)));

/** What the input adds to the gates at every step, [batch, gates, rows, columns] each. */
function projected(call: Call, graph: OnnxGraph): readonly string[] {
  const [steps, ...picture] = call.inputShapes[0] as readonly number[]; // known by its gap
  const folded = graph.add('Reshape', [graph.value(call.inputs[0]!), graph.ints([-1, ...picture])]);
  const x = graph.add('Transpose', [folded], { perm: { ints: [0, 3, 1, 2] } });
  const bias = call.config.useBias === false ? [] : [graph.weight(call, 'bias')];
  const weights = [kernel(call, graph, 'kernel'), ...bias];
  const y = graph.add('Conv', [x, ...weights], onnxWindow(pictureOf(call), 'kernelSize'));
  const [rows, columns, filters] = call.outputShape.slice(-3) as readonly number[];
  const sizes = [-1, steps!, 4 * filters!, rows!, columns!];
  const apart = graph.add('Reshape', [y, graph.ints(sizes)]);
  return Array.from({ length: steps! }, (_, t) =>
    graph.add('Gather', [apart, graph.ints([t], [])], { axis: { int: 1 } }),
  );
}

/** Gates stand in Keras' order: input, forget, candidate, output. */
function step(call: Call, graph: OnnxGraph, ofInput: string, before: State | undefined): State {
  const filters = number(call, 'filters');
  const { activation, recurrentActivation, kernelSize } = call.config;
  const sizes = (kernelSize as readonly number[]).map((size) => size - 1); // two by its param
  const pads = [
    ...sizes.map((size) => Math.floor(size / 2)),
    ...sizes.map((s) => Math.ceil(s / 2)),
  ];
  const ofState = (h: string): string =>
    graph.add('Conv', [h, kernel(call, graph, 'recurrentKernel')], { pads: { ints: pads } });
  const sum = before ? graph.add('Add', [ofInput, ofState(before.h)]) : ofInput;
  const parts = graph.addAll('Split', [sum, graph.ints([filters, filters, filters, filters])], {
    attributes: { axis: { int: 1 } },
    outputs: ['input', 'forget', 'candidate', 'output'].map((gate) => `${call.id}.${gate}`),
  }) as [string, string, string, string]; // as many as were named
  const gate = (x: string): string => activate(graph, x, recurrentActivation, 'first');
  const bent = (x: string): string => activate(graph, x, activation, 'first');
  const added = graph.add('Mul', [gate(parts[0]), bent(parts[2])]);
  const c = before
    ? graph.add('Add', [graph.add('Mul', [gate(parts[1]), before.c]), added])
    : added;
  return { c, h: graph.add('Mul', [gate(parts[3]), bent(c)]) };
}

/** Padding leaves the states as they are; before the first step they are zero. */
function held(
  graph: OnnxGraph,
  { before, after }: { readonly before: State | undefined; readonly after: State },
  counts: string,
): State {
  const one = (was: string | undefined, is: string): string => {
    if (was === undefined) return graph.add('Mul', [is, counts]);
    const change = graph.add('Mul', [graph.add('Sub', [is, was]), counts]);
    return graph.add('Add', [was, change]);
  };
  return { h: one(before?.h, after.h), c: one(before?.c, after.c) };
}

/** 1 for a step and 0 for padding, [batch, 1, 1, 1]. */
function countsAt(graph: OnnxGraph, mask: string, t: number): string {
  const at = graph.add('Gather', [mask, graph.ints([t], [])], { axis: { int: 1 } });
  return graph.add('Unsqueeze', [
    graph.add('Cast', [at], { to: { int: 1 } }),
    graph.ints([1, 2, 3]),
  ]);
}

export const convLSTM2D: Row = {
  gap: (call) =>
    isKnown(call.inputShapes[0]!)
      ? (activationGap(call) ?? activationGap(gatesOf(call)))
      : 'ONNX has no operator for ConvLSTM2D; its steps are written one by one, so every size has to be fixed.',
  paddingGap: () => undefined,
  write: (call, graph) => {
    const inputs = projected(call, graph);
    const mask = graph.mask(call.inputs[0]!);
    const [h, c] = call.inputs.slice(1).map((id) => graph.value(id, 'first'));
    let state: State | undefined = h === undefined ? undefined : { h, c: c! };
    const steps = inputs.map((_, t) => t);
    const outputs: string[] = [];
    for (const t of call.config.goBackwards === true ? steps.reverse() : steps) {
      const after: State = step(call, graph, inputs[t]!, state);
      state =
        mask === undefined
          ? after
          : held(graph, { before: state, after }, countsAt(graph, mask, t));
      outputs.push(state.h);
    }
    setAll(call, graph, outputs, state!);
  },
};

const gatesOf = (call: Call): Call => ({
  ...call,
  config: { activation: call.config.recurrentActivation ?? null },
});

/** All outputs in the order in which they were walked or the last one, then the states. */
function setAll(call: Call, graph: OnnxGraph, outputs: readonly string[], { h, c }: State): void {
  if (call.config.returnSequences === true) {
    const parts = outputs.map((y) => graph.add('Unsqueeze', [y, graph.ints([1])]));
    const all = graph.add('Concat', parts, { axis: { int: 1 } });
    graph.set(call.id, graph.add('Transpose', [all], { perm: { ints: [0, 1, 3, 4, 2] } }));
  } else {
    graph.set(call.id, graph.add('Identity', [h]), 'first');
  }
  // A copy each, since a value takes the name of its port.
  Object.keys(call.moreOutputs ?? {}).forEach((port, i) => {
    graph.set(`${call.id}:${port}`, graph.add('Identity', [[h, c][i]!]), 'first');
  });
}
