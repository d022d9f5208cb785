/**
 * What follows from a network's edges: neighbours, order, cycles and the way that the keyboard walks.
 * Everything is linear in nodes and edges, without recursion, so that a million nodes are no danger.
 */
import type { Edge, Network, Node } from './document';

interface EdgeIndex {
  readonly into: ReadonlyMap<string, readonly Edge[]>;
  readonly from: ReadonlyMap<string, readonly Edge[]>;
}

// By array, not by network: moving a node makes a new list of nodes and keeps the edges.
const nodeIndices = new WeakMap<readonly Node[], ReadonlyMap<string, Node>>();
const edgeIndices = new WeakMap<readonly Edge[], EdgeIndex>();
const none: readonly Edge[] = [];

/** Nodes by id. */
export function nodesById(network: Network): ReadonlyMap<string, Node> {
  let index = nodeIndices.get(network.nodes);
  if (index === undefined) {
    index = new Map(network.nodes.map((node) => [node.id, node]));
    nodeIndices.set(network.nodes, index);
  }
  return index;
}

export function nodeById(network: Network, id: string): Node | undefined {
  return nodesById(network).get(id);
}

function gather(edges: readonly Edge[], key: 'source' | 'target'): Map<string, Edge[]> {
  const found = new Map<string, Edge[]>();
  for (const edge of edges) {
    const list = found.get(edge[key]);
    if (list === undefined) found.set(edge[key], [edge]);
    else list.push(edge);
  }
  return found;
}

function edgeIndex(network: Network): EdgeIndex {
  let index = edgeIndices.get(network.edges);
  if (index === undefined) {
    const into = gather(network.edges, 'target');
    for (const list of into.values()) {
      list.sort((a, b) => (a.input < b.input ? -1 : a.input > b.input ? 1 : a.index - b.index));
    }
    index = { into, from: gather(network.edges, 'source') };
    edgeIndices.set(network.edges, index);
  }
  return index;
}

/** The edges that end at a node, by input port and index. */
export function edgesInto(network: Network, id: string): readonly Edge[] {
  return edgeIndex(network).into.get(id) ?? none;
}

