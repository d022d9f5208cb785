/** Transfer learning as edits: how much of a placed backbone stands still, and where it is cut. */
import type { Document, Network, Phase } from '../document';
import { arrangeEdges } from '../edges';
import { isConfig } from '../json';
import { networkOf, OUTPUT_KIND, placedNetwork, replaceNetwork } from '../network';
import { depthOf, stillNodes } from '../still';
import { order, reachable, successors } from '../topology';
import { mapNodes, type NodeAddress, setFrozen } from './nodes';

/**
 * Freezes the first `count` nodes of a network, sources first and without its ports, and frees the others, with what
 * those place where it is frozen throughout.
 */
export function freezeDepth(document: Document, network: string, count: number): Document {
  const depth = depthOf(document, network);
  const still = new Set(depth.slice(0, Math.max(0, count)));
  const wasStill = stillNodes(document, network);
  const set = mapNodes(document, network, (node) => {
    if (still.has(node.id) === (node.frozen === true)) return node;
    const { frozen: _, ...free } = node;
    return still.has(node.id) ? { ...free, frozen: true } : free;
  });
  const freed = (networkOf(set, network)?.nodes ?? []).filter(
    ({ id }) => wasStill.has(id) && !still.has(id),
  );
  return freed.reduce((result, node) => {
    const placed = placedNetwork(node);
    return placed === undefined ? result : freezeDepth(result, placed, 0);
  }, set);
}

/** As `freezeDepth`, of what a node places; the placement itself no longer freezes the whole. */
export function freezePlaced(document: Document, at: NodeAddress, count: number): Document {
  const node = networkOf(document, at.network)?.nodes.find(({ id }) => id === at.node);
  const placed = node && placedNetwork(node);
  if (placed === undefined) return document;
  return freezeDepth(setFrozen(document, at.network, [at.node], false), placed, count);
}

/** Nodes that everything passes through on its way to the first Output, in order: where a network may be cut. */
export function cutPoints(network: Network): readonly string[] {
  const output = network.nodes.find(({ kind }) => kind === OUTPUT_KIND);
  if (!output) return [];
  const needed = reachable(network, [output.id], 'upstream');
  const ids = order(network).filter((id) => needed.has(id) && id !== output.id);
  const place = new Map(ids.map((id, i) => [id, i]));
  // How far edges that start before a node reach: beyond it, and it is passed by.
  let reach = 0;
  return ids.filter((id, i) => {
    const isCut = reach <= i;
    for (const target of successors(network, id)) {
      reach = Math.max(reach, place.get(target) ?? (needed.has(target) ? ids.length : 0));
    }
    return isCut && i > 0;
  });
}

/** Ends a network after a node: what lies behind it goes, and its first Output takes the node's value. */
export function cutAfter(document: Document, { network, node }: NodeAddress): Document {
  const found = networkOf(document, network);
  const output = found?.nodes.find(({ kind }) => kind === OUTPUT_KIND);
  if (!found?.nodes.some(({ id }) => id === node) || !output || output.id === node) return document;
  const kept = reachable(found, [node], 'upstream');
  const nodes = found.nodes.filter(({ id }) => kept.has(id) || id === output.id);
  const edges = found.edges.filter(({ source, target }) => kept.has(source) && kept.has(target));
  const last = { source: node, output: 'out', target: output.id, input: 'in', index: 0 };
  return replaceNetwork(document, network, {
    ...found,
    nodes,
    edges: arrangeEdges([...edges, last]),
  });
}

/** How much data there is, and how like that of the backbone. */
export interface TransferCase {
  readonly data: 'small' | 'large';
  readonly likeness: 'similar' | 'different';
  /** Without its weights the backbone is only a shape. */
  readonly fromScratch?: boolean;
}

/** The four cases in the order in which people meet them. */
export const transferCases: readonly TransferCase[] = [
  { data: 'small', likeness: 'similar' },
  { data: 'small', likeness: 'different' },
  { data: 'large', likeness: 'similar' },
  { data: 'large', likeness: 'different' },
];

const rated = (phase: Phase, rate: number): Phase => {
  const { optimizer } = phase.config;
  const given = isConfig(optimizer) ? optimizer : { id: 'adam' };
  return { ...phase, config: { ...phase.config, optimizer: { ...given, learningRate: rate } } };
};

/** Rates of a new head, of careful and of bold changes to everything. */
const [HEAD, FINE, BOLD] = [1e-3, 1e-4, 1e-3];

/** The cut nearest to the middle of a network: what lies before it sees lines and textures, not things. */
export function earlyCut(document: Document, network: string): string | undefined {
  const found = networkOf(document, network);
  const depth = depthOf(document, network);
  const place = (id: string) => Math.abs(depth.indexOf(id) + 1 - depth.length / 2);
  return found && [...cutPoints(found)].sort((a, b) => place(a) - place(b))[0];
}

/**
 * Sets up one of the four cases for the backbone that `placement` places in a trained network: where it ends, what
 * stands still, and which phases follow with which rates. Without a training phase to begin with nothing changes.
 */
export function setUpTransfer(
  document: Document,
  placement: NodeAddress,
  { data, likeness, fromScratch = false }: TransferCase,
): Document {
  const node = networkOf(document, placement.network)?.nodes.find(
    ({ id }) => id === placement.node,
  );
  const backbone = node && placedNetwork(node);
  const first = document.training?.phases[0];
  if (backbone === undefined || !first) return document;
  const { frozen: _, ...phase } = first;
  const isSmall = data === 'small';
  const early = isSmall && likeness === 'different' ? earlyCut(document, backbone) : undefined;
  const cut =
    early === undefined ? document : cutAfter(document, { network: backbone, node: early });
  const depth = isSmall ? Number.POSITIVE_INFINITY : 0;
  const set = freezePlaced(withoutWeights(cut, backbone, fromScratch), placement, depth);
  return { ...set, training: { ...set.training!, phases: phasesOf() } };

  function phasesOf(): readonly Phase[] {
    if (isSmall) return [rated(phase, HEAD)];
    if (fromScratch) return [rated(phase, BOLD)];
    const head = { ...rated(phase, HEAD), frozen: [placement.node] };
    return [head, rated(phase, likeness === 'similar' ? FINE : BOLD)];
  }
}

/** A network that starts from nothing, where that is wished. */
function withoutWeights(document: Document, network: string, isWished: boolean): Document {
  const found = networkOf(document, network);
  if (!isWished || !found?.weights) return document;
  const { weights: _, ...rest } = found;
  return replaceNetwork(document, network, rest);
}
