/** Transfer learning as edits: how much of a placed backbone stands still, and where it is cut. */
import type { Document, Network, Phase } from '../document';
import { arrangeEdges } from '../edges';
import { isConfig } from '../json';
import { networkOf, OUTPUT_KIND, placedNetwork, replaceNetwork } from '../network';
import { order, reachable, successors } from '../topology';
import { mapNodes, type NodeAddress } from './nodes';

/** Freezes the first share of a network's nodes, sources first, and frees the others. */
export function freezeDepth(document: Document, network: string, share: number): Document {
  const found = networkOf(document, network);
  if (!found) return document;
  const ids = order(found);
  const still = new Set(ids.slice(0, Math.round(ids.length * Math.min(1, Math.max(0, share)))));
  return mapNodes(document, network, (node) => {
    if (still.has(node.id) === (node.frozen === true)) return node;
    const { frozen: _, ...free } = node;
    return still.has(node.id) ? { ...free, frozen: true } : free;
  });
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
}

const rated = (phase: Phase, rate: number): Phase => {
  const { optimizer } = phase.config;
  const given = isConfig(optimizer) ? optimizer : { id: 'adam' };
  return { ...phase, config: { ...phase.config, optimizer: { ...given, learningRate: rate } } };
};

/** Rates of a new head, of careful and of bold changes to everything. */
const [HEAD, FINE, BOLD] = [1e-3, 1e-4, 1e-3];

/**
 * Sets up one of the four cases for the backbone that `placement` places in a trained network: what stands still and
 * which phases follow with which rates. Without a training phase to begin with nothing changes.
 */
export function setUpTransfer(
  document: Document,
  placement: NodeAddress,
  { data, likeness }: TransferCase,
): Document {
  const node = networkOf(document, placement.network)?.nodes.find(
    ({ id }) => id === placement.node,
  );
  const backbone = node && placedNetwork(node);
  const first = document.training?.phases[0];
  if (backbone === undefined || !first) return document;
  const { frozen: _, ...phase } = first;
  const head = { ...rated(phase, HEAD), frozen: [placement.node] };
  const isSmall = data === 'small';
  const isSimilar = likeness === 'similar';
  const phases = isSmall ? [rated(phase, HEAD)] : [head, rated(phase, isSimilar ? FINE : BOLD)];
  // Small and different: only the early layers are of use, and they stay as they are.
  const depth = isSmall ? (isSimilar ? 1 : 0.5) : 0;
  const freed = mapNodes(document, placement.network, (each) => {
    if (each.id !== placement.node || !each.frozen) return each;
    const { frozen: __, ...free } = each;
    return free;
  });
  const set = freezeDepth(freed, backbone, depth);
  return { ...set, training: { ...set.training!, phases } };
}
