/**
 * Grouping nodes into a block and back. `ungroup` undoes `makeBlock` exactly while the block is as it was made: nodes
 * keep ids and positions inside, and edges keep their places.
 */
import {
  type Config,
  type Document,
  type Edge,
  type Json,
  MAIN,
  NETWORK_KIND,
  type Network,
  type Node,
  type Position,
} from '../document';
import { arrangeEdges, withDelay } from '../edges';
import { isExpression, namesIn, substitute } from '../expression';
import { baseId, idMaker } from '../ids';
import { mapConfigTexts, patchConfig } from '../json';
import {
  givenParameters,
  INPUT_KIND,
  networkOf,
  OUTPUT_KIND,
  PREPARATION,
  placedNetwork,
  placementsOf,
  repeatsOf,
  replaceNetwork,
} from '../network';
import { nodeById, wouldCycle } from '../topology';
import { freeNetworkName } from './networks';
import type { NodeAddress } from './nodes';
import { unroll } from './unroll';

/** Room between a block's nodes and the ports made beside them, in CSS pixels. */
const PORT_GAP = 210;
/** More nodes than anybody reads; a repeat of a billion is refused rather than waited for. */
const MOST_UNROLLED = 10_000;

const isPort = (node: Node): boolean => node.kind === INPUT_KIND || node.kind === OUTPUT_KIND;

/** Top left corner of a network's nodes, its ports left out where there are others. */
export function cornerOf(nodes: readonly Node[]): Position {
  const inner = nodes.filter((node) => !isPort(node));
  let [x, y] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { position } of inner.length > 0 ? inner : nodes) {
    x = Math.min(x, position.x);
    y = Math.min(y, position.y);
  }
  return Number.isFinite(x) ? { x, y } : { x: 0, y: 0 };
}

/** Where a card stands in the middle of others: half way between their outermost corners, ports left out. */
function middleOf(nodes: readonly Node[]): Position {
  const inner = nodes.filter((node) => !isPort(node));
  const far = { x: Number.NEGATIVE_INFINITY, y: Number.NEGATIVE_INFINITY };
  for (const { position } of inner.length > 0 ? inner : nodes) {
    far.x = Math.max(far.x, position.x);
    far.y = Math.max(far.y, position.y);
  }
  const near = cornerOf(nodes);
  if (!Number.isFinite(far.x)) return near;
  // Rounding gives −0 just above zero, which a file reads back as 0.
  const half = (a: number, b: number): number => Math.round((a + b) / 2) + 0;
  return { x: half(near.x, far.x), y: half(near.y, far.y) };
}

/** The parameters of the host network that expressions in these nodes use. */
function usedParameters(nodes: readonly Node[], host: Network): Config {
  const used: Record<string, Json> = {};
  const parameters = host.parameters ?? {};
  for (const node of nodes) {
    mapConfigTexts(node.config, (text) => {
      for (const name of isExpression(text) ? namesIn(text) : []) {
        if (Object.hasOwn(parameters, name)) used[name] = parameters[name]!;
      }
      return text;
    });
  }
  return used;
}

interface Boundary {
  readonly ports: Node[];
  readonly inner: Edge[];
  readonly outer: Edge[];
}

/** One port for each value that crosses the border, however many edges carry it. Delays stay outside. */
function cut(host: Network, chosen: ReadonlySet<string>, placement: string): Boundary {
  const make = idMaker(chosen);
  const nodes = host.nodes.filter((node) => chosen.has(node.id));
  const corner = cornerOf(nodes);
  const right = Math.max(...nodes.map((node) => node.position.x)) + PORT_GAP;
  const known = new Map<string, Node>();
  const counts = { [INPUT_KIND]: 0, [OUTPUT_KIND]: 0 };
  const inner: Edge[] = [];
  const outer: Edge[] = [];
  const portFor = (kind: typeof INPUT_KIND | typeof OUTPUT_KIND, key: string) => {
    const found = known.get(key);
    if (found !== undefined) return { node: found, isNew: false };
    const position = {
      x: kind === INPUT_KIND ? corner.x - PORT_GAP : right,
      y: corner.y + 140 * counts[kind],
    };
    const node: Node = { id: make(baseId(kind)), kind, config: {}, position };
    counts[kind] += 1;
    known.set(key, node);
    return { node, isNew: true };
  };
  const firstOf = new Map<string, string>();
  const nameOf = (node: Node, first: string): string => {
    if (!firstOf.has(first)) firstOf.set(first, node.id);
    return firstOf.get(first) === node.id ? first : node.id;
  };
  for (const edge of host.edges) {
    const [leaves, enters] = [chosen.has(edge.source), chosen.has(edge.target)];
    if (leaves && enters) inner.push(edge);
    else if (enters) {
      const { source, output, delay = 0 } = edge;
      const port = portFor(INPUT_KIND, `> ${source} ${output} ${delay}`);
      inner.push(withDelay({ ...edge, source: port.node.id, output: 'out' }, 0));
      const input = nameOf(port.node, 'in');
      const outside = { source, output, target: placement, input, index: 0 };
      if (port.isNew) outer.push(withDelay(outside, delay));
    } else if (leaves) {
      const { source, output } = edge;
      const { node, isNew } = portFor(OUTPUT_KIND, `< ${source} ${output}`);
      if (isNew) inner.push({ source, output, target: node.id, input: 'in', index: 0 });
      outer.push({ ...edge, source: placement, output: nameOf(node, 'out') });
    } else outer.push(edge);
  }
  return { ports: [...known.values()], inner: arrangeEdges(inner), outer: arrangeEdges(outer) };
}

