/** Edits of nodes. Each returns the same document when nothing changes. */
import type { Config, Document, Edge, Json, Network, Node, Position } from '../document';
import { arrangeEdges, withDelay } from '../edges';
import { baseId, freshId, idMaker, isValidId } from '../ids';
import { patchConfig } from '../json';
import { networkOf, replaceNetwork } from '../network';
import { nodeById, nodesById } from '../topology';

/** A node of a document. */
export interface NodeAddress {
  readonly network: string;
  readonly node: string;
}

export interface NewNode {
  readonly kind: string;
  readonly position: Position;
  readonly config?: Config;
  readonly label?: string;
  /** Taken when it is free and allowed; else an id is made from it, or from the kind. */
  readonly id?: string;
}

/** The id that `addNode` gives a node of `kind`; for callers that go on with the new node. */
export function idForNode(document: Document, network: string, kind: string): string {
  const host = networkOf(document, network);
  return freshId(kind, host === undefined ? [] : nodesById(host).keys());
}

/** Adds a node behind the others, with the id asked for where that is allowed; a number makes it free. */
export function addNode(document: Document, network: string, wanted: NewNode): Document {
  const host = networkOf(document, network);
  if (host === undefined) return document;
  const { kind, config = {}, position, label } = wanted;
  const base = wanted.id !== undefined && isValidId(wanted.id) ? wanted.id : baseId(kind);
  const id = idMaker(nodesById(host).keys())(base);
  // Adding 0 turns −0 into 0, as files have it.
  const at = { x: position.x + 0, y: position.y + 0 };
  const node: Node = { id, kind, config, position: at, ...(label ? { label } : {}) };
  return replaceNetwork(document, network, { ...host, nodes: [...host.nodes, node] });
}

/** Every edge into a removed node, followed back to where its value comes from outside of `removed`. */
function bridge(network: Network, removed: ReadonlySet<string>): Edge[] {
  let edges = [...network.edges];
  for (const id of removed) {
    const into = edges.filter((edge) => edge.target === id && edge.source !== id);
    edges = edges.flatMap((edge) => {
      if (edge.target === id) return [];
      if (edge.source !== id) return [edge];
      // Into a port with one edge only the first value goes: it may be a port that takes no more.
      const port = edges.filter((e) => e.target === edge.target && e.input === edge.input);
      return into
        .slice(0, port.length > 1 ? into.length : 1)
        .map(({ source, output, delay = 0 }) =>
          withDelay({ ...edge, source, output }, delay + (edge.delay ?? 0)),
        );
    });
  }
  return edges;
}

/**
 * Removes nodes and their edges. With `reconnect` what came in goes on to where the output went; delays add up. Where
 * several values came in, a port with several edges receives all of them in their order, one with a single edge the first.
 */
export function removeNodes(
  document: Document,
  network: string,
  ids: Iterable<string>,
  { reconnect = false }: { readonly reconnect?: boolean } = {},
): Document {
  const host = networkOf(document, network);
  if (host === undefined) return document;
  const known = nodesById(host);
  const removed = new Set([...ids].filter((id) => known.has(id)));
  if (removed.size === 0) return document;
  const untouched = host.edges.filter(
    (edge) => !removed.has(edge.source) && !removed.has(edge.target),
  );
  const hasEdges = untouched.length < host.edges.length;
  return replaceNetwork(document, network, {
    ...host,
    nodes: host.nodes.filter((node) => !removed.has(node.id)),
    edges: hasEdges ? arrangeEdges(reconnect ? bridge(host, removed) : untouched) : host.edges,
  });
}

/** Changes each node that `change` returns another object for. */
export function mapNodes(
  document: Document,
  network: string,
  change: (node: Node) => Node,
): Document {
  const host = networkOf(document, network);
  if (host === undefined) return document;
  const nodes = host.nodes.map(change);
  if (nodes.every((node, i) => node === host.nodes[i])) return document;
  return replaceNetwork(document, network, { ...host, nodes });
}

/** Puts nodes at absolute positions; where a coordinate is not finite the node stays. */
export function moveNodes(
  document: Document,
  network: string,
  positions: ReadonlyMap<string, Position>,
): Document {
  return mapNodes(document, network, (node) => {
    const to = positions.get(node.id);
    if (to === undefined || !Number.isFinite(to.x) || !Number.isFinite(to.y)) return node;
    // Adding 0 turns −0 into 0.
    const position = { x: to.x + 0, y: to.y + 0 };
    const isThere = position.x === node.position.x && position.y === node.position.y;
    return isThere ? node : { ...node, position };
  });
}

/** Sets some values of several nodes; `undefined` removes a value, so that its default holds. */
export function setConfigMany(
  document: Document,
  network: string,
  ids: Iterable<string>,
  patch: Readonly<Record<string, Json | undefined>>,
): Document {
  const chosen = new Set(ids);
  return mapNodes(document, network, (node) => {
    if (!chosen.has(node.id)) return node;
    const config = patchConfig(node.config, patch);
    return config === node.config ? node : { ...node, config };
  });
}

/** Sets one value of a node; `undefined` removes it, so that its default holds. */
export function setConfig(
  document: Document,
  at: NodeAddress,
  param: string,
  value: Json | undefined,
): Document {
  return setConfigMany(document, at.network, [at.node], { [param]: value });
}

/** Names a node for the reader; an empty label removes it. */
export function setLabel(document: Document, at: NodeAddress, label: string | undefined): Document {
  return mapNodes(document, at.network, (node) => {
    if (node.id !== at.node || (node.label ?? '') === (label ?? '')) return node;
    const { label: _, ...rest } = node;
    return label ? { ...rest, label } : rest;
  });
}

/** Freezes nodes, whose weights then do not change in training, or lets them learn again. */
export function setFrozen(
  document: Document,
  network: string,
  ids: Iterable<string>,
  isFrozen: boolean,
): Document {
  const chosen = new Set(ids);
  return mapNodes(document, network, (node) => {
    if (!chosen.has(node.id) || (node.frozen ?? false) === isFrozen) return node;
    const { frozen: _, ...rest } = node;
    return isFrozen ? { ...rest, frozen: true } : rest;
  });
}

/** Makes a node of another kind of it: its edges stay, its config is replaced. */
export function setKind(
  document: Document,
  at: NodeAddress,
  kind: string,
  config: Config = {},
): Document {
  const host = networkOf(document, at.network);
  const node = host && nodeById(host, at.node);
  if (node === undefined || kind === '' || node.kind === kind) return document;
  return mapNodes(document, at.network, (other) =>
    other.id === at.node ? { ...other, kind, config } : other,
  );
}
