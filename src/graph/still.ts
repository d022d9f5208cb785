/** What stands still in training, as far as the document says it: nodes, what they place, and whole phases. */
import type { Document, Node } from './document';
import { INPUT_KIND, networkOf, OUTPUT_KIND, placedNetwork } from './network';
import { order } from './topology';

export interface Still {
  /** 1 for a node that is frozen; for a placement the share of its network's nodes that are. */
  readonly share: number;
  /** Numbers of the phases that freeze the node besides, from 1. */
  readonly phases: readonly number[];
}

/** Ids of the nodes that a network's depth is counted by, sources first: all but its ports. */
export function depthOf(document: Document, network: string): readonly string[] {
  const found = networkOf(document, network);
  if (!found) return [];
  const ports = new Set(
    found.nodes.flatMap(({ id, kind }) => (kind === INPUT_KIND || kind === OUTPUT_KIND ? id : [])),
  );
  return order(found).filter((id) => !ports.has(id));
}

/** Ids of the nodes among those of `depthOf` that are frozen themselves. */
function flagged(document: Document, network: string): readonly string[] {
  const nodes = networkOf(document, network)?.nodes ?? [];
  const frozen = new Set(nodes.flatMap(({ id, frozen }) => (frozen ? id : [])));
  return depthOf(document, network).filter((id) => frozen.has(id));
}

/** Share of what a placement places that is frozen in itself; 0 for any other node. */
function shareInside(document: Document, node: Node): number {
  const placed = placedNetwork(node);
  const depth = placed === undefined ? 0 : depthOf(document, placed).length;
  return placed === undefined || depth === 0 ? 0 : flagged(document, placed).length / depth;
}

/** Ids of the nodes among those of `depthOf` that stand still: frozen, or placements of what is frozen throughout. */
export function stillNodes(document: Document, network: string): ReadonlySet<string> {
  const still = new Set(
    networkOf(document, network)?.nodes.flatMap((node) =>
      node.frozen || shareInside(document, node) === 1 ? node.id : [],
    ),
  );
  return new Set(depthOf(document, network).filter((id) => still.has(id)));
}

export function stillness(document: Document, network: string, node: Node): Still {
  const phases = (document.training?.phases ?? []).flatMap(({ networks, frozen }, i) =>
    Object.values(networks).includes(network) && frozen?.includes(node.id) ? i + 1 : [],
  );
  return { share: node.frozen ? 1 : shareInside(document, node), phases };
}

/** Whether a placement on the way to a network is frozen, and with it everything inside. */
export function standsInside(document: Document, path: readonly string[]): boolean {
  let network = networkOf(document, path[0] ?? '');
  for (const id of path.slice(1)) {
    const node = network?.nodes.find((each) => each.id === id);
    if (!node) return false;
    if (node.frozen) return true;
    network = networkOf(document, placedNetwork(node) ?? '');
  }
  return false;
}
