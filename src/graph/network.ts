/** Networks by name, and blocks: which network a node places, which ports it has, who places whom. */
import {
  type Config,
  type Document,
  type Edge,
  MAIN,
  NETWORK_KIND,
  type Network,
  type Node,
} from './document';
import { arrangeEdges } from './edges';
import { isConfig } from './json';

/** By this name edits and problems address the preparation network; no network can be called so. */
export const PREPARATION = 'data.preparation';

/** Kinds that a block's network uses as its ports. */
export const INPUT_KIND = 'Input';
export const OUTPUT_KIND = 'Output';

/** Whether a node of a block is one of its ports. */
export const isPort = ({ kind }: Node): boolean => kind === INPUT_KIND || kind === OUTPUT_KIND;

/** The kind of a preparation node that hands a column to an Input or Output of a network. */
export const FEED_KIND = 'Feed';

export const emptyNetwork: Network = { nodes: [], edges: [] };

export function networkOf(document: Document, name: string): Network | undefined {
  if (name === PREPARATION) return document.data?.preparation;
  return Object.hasOwn(document.networks, name) ? document.networks[name] : undefined;
}

/** Names of the networks: `main` first, the others by code unit. */
export function networkNames(document: Document): string[] {
  return Object.keys(document.networks).sort((a, b) => {
    if (a === MAIN || b === MAIN) return a === b ? 0 : a === MAIN ? -1 : 1;
    return a < b ? -1 : 1;
  });
}

/** Name of the network that a node of kind `Network` places, wherever it exists or not. */
export function placedNetwork(node: Node): string | undefined {
  if (node.kind !== NETWORK_KIND) return undefined;
  const name = node.config.network;
  return typeof name === 'string' ? name : undefined;
}

/** How many copies of its network a placement stands for: a whole number from 1; what is no such number is 1. */
export function repeatsOf(node: Node): number {
  const repeat = node.config.repeat;
  return typeof repeat === 'number' && Number.isInteger(repeat) && repeat >= 1 ? repeat : 1;
}

/** What a placement sets of its network's parameters. */
export function givenParameters(node: Node): Config {
  const { parameters } = node.config;
  return isConfig(parameters) ? parameters : {};
}

export interface Port {
  /** Name of the port on a placement. */
  readonly port: string;
  /** Id of the Input or Output node inside. */
  readonly node: string;
}

export interface BlockPorts {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

const portsOfKind = (network: Network, kind: string, first: string): Port[] =>
  network.nodes
    .filter((node) => node.kind === kind)
    .map(({ id }, i) => ({ port: i === 0 ? first : id, node: id }));

/** The ports of a network's placements: the first Input is `in`, the first Output `out`, later ones their ids. */
export function blockPorts(network: Network): BlockPorts {
  return {
    inputs: portsOfKind(network, INPUT_KIND, 'in'),
    outputs: portsOfKind(network, OUTPUT_KIND, 'out'),
  };
}

/** Every placement of the network `name` in the document. */
export function placementsOf(document: Document, name: string): { network: string; node: Node }[] {
  return networkNames(document).flatMap((network) =>
    document.networks[network]!.nodes.filter((node) => placedNetwork(node) === name).map(
      (node) => ({ network, node }),
    ),
  );
}

/** Names of the networks that `name` places, directly or not, itself only when it does place itself. */
export function nestedNetworks(document: Document, name: string): Set<string> {
  const found = new Set<string>();
  const open = [name];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const node of networkOf(document, at)?.nodes ?? []) {
      const placed = placedNetwork(node);
      if (placed === undefined || found.has(placed)) continue;
      found.add(placed);
      open.push(placed);
    }
  }
  return found;
}

/** Whether a network places itself, directly or through others. */
export function placesItself(document: Document, name: string): boolean {
  return nestedNetworks(document, name).has(name);
}

/** Whether placing `placed` in `host` would let a network place itself. */
export function wouldPlaceItself(document: Document, host: string, placed: string): boolean {
  return host === placed || nestedNetworks(document, placed).has(host);
}

type PortMap = ReadonlyMap<string, string | undefined>;

/** New name by old name of the ports that an edit changed; `undefined` where a port is gone. */
function changedPorts(
  before: readonly Port[],
  after: readonly Port[],
  renamed: ReadonlyMap<string, string>,
): PortMap {
  const names = new Map(after.map(({ port, node }) => [node, port]));
  const changed = new Map<string, string | undefined>();
  for (const { port, node } of before) {
    const now = names.get(renamed.get(node) ?? node);
    if (now !== port) changed.set(port, now);
  }
  return changed;
}

function followPorts(network: Network, placed: string, inputs: PortMap, outputs: PortMap): Network {
  const ids = new Set(network.nodes.filter((n) => placedNetwork(n) === placed).map((n) => n.id));
  if (ids.size === 0) return network;
  let changed = false;
  const edges = network.edges.flatMap((edge): Edge[] => {
    const entersChanged = ids.has(edge.target) && inputs.has(edge.input);
    const leavesChanged = ids.has(edge.source) && outputs.has(edge.output);
    if (!entersChanged && !leavesChanged) return [edge];
    changed = true;
    const input = entersChanged ? inputs.get(edge.input) : edge.input;
    const output = leavesChanged ? outputs.get(edge.output) : edge.output;
    return input === undefined || output === undefined ? [] : [{ ...edge, input, output }];
  });
  return changed ? { ...network, edges: arrangeEdges(edges) } : network;
}

/**
 * The document with another network under an existing name; where that changes the ports of a block, the edges of
 * its placements follow. `renamed` maps old node ids to new ones.
 */
export function replaceNetwork(
  document: Document,
  name: string,
  network: Network,
  renamed: ReadonlyMap<string, string> = new Map(),
): Document {
  const before = networkOf(document, name);
  if (before === undefined || before === network) return document;
  if (name === PREPARATION) {
    return { ...document, data: { ...document.data!, preparation: network } };
  }
  const networks: Record<string, Network> = { ...document.networks, [name]: network };
  if (before.nodes !== network.nodes) {
    const [old, now] = [blockPorts(before), blockPorts(network)];
    const inputs = changedPorts(old.inputs, now.inputs, renamed);
    const outputs = changedPorts(old.outputs, now.outputs, renamed);
    if (inputs.size > 0 || outputs.size > 0) {
      for (const [host, placing] of Object.entries(networks)) {
        networks[host] = followPorts(placing, name, inputs, outputs);
      }
    }
  }
  return { ...document, networks };
}
