/** How a layer kind is written in ONNX, and what rows share. */
import type { Call } from '../program';
import type { Layout } from './layouts';
import { onnxActivations } from './onnx-activations';
import type { OnnxGraph } from './onnx-graph';
import type { RowGap } from './row-gaps';

export interface Row extends RowGap {
  /** Adds the call's nodes and sets its value. */
  readonly write: (call: Call, graph: OnnxGraph) => void;
}

/** The layout in which an element-wise layer takes its inputs: channels first where all are there already. */
export function layoutOf(call: Call, graph: OnnxGraph): Layout {
  return call.inputs.every((id) => graph.isFirst(id)) ? 'first' : 'last';
}

export function activate(graph: OnnxGraph, x: string, name: unknown, layout: Layout): string {
  const activation = onnxActivations[typeof name === 'string' ? name : 'linear'];
  if (!activation) throw new Error(`ONNX has no row for the activation ${String(name)}.`);
  return activation(graph, x, layout === 'first' ? 1 : -1);
}

export function activationGap(call: Call): string | undefined {
  const name = call.config.activation;
  if (typeof name !== 'string' || Object.hasOwn(onnxActivations, name)) return undefined;
  return `ONNX has no operators for the activation ${name}.`;
}

/** One value in, one out, in whichever layout it arrives. */
export const elementwise = (
  write: (graph: OnnxGraph, x: string, call: Call, layout: Layout) => string,
): Row => ({
  write: (call, graph) => {
    const layout = layoutOf(call, graph);
    graph.set(call.id, write(graph, graph.value(call.inputs[0]!, layout), call, layout), layout);
  },
});

/** One value in, one out, channels last. */
export const plain = (write: (graph: OnnxGraph, x: string, call: Call) => string): Row => ({
  write: (call, graph) => graph.set(call.id, write(graph, graph.value(call.inputs[0]!), call)),
});
