/** The canonical order of edges, which every network keeps: by target, input and index. */
import type { Edge } from './document';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By target, then input, then index; code units decide, so that every machine sorts alike. */
export function compareEdges(a: Edge, b: Edge): number {
  return compareText(a.target, b.target) || compareText(a.input, b.input) || a.index - b.index;
}

/** Numbers the edges into each port from 0 in the order in which they stand. */
export function renumber(edges: readonly Edge[]): Edge[] {
  const counts = new Map<string, number>();
  return edges.map((edge) => {
    const port = `${edge.target} ${edge.input}`;
    const index = counts.get(port) ?? 0;
    counts.set(port, index + 1);
    return edge.index === index ? edge : { ...edge, index };
  });
}

/** Sorts and closes gaps between indices; edges with equal indices keep the order in which they stand. */
export function arrangeEdges(edges: readonly Edge[]): Edge[] {
  return renumber([...edges].sort(compareEdges));
}

/** The edge arriving `delay` steps later; without a delay the field is absent. */
export function withDelay(edge: Edge, delay: number): Edge {
  const { delay: _, ...rest } = edge;
  return delay > 0 ? { ...rest, delay } : rest;
}
