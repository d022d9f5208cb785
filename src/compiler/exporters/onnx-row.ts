/** How a layer kind is written in ONNX, and what rows share. */
import type { Shape } from '../layer';
import type { Call } from '../program';
import { onnxActivations } from './onnx-activations';
import type { Layout, OnnxGraph } from './onnx-graph';

export interface Row {
  /** Adds the call's nodes and sets its value. */
  readonly write: (call: Call, graph: OnnxGraph) => void;
  /** Why this call cannot be said, where it cannot. */
  readonly gap?: (call: Call) => string | undefined;
}

export const number = (call: Call, name: string, otherwise = 0): number => {
  const value = call.config[name];
  return typeof value === 'number' ? value : otherwise;
};

/** A number as often as there are axes, or the numbers themselves. */
export const numbers = (call: Call, name: string, count: number): number[] => {
  const value = call.config[name];
  if (Array.isArray(value)) return value.map(Number);
  return Array.from({ length: count }, () => Number(value));
};

/** Axis from 0 with the batch, from one that counts from 1 after the batch or backwards from −1. */
export const axisOf = (axis: number, rank: number): number => (axis < 0 ? rank + axis : axis);

/** The same axis where channels come first. */
export const axisFirst = (axis: number, rank: number): number => {
  if (axis === 0) return 0;
  return axis === rank - 1 ? 1 : axis + 1;
};

export const rankOf = (call: Call): number => (call.inputShapes[0]?.length ?? 0) + 1;

export const isKnown = (shape: Shape): shape is readonly number[] =>
  shape.every((size) => size !== null);

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

/** Sizes for a Reshape: the batch as it comes, at most one free size worked out. */
export function targetShape(shape: Shape): number[] {
  return [0, ...shape.map((size) => size ?? -1)];
}