/**
 * Makes one node of several, which move into a network called `name` (or `name_2` …). Inputs and Outputs stay outside.
 * The same document where nothing is left to group, or where the block would wait for itself: `a → b → c` without `b`.
 */
export function makeBlock(
  document: Document,
  network: string,
  ids: Iterable<string>,
  name: string,
): Document {
  const host = networkOf(document, network);
  if (host === undefined || network === PREPARATION) return document;
  const wanted = new Set(ids);
  const nodes = host.nodes.filter((node) => wanted.has(node.id) && !isPort(node));
  if (nodes.length === 0) return document;
  const chosen = new Set(nodes.map((node) => node.id));
  const block = freeNetworkName(document, name);
  const others = host.nodes.filter((node) => !chosen.has(node.id)).map((node) => node.id);
  const placement = idMaker(others)(baseId(block));
  const { ports, inner, outer } = cut(host, chosen, placement);
  const parameters = usedParameters(nodes, host);
  const hasParameters = Object.keys(parameters).length > 0;
  const passed = Object.fromEntries(Object.keys(parameters).map((key) => [key, `=${key}`]));
  const placed: Node = {
    id: placement,
    kind: NETWORK_KIND,
    config: { network: block, ...(hasParameters ? { parameters: passed } : {}) },
    position: middleOf(nodes),
  };
  const first = host.nodes.findIndex((node) => chosen.has(node.id));
  const after: Network = {
    ...host,
    nodes: host.nodes.flatMap((node, i) =>
      i === first ? [placed] : chosen.has(node.id) ? [] : [node],
    ),
    edges: outer,
  };
  const closesCycle = outer.some(
    (edge) => edge.source === placement && !edge.delay && wouldCycle(after, placement, edge.target),
  );
  if (closesCycle) return document;
  const inside: Network = {
    nodes: [
      ...ports.filter((node) => node.kind === INPUT_KIND),
      ...nodes,
      ...ports.filter((node) => node.kind === OUTPUT_KIND),
    ],
    edges: inner,
    ...(hasParameters ? { parameters } : {}),
  };
  const added: Document = { ...document, networks: { ...document.networks, [block]: inside } };
  return replaceNetwork(added, network, after);
}

/** Values of a block's parameters at a placement: its own, else the defaults. */
export function parametersAt(placement: Node, block: Network): Config {
  return { ...block.parameters, ...givenParameters(placement) };
}

/** Whether anything but the given placement needs the network. */
function isUsed(document: Document, name: string): boolean {
  if (placementsOf(document, name).length > 0) return true;
  return (document.training?.phases ?? []).some((p) => Object.values(p.networks).includes(name));
}

/**
 * Puts the nodes of a placed network in the place of the placement: parameters substituted, repeats unrolled, ids
 * kept where they are free. A network that nothing places any more goes.
 */
export function ungroup(document: Document, at: NodeAddress): Document {
  const host = networkOf(document, at.network);
  const placement = host && nodeById(host, at.node);
  const name = placement && placedNetwork(placement);
  const block = name === undefined ? undefined : networkOf(document, name);
  if (host === undefined || placement === undefined || block === undefined) return document;
  if (name === undefined || name === at.network) return document;
  if (block.nodes.length * repeatsOf(placement) > MOST_UNROLLED) return document;
  const scope = parametersAt(placement, block);
  const settled: Network = {
    ...block,
    nodes: block.nodes.map((node) => {
      const config = mapConfigTexts(node.config, (text) =>
        isExpression(text) ? substitute(text, scope) : text,
      );
      const frozen = placement.frozen && !isPort(node) ? { ...node, frozen: true } : node;
      return config === node.config ? frozen : { ...frozen, config };
    }),
  };
  const middle = middleOf(block.nodes);
  const offset = { x: placement.position.x - middle.x, y: placement.position.y - middle.y };
  const next = replaceNetwork(document, at.network, unroll(host, placement, settled, offset));
  if (name === MAIN || isUsed(next, name)) return next;
  const { [name]: _, ...networks } = next.networks;
  return { ...next, networks };
}

/** Gives a placement a network of its own, a copy, so that editing it changes no other placement. */
export function detachCopy(document: Document, at: NodeAddress): Document {
  const host = networkOf(document, at.network);
  const placement = host && nodeById(host, at.node);
  const name = placement && placedNetwork(placement);
  const block = name === undefined ? undefined : networkOf(document, name);
  if (host === undefined || placement === undefined || name === undefined || !block)
    return document;
  if (placementsOf(document, name).length < 2) return document;
  const copy = freeNetworkName(document, name);
  const added: Document = { ...document, networks: { ...document.networks, [copy]: block } };
  const config = patchConfig(placement.config, { network: copy });
  const nodes = host.nodes.map((node) => (node === placement ? { ...node, config } : node));
  return replaceNetwork(added, at.network, { ...host, nodes });
}