/** The edges that start at a node, in the network's order. */
export function edgesFrom(network: Network, id: string): readonly Edge[] {
  return edgeIndex(network).from.get(id) ?? none;
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Ids of the nodes whose outputs come in, delayed ones included, in the stored order. */
export function predecessors(network: Network, id: string): string[] {
  return unique(edgesInto(network, id).map((edge) => edge.source));
}

/** Ids of the nodes that receive this node's output. */
export function successors(network: Network, id: string): string[] {
  return unique(edgesFrom(network, id).map((edge) => edge.target));
}

/** A binary heap of numbers: the smallest comes out first. */
function heap() {
  const items: number[] = [];
  const swap = (i: number, j: number) => {
    const item = items[i]!;
    items[i] = items[j]!;
    items[j] = item;
  };
  return {
    push(value: number) {
      items.push(value);
      let at = items.length - 1;
      while (at > 0 && items[(at - 1) >> 1]! > items[at]!) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    pop(): number | undefined {
      const least = items[0];
      const last = items.pop();
      if (last === undefined || items.length === 0) return least;
      items[0] = last;
      for (let at = 0; ; ) {
        let child = 2 * at + 1;
        if (child >= items.length) break;
        if (child + 1 < items.length && items[child + 1]! < items[child]!) child += 1;
        if (items[at]! <= items[child]!) break;
        swap(at, child);
        at = child;
      }
      return least;
    },
  };
}

const orders = new WeakMap<Network, readonly string[]>();

/**
 * Node ids, sources first; of those that could come next, the one that stands first in the document does.
 * Nodes on an undelayed cycle, and all behind them, are missing. Kahn, 1962.
 */
export function order(network: Network): readonly string[] {
  const known = orders.get(network);
  if (known !== undefined) return known;
  const place = new Map(network.nodes.map((node, i) => [node.id, i]));
  const waiting = new Int32Array(network.nodes.length);
  for (const edge of network.edges) {
    const target = place.get(edge.target);
    if (!edge.delay && target !== undefined && place.has(edge.source)) waiting[target]! += 1;
  }
  const ready = heap();
  waiting.forEach((count, i) => {
    if (count === 0) ready.push(i);
  });
  const result: string[] = [];
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const { id } = network.nodes[at]!;
    result.push(id);
    for (const edge of edgesFrom(network, id)) {
      const target = place.get(edge.target);
      if (edge.delay || target === undefined) continue;
      waiting[target]! -= 1;
      if (waiting[target] === 0) ready.push(target);
    }
  }
  orders.set(network, result);
  return result;
}

/** All nodes that can be reached from `start` against or along undelayed edges, `start` included. */
export function reachable(
  network: Network,
  start: Iterable<string>,
  direction: 'upstream' | 'downstream' = 'downstream',
): Set<string> {
  const seen = new Set(start);
  const open = [...seen];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const edges = direction === 'downstream' ? edgesFrom(network, id) : edgesInto(network, id);
    for (const edge of edges) {
      const next = direction === 'downstream' ? edge.target : edge.source;
      if (edge.delay || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

/** Whether an undelayed edge from `source` to `target` would close a cycle of undelayed edges. */
export function wouldCycle(network: Network, source: string, target: string): boolean {
  return reachable(network, [target]).has(source);
}

/**
 * The groups of nodes that undelayed edges join into cycles, each in the document's order: the strongly
 * connected components of more than one node and the nodes that feed themselves. Tarjan, 1972, without recursion.
 */
export function cycles(network: Network): string[][] {
  const sorted = new Set(order(network));
  if (sorted.size === network.nodes.length) return [];
  const found: string[][] = [];
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const enter = (id: string) => {
    number.set(id, number.size);
    low.set(id, number.get(id)!);
    stack.push(id);
    onStack.add(id);
    return { id, edges: edgesFrom(network, id), next: 0 };
  };
  const leave = (id: string) => {
    if (low.get(id) !== number.get(id)) return;
    const group = stack.splice(stack.lastIndexOf(id));
    for (const member of group) onStack.delete(member);
    const feedsItself = edgesFrom(network, id).some((e) => e.target === id && !e.delay);
    if (group.length > 1 || feedsItself) found.push(group);
  };
  for (const { id } of network.nodes) {
    if (sorted.has(id) || number.has(id)) continue;
    const calls = [enter(id)];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const edge = call.edges[call.next];
      call.next += 1;
      if (edge === undefined) {
        leave(call.id);
        calls.pop();
        const caller = calls.at(-1);
        if (caller) low.set(caller.id, Math.min(low.get(caller.id)!, low.get(call.id)!));
      } else if (!edge.delay && !number.has(edge.target)) {
        calls.push(enter(edge.target));
      } else if (!edge.delay && onStack.has(edge.target)) {
        low.set(call.id, Math.min(low.get(call.id)!, number.get(edge.target)!));
      }
    }
  }
  const place = new Map(network.nodes.map((node, i) => [node.id, i]));
  for (const group of found) group.sort((a, b) => place.get(a)! - place.get(b)!);
  return found.sort((a, b) => place.get(a[0]!)! - place.get(b[0]!)!);
}

export type Direction = 'upstream' | 'downstream' | 'previous' | 'next';

/** Nodes beside a node: those with the same source, else the same target, else the ones without a source. */
function siblings(network: Network, id: string): string[] {
  const [source] = predecessors(network, id);
  const [target] = successors(network, id);
  if (source !== undefined) {
    const beside = successors(network, source);
    if (beside.length > 1) return beside;
  }
  if (target !== undefined) {
    const beside = predecessors(network, target);
    if (beside.length > 1) return beside;
  }
  if (source !== undefined) return [id];
  return network.nodes
    .filter((node) => edgesInto(network, node.id).length === 0)
    .map((node) => node.id);
}

/** The node that an arrow key leads to: along the first edge, or up and down between siblings. */
export function walk(network: Network, id: string, direction: Direction): string | undefined {
  if (direction === 'upstream') return predecessors(network, id)[0];
  if (direction === 'downstream') return successors(network, id)[0];
  const nodes = nodesById(network);
  const beside = siblings(network, id).filter((other) => nodes.has(other));
  beside.sort((a, b) => {
    const p = nodes.get(a)!.position;
    const q = nodes.get(b)!.position;
    return p.y - q.y || p.x - q.x;
  });
  const at = beside.indexOf(id);
  return at < 0 ? undefined : beside[at + (direction === 'next' ? 1 : -1)];
}
