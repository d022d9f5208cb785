/** Edits of edges. None closes a cycle of undelayed edges; each returns the same document when nothing changes. */
import type { Document, Edge, Network } from '../document';
import { arrangeEdges, renumber, withDelay } from '../edges';
import { isValidId } from '../ids';
import { networkOf, replaceNetwork } from '../network';
import { edgesInto, nodesById, wouldCycle } from '../topology';

export interface NewEdge {
  readonly source: string;
  readonly target: string;
  /** Default `out`. */
  readonly output?: string;
  /** Default `in`. */
  readonly input?: string;
  /** Place among the edges into the same port, which move up; without it the last. */
  readonly index?: number;
  readonly delay?: number;
  /** Takes the place of all edges into the port, as a port for one edge wants it. */
  readonly replace?: boolean;
}

const isDelay = (delay: number) => Number.isSafeInteger(delay) && delay >= 0;

const sameEdge = (a: Edge, b: Edge): boolean =>
  a.source === b.source &&
  a.output === b.output &&
  a.target === b.target &&
  a.input === b.input &&
  a.index === b.index;

const isEqual = (a: Edge, b: Edge): boolean =>
  a === b || (sameEdge(a, b) && (a.delay ?? 0) === (b.delay ?? 0));

function setEdges(document: Document, name: string, host: Network, edges: Edge[]): Document {
  const isSame =
    edges.length === host.edges.length && edges.every((edge, i) => isEqual(edge, host.edges[i]!));
  return isSame ? document : replaceNetwork(document, name, { ...host, edges });
}

/**
 * Joins an output to an input. The same document where a node is missing, or where an undelayed cycle would close.
 */
export function connect(document: Document, network: string, wanted: NewEdge): Document {
  const host = networkOf(document, network);
  if (host === undefined) return document;
  const { source, target, output = 'out', input = 'in', delay = 0, replace = false } = wanted;
  const nodes = nodesById(host);
  if (!nodes.has(source) || !nodes.has(target) || !isDelay(delay)) return document;
  if (!isValidId(output) || !isValidId(input)) return document;
  const port = edgesInto(host, target).filter((edge) => edge.input === input);
  const isThere = port.some(
    (e) => e.source === source && e.output === output && (e.delay ?? 0) === delay,
  );
  if (replace && port.length === 1 && isThere) return document;
  const others = replace
    ? host.edges.filter((edge) => edge.target !== target || edge.input !== input)
    : host.edges;
  if (delay === 0 && wouldCycle(host, source, target)) return document;
  const last = replace ? 0 : port.length;
  const index = Math.max(0, Math.min(last, Math.trunc(wanted.index ?? last)));
  const moved = others.map((edge) =>
    edge.target === target && edge.input === input && edge.index >= index
      ? { ...edge, index: edge.index + 1 }
      : edge,
  );
  const edge = withDelay({ source, output, target, input, index }, delay);
  return setEdges(document, network, host, arrangeEdges([...moved, edge]));
}

/** Removes edges; the indices of those behind them close up. */
export function disconnect(document: Document, network: string, edges: Iterable<Edge>): Document {
  const host = networkOf(document, network);
  if (host === undefined) return document;
  const gone = [...edges];
  const kept = host.edges.filter((edge) => !gone.some((other) => sameEdge(edge, other)));
  return setEdges(document, network, host, renumber(kept));
}

/** Moves the edge at place `from` of an input port to place `to`. */
export function reorderInputs(
  document: Document,
  at: { readonly network: string; readonly node: string; readonly input?: string },
  from: number,
  to: number,
): Document {
  const host = networkOf(document, at.network);
  if (host === undefined) return document;
  const input = at.input ?? 'in';
  const port = edgesInto(host, at.node).filter((edge) => edge.input === input);
  const moved = port[from];
  if (moved === undefined || from === to || port[to] === undefined) return document;
  const reordered = port.filter((edge) => edge !== moved);
  reordered.splice(to, 0, moved);
  const others = host.edges.filter((edge) => edge.target !== at.node || edge.input !== input);
  const edges = arrangeEdges([...others, ...renumber(reordered)]);
  return setEdges(document, at.network, host, edges);
}

/** Lets a value arrive `delay` steps later; 0 removes the delay, unless that closes a cycle. */
export function setDelay(document: Document, network: string, edge: Edge, delay: number): Document {
  const host = networkOf(document, network);
  const found = host?.edges.find((other) => sameEdge(other, edge));
  if (host === undefined || found === undefined || !isDelay(delay)) return document;
  if ((found.delay ?? 0) === delay) return document;
  if (delay === 0 && wouldCycle(host, found.source, found.target)) return document;
  const edges = host.edges.map((other) => (other === found ? withDelay(other, delay) : other));
  return setEdges(document, network, host, edges);
}

/**
 * Leads an edge through a node: its source into `node`, `node` to its target at the same place. A delay stays on the
 * first half. The same document where a cycle would close.
 */
export function insertOnEdge(
  document: Document,
  network: string,
  edge: Edge,
  node: { readonly id: string; readonly input?: string; readonly output?: string },
): Document {
  const host = networkOf(document, network);
  const found = host?.edges.find((other) => sameEdge(other, edge));
  if (host === undefined || found === undefined || !nodesById(host).has(node.id)) return document;
  if (found.source === node.id || found.target === node.id) return document;
  const { source, output, target, delay = 0 } = found;
  const input = node.input ?? 'in';
  const without: Network = { ...host, edges: host.edges.filter((other) => other !== found) };
  const first = { source, output, target: node.id, input, index: Number.MAX_SAFE_INTEGER };
  if (delay === 0 && wouldCycle(without, source, node.id)) return document;
  const half: Network = { ...without, edges: [...without.edges, withDelay(first, delay)] };
  if (wouldCycle(half, node.id, target)) return document;
  const second = withDelay({ ...found, source: node.id, output: node.output ?? 'out' }, 0);
  return setEdges(document, network, host, arrangeEdges([...half.edges, second]));
}
