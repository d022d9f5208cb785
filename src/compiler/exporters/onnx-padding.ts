/**
 * Recurrent layers over padding in ONNX. The operators take a length for every sample, so the steps that count are moved
 * to the front; afterwards every place gets what the last counting step before it gave.
 */
import type { OnnxGraph } from './onnx-graph';

/** More than there are steps, and still exact in 32 bits beside them. */
const MOST_STEPS = 2 ** 20;

export interface Packed {
  /** [time, batch, features], padding at the end. */
  readonly x: string;
  /** Steps that count, [batch]. */
  readonly lengths: string;
  /** What was made of `x`, back at its places; `first` [batch, units] stands where no step counts yet, else zeros. */
  readonly unpack: (steps: string, first: string | undefined) => string;
}

/** 1 for a step and 0 for padding, [time, batch]. */
export function countsOf(graph: OnnxGraph, mask: string): string {
  const counts = graph.add('Cast', [mask], { to: { int: 1 } });
  return graph.add('Transpose', [counts], { perm: { ints: [1, 0] } });
}

/** Places [time, batch] for all values [time, batch, …] of `like`. */
function gathered(graph: OnnxGraph, values: string, places: string, like: string): string {
  const wide = graph.add('Unsqueeze', [places, graph.ints([2])]);
  const all = graph.add('Expand', [wide, graph.add('Shape', [like])]);
  return graph.add('GatherElements', [values, all], { axis: { int: 0 } });
}

export function packed(graph: OnnxGraph, x: string, counts: string): Packed {
  const steps = graph.add('Shape', [counts], { start: { int: 0 }, end: { int: 1 } });
  const [zero, one] = [graph.ints([0], []), graph.ints([1], [])];
  const range = graph.add('Range', [zero, graph.add('Squeeze', [steps]), one]);
  const late = graph.add('Unsqueeze', [
    graph.add('Cast', [range], { to: { int: 1 } }),
    graph.ints([1]),
  ]);
  const early = graph.add('Sub', [graph.add('Mul', [counts, graph.scalar(MOST_STEPS)]), late]);
  const [, order] = graph.addAll('TopK', [early, steps], {
    attributes: { axis: { int: 0 } },
    outputs: ['TopK', 'order'],
  }) as [string, string]; // as many as were named
  const sum = graph.add('ReduceSum', [counts, graph.ints([0])], { keepdims: { int: 0 } });
  return {
    x: gathered(graph, x, order, x),
    lengths: graph.add('Cast', [sum], { to: { int: 6 } }),
    unpack: (made, first) => {
      const held = first
        ? graph.add('Concat', [graph.add('Unsqueeze', [first, graph.ints([0])]), made], {
            axis: { int: 0 },
          })
        : graph.add('Pad', [made, graph.ints([1, 0, 0, 0, 0, 0]), graph.scalar(0)]);
      const before = graph.add('CumSum', [counts, graph.ints([0], [])]);
      const places = graph.add('Cast', [before], { to: { int: 7 } });
      return gathered(graph, held, places, made);
    },
  };
}
