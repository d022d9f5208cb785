/** The handles of a card: one for each edge into a merge and a free one for the next. */
import { portsOf } from '../../../src/compiler/ports';
import type { Document, Network, Node } from '../../../src/graph/document';
import { edgesFrom, edgesInto } from '../../../src/graph/topology';

export interface HandleSpec {
  /** React Flow's handle id: `in:0` on the left, `out` on the right. */
  readonly id: string;
  readonly port: string;
  readonly index: number;
  /** Nothing ends here yet. */
  readonly free: boolean;
}

export const targetHandle = (port: string, index: number): string => `${port}:${index}`;

/** Port and index of a target handle's id. */
export function parseTarget(handle: string): { port: string; index: number } {
  const at = handle.lastIndexOf(':');
  return { port: handle.slice(0, at), index: Number(handle.slice(at + 1)) };
}

function handles(port: string, used: number, min: number, max: number): HandleSpec[] {
  const count = Math.min(max, Math.max(min, used < max && max > 1 ? used + 1 : used, 1));
  return Array.from({ length: Math.max(count, used) }, (_, index) => ({
    id: targetHandle(port, index),
    port,
    index,
    free: index >= used,
  }));
}

/** Of a kind that nobody knows. */
const anyInput = [{ port: 'in', min: 0, max: Infinity }];

export function inputHandles(document: Document, network: Network, node: Node): HandleSpec[] {
  const used = new Map<string, number>();
  for (const { input } of edgesInto(network, node.id)) used.set(input, (used.get(input) ?? 0) + 1);
  const ports = portsOf(document, node, network.parameters ?? {})?.inputs ?? anyInput;
  const declared = ports.flatMap(({ port, min, max }) => {
    const count = used.get(port) ?? 0;
    used.delete(port);
    return max === 0 && count === 0 ? [] : handles(port, count, min, Math.max(max, count));
  });
  // Edges into ports that do not exist are shown where they end, so that they can be taken away.
  return [...declared, ...[...used].flatMap(([port, count]) => handles(port, count, count, count))];
}

export function outputHandles(document: Document, node: Node, network?: Network): HandleSpec[] {
  const ports = portsOf(document, node, network?.parameters ?? {})?.outputs ?? ['out'];
  const extra = network ? edgesFrom(network, node.id).map(({ output }) => output) : [];
  return [...new Set([...ports, ...extra])].map((port) => ({
    id: port,
    port,
    index: 0,
    free: true,
  }));
}
