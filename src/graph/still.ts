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

/** Ids of the frozen nodes among those of `depthOf`. */
export function stillNodes(document: Document, network: string): ReadonlySet<string> {
  const frozen = new Set(
    networkOf(document, network)?.nodes.flatMap((n) => (n.frozen ? n.id : [])),
  );
  return new Set(depthOf(document, network).filter((id) => frozen.has(id)));
}

export function stillness(document: Document, network: string, node: Node): Still {
  const phases = (document.training?.phases ?? []).flatMap(({ networks, frozen }, i) =>
    Object.values(networks).includes(network) && frozen?.includes(node.id) ? i + 1 : [],
  );
  if (node.frozen) return { share: 1, phases };
  const placed = placedNetwork(node);
  const depth = placed === undefined ? 0 : depthOf(document, placed).length;
  if (placed === undefined || depth === 0) return { share: 0, phases };
  return { share: stillNodes(document, placed).size / depth, phases };
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
