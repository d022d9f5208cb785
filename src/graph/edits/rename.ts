/** Renaming nodes and networks: everything that refers to them by name follows. */
import { type Document, MAIN, type Network, type Node, type Phase } from '../document';
import { arrangeEdges } from '../edges';
import { isValidId, isValidNetworkName } from '../ids';
import { patchConfig } from '../json';
import { FEED_KIND, networkOf, PREPARATION, placedNetwork, replaceNetwork } from '../network';
import { nodesById } from '../topology';
import { mapNodes, type NodeAddress } from './nodes';

/** The network whose node a Feed hands its column to: the one it names, else `main`, else the first that has it. */
export function fedNetwork(document: Document, feed: Node): string | undefined {
  const { network, node } = feed.config;
  if (typeof network === 'string') return network;
  if (Object.hasOwn(document.networks, MAIN) || typeof node !== 'string') return MAIN;
  return Object.keys(document.networks).find((name) =>
    nodesById(document.networks[name]!).has(node),
  );
}

/** Changes each phase that `change` returns another object for. */
export function mapPhases(document: Document, change: (phase: Phase) => Phase): Document {
  const { training } = document;
  if (training === undefined) return document;
  const phases = training.phases.map(change);
  if (phases.every((phase, i) => phase === training.phases[i])) return document;
  return { ...document, training: { ...training, phases } };
}

/** Feeds and phases that name the node at `at` name it `id`. */
function followNode(document: Document, at: NodeAddress, id: string): Document {
  const fed = mapNodes(document, PREPARATION, (node) => {
    if (node.kind !== FEED_KIND || node.config.node !== at.node) return node;
    if (fedNetwork(document, node) !== at.network) return node;
    return { ...node, config: { ...node.config, node: id } };
  });
  return mapPhases(fed, (phase) => {
    const isConcerned = Object.values(phase.networks).includes(at.network);
    if (!isConcerned) return phase;
    const named = followFrozen(phase, at.node, id);
    return named.config.node === at.node
      ? { ...named, config: { ...named.config, node: id } }
      : named;
  });
}

/** The nodes that stand still in a phase, a placement with what lies inside it. */
function followFrozen(phase: Phase, from: string, to: string): Phase {
  const isNamed = (id: string): boolean => id === from || id.startsWith(`${from}.`);
  if (!phase.frozen?.some(isNamed)) return phase;
  const frozen = phase.frozen.map((id) => (isNamed(id) ? to + id.slice(from.length) : id));
  return { ...phase, frozen };
}

/**
 * Gives a node another id; its edges, the Feeds and phases that name it and, where it is a port of a block, the edges
 * of the placements follow. An id that is taken or not allowed changes nothing.
 */
export function renameNode(document: Document, at: NodeAddress, id: string): Document {
  const host = networkOf(document, at.network);
  if (host === undefined || !isValidId(id) || id === at.node) return document;
  const nodes = nodesById(host);
  if (!nodes.has(at.node) || nodes.has(id)) return document;
  const rename = (old: string) => (old === at.node ? id : old);
  const network: Network = {
    ...host,
    nodes: host.nodes.map((node) => (node.id === at.node ? { ...node, id } : node)),
    edges: arrangeEdges(
      host.edges.map((edge) =>
        edge.source === at.node || edge.target === at.node
          ? { ...edge, source: rename(edge.source), target: rename(edge.target) }
          : edge,
      ),
    ),
  };
  // Who feeds whom is asked before the node has its new name.
  const followed = at.network === PREPARATION ? document : followNode(document, at, id);
  return replaceNetwork(followed, at.network, network, new Map([[at.node, id]]));
}

/** Gives a network another name; placements, Feeds and phases follow. A name that is taken changes nothing. */
export function renameNetwork(document: Document, name: string, to: string): Document {
  if (!Object.hasOwn(document.networks, name) || !isValidNetworkName(to)) return document;
  if (Object.hasOwn(document.networks, to)) return document;
  const networks = Object.fromEntries(
    Object.entries(document.networks).map(([key, network]) => [key === name ? to : key, network]),
  );
  let next: Document = { ...document, networks };
  for (const host of Object.keys(networks)) {
    next = mapNodes(next, host, (node) =>
      placedNetwork(node) === name
        ? { ...node, config: patchConfig(node.config, { network: to }) }
        : node,
    );
  }
  const renamed = next;
  next = mapNodes(next, PREPARATION, (node) => {
    if (node.kind !== FEED_KIND) return node;
    const before = fedNetwork(document, node);
    const now = before === name ? to : before;
    if (now === undefined || fedNetwork(renamed, node) === now) return node;
    return { ...node, config: patchConfig(node.config, { network: now }) };
  });
  return mapPhases(next, (phase) => {
    if (!Object.values(phase.networks).includes(name)) return phase;
    const slots = Object.entries(phase.networks).map(([s, n]) => [s, n === name ? to : n] as const);
    return { ...phase, networks: Object.fromEntries(slots) };
  });
}
