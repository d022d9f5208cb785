/** Copies nodes as plain JSON, with the networks that they place, and pastes them under fresh ids. */
import { Defects, parseJson } from './defects';
import type { Document, Edge, Network, Node, Position } from './document';
import { arrangeEdges } from './edges';
import { freeNetworkName } from './edits/networks';
import { idMaker } from './ids';
import { equalJson, patchConfig } from './json';
import { nestedNetworks, networkNames, networkOf, placedNetwork, replaceNetwork } from './network';
import { isRecord } from './read';
import { readDocument } from './read-document';
import { serialise } from './serialise';

/** What the clipboard holds: nodes with the edges between them, and the networks that they place. */
export interface Fragment {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly networks: Readonly<Record<string, Network>>;
}

/** The chosen nodes, the edges between them and every network that they place, directly or not. */
export function copy(document: Document, network: string, ids: Iterable<string>): Fragment {
  const host = networkOf(document, network);
  const chosen = new Set(ids);
  const nodes = (host?.nodes ?? []).filter((node) => chosen.has(node.id));
  const edges = (host?.edges ?? []).filter((e) => chosen.has(e.source) && chosen.has(e.target));
  const names = new Set<string>();
  for (const node of nodes) {
    const placed = placedNetwork(node);
    if (placed === undefined) continue;
    names.add(placed);
    for (const name of nestedNetworks(document, placed)) names.add(name);
  }
  const networks = [...names].flatMap((name) => {
    const found = networkOf(document, name);
    return found === undefined ? [] : [[name, found] as const];
  });
  return { nodes, edges: arrangeEdges(edges), networks: Object.fromEntries(networks) };
}

// A fragment travels as a document whose one extra network holds the nodes: one reader serves both.
const CARRIER = 'clipboard';

function carrierName(networks: Readonly<Record<string, Network>>): string {
  let name = CARRIER;
  while (Object.hasOwn(networks, name)) name += '_';
  return name;
}

/** The fragment as text for the system's clipboard. */
export function fragmentToText({ nodes, edges, networks }: Fragment): string {
  const carrier = carrierName(networks);
  return serialise({
    format: 'netloom',
    version: 1,
    name: carrier,
    networks: { ...networks, [carrier]: { nodes, edges } },
  });
}

/** The fragment in a text from anywhere; `undefined` where it holds none. Never throws. */
export function fragmentFromText(text: string): Fragment | undefined {
  const json = parseJson(text);
  if ('error' in json || !isRecord(json.value) || json.value.format !== 'netloom') return undefined;
  const document = readDocument(json.value, new Defects());
  const { [document.name]: carrier, ...networks } = document.networks;
  if (carrier === undefined || !document.name.startsWith(CARRIER)) return undefined;
  return { nodes: carrier.nodes, edges: carrier.edges, networks };
}

/** Whether the document has a network of the fragment, and all that it places, in the same form. */
function isKnown(document: Document, fragment: Fragment, name: string): boolean {
  const within: Document = { ...document, networks: fragment.networks };
  return [name, ...nestedNetworks(within, name)].every((each) =>
    // Interfaces have no index signature, but a network is JSON.
    equalJson(networkOf(document, each) as never, networkOf(within, each) as never),
  );
}

/** The document with the fragment's networks; those that it has already in the same form are not added again. */
function addNetworks(document: Document, fragment: Fragment) {
  const renamed = new Map<string, string>();
  let next = document;
  for (const [name, network] of Object.entries(fragment.networks)) {
    if (isKnown(document, fragment, name)) continue;
    const free = freeNetworkName(next, name);
    if (free !== name) renamed.set(name, free);
    next = { ...next, networks: { ...next.networks, [free]: network } };
  }
  if (renamed.size === 0) return { document: next, renamed };
  const added = new Set(networkNames(next).filter((n) => !Object.hasOwn(document.networks, n)));
  const networks = Object.entries(next.networks).map(([name, network]) => [
    name,
    added.has(name) ? { ...network, nodes: network.nodes.map((n) => follow(n, renamed)) } : network,
  ]);
  return { document: { ...next, networks: Object.fromEntries(networks) }, renamed };
}

/** A placement of a network that has another name here places it under that name. */
function follow(node: Node, renamed: ReadonlyMap<string, string>): Node {
  const to = renamed.get(placedNetwork(node) ?? '');
  return to === undefined ? node : { ...node, config: patchConfig(node.config, { network: to }) };
}

/**
 * Pastes a fragment, shifted by `offset`. Also says which ids the nodes received, in the fragment's order, so that they
 * can be selected. The same document where the network is missing or the fragment is empty.
 */
export function paste(
  document: Document,
  network: string,
  fragment: Fragment,
  offset: Position,
): { readonly document: Document; readonly ids: readonly string[] } {
  if (networkOf(document, network) === undefined || fragment.nodes.length === 0) {
    return { document, ids: [] };
  }
  const { document: next, renamed } = addNetworks(document, fragment);
  const host = networkOf(next, network)!;
  const make = idMaker(host.nodes.map((node) => node.id));
  const ids = new Map(fragment.nodes.map(({ id }) => [id, make(id)]));
  const nodes = fragment.nodes.map((node) => ({
    ...follow(node, renamed),
    id: ids.get(node.id)!,
    position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
  }));
  const edges = fragment.edges.flatMap((edge): Edge[] => {
    const [source, target] = [ids.get(edge.source), ids.get(edge.target)];
    return source === undefined || target === undefined ? [] : [{ ...edge, source, target }];
  });
  const pasted: Network = {
    ...host,
    nodes: [...host.nodes, ...nodes],
    edges: arrangeEdges([...host.edges, ...edges]),
  };
  return { document: replaceNetwork(next, network, pasted), ids: [...ids.values()] };
}
