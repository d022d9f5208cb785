/** What the compiler knows of the inside of a block as it stands where the canvas entered it. */
import { edgesByPort, placementScope } from '../../../src/compiler/blocks';
import { type NetworkFacts, shapeAt } from '../../../src/compiler/facts';
import { inferNetwork } from '../../../src/compiler/infer';
import type { Shape } from '../../../src/compiler/layer';
import type { Config, Document } from '../../../src/graph/document';
import { blockPorts, networkOf, placedNetwork } from '../../../src/graph/network';
import { edgesInto, nodeById } from '../../../src/graph/topology';
import { useDocument } from './document';
import { shownNetworkName, usePath } from './shown';

export interface PlacedFacts {
  readonly facts: NetworkFacts;
  /** The parameters that expressions see here, by name. */
  readonly scope: Config;
}

const known = new WeakMap<Document, Map<string, PlacedFacts>>();

/**
 * Facts of the network at the end of `path` (see `ViewValues.path`), with the parameters and shapes that its placements
 * give it; of the first copy where it repeats. Inputs that nothing arrives at keep the block's own shapes.
 */
export function placedFacts(document: Document, path: readonly string[]): PlacedFacts {
  let byPath = known.get(document);
  if (!byPath) known.set(document, (byPath = new Map()));
  const key = path.join('\n');
  let placed = byPath.get(key);
  if (!placed) byPath.set(key, (placed = walk(document, path)));
  return placed;
}

function walk(document: Document, path: readonly string[]): PlacedFacts {
  let name = shownNetworkName(document, path.slice(0, 1));
  let scope: Config = networkOf(document, name)?.parameters ?? {};
  let facts = inferNetwork(document, name);
  for (const id of path.slice(1)) {
    const host = networkOf(document, name);
    const node = host && nodeById(host, id);
    const inside = node && placedNetwork(node);
    const block = inside === undefined ? undefined : networkOf(document, inside);
    if (!host || !node || inside === undefined || !block) break;
    const edges = edgesInto(host, id).filter((edge) => !edge.delay);
    const arriving = edgesByPort(blockPorts(block).inputs, edges).map((edge): Shape | undefined =>
      edge ? shapeAt(facts.nodes.get(edge.source), edge.output) : undefined,
    );
    scope = placementScope(document, node, scope);
    const isFed = arriving.some((shape) => shape !== undefined);
    facts = inferNetwork(document, inside, scope, isFed ? arriving : undefined);
    name = inside;
  }
  return { facts, scope };
}

/** What expressions in the network at the end of `usePath` see. */
export function useScope(): Config {
  const document = useDocument((state) => state.document);
  return placedFacts(document, usePath()).scope;
}
