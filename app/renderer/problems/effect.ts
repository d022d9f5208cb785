/** What a repair would change: counts, problems left, and the piece of the network around it. */
import type { Shape } from '../../../src/compiler/layer';
import type { Repair } from '../../../src/compiler/problem';
import type { Document, Edge, Node } from '../../../src/graph/document';
import { emptyNetwork, networkOf } from '../../../src/graph/network';
import { edgesFrom, edgesInto, nodesById } from '../../../src/graph/topology';
import { errorsOf, factsOf, problemsOf } from '../stores/facts';

export interface Sketch {
  readonly nodes: readonly SketchNode[];
  readonly edges: readonly SketchEdge[];
}

export interface SketchNode {
  readonly id: string;
  readonly state: 'same' | 'changed' | 'added';
  /** Column from the left and row from the top. */
  readonly column: number;
  readonly row: number;
}

export interface SketchEdge {
  readonly source: string;
  readonly target: string;
  readonly isNew: boolean;
  readonly shape: Shape | undefined;
}

export interface Effect {
  readonly parameters: number;
  readonly macs: number;
  readonly problemsLeft: number;
  readonly sketch: Sketch;
}

const effects = new WeakMap<Document, Map<string, Effect | null>>();

/** The effect of a repair on this document; `null` where it changes nothing any more. */
export function effectOf(
  document: Document,
  network: string,
  node: string | undefined,
  repair: Repair,
): Effect | null {
  const known = effects.get(document) ?? new Map<string, Effect | null>();
  effects.set(document, known);
  const key = `${network}/${node ?? ''}/${repair.id}`;
  let effect = known.get(key);
  if (effect === undefined) {
    effect = compute(document, network, node, repair);
    known.set(key, effect);
  }
  return effect;
}

function compute(
  document: Document,
  network: string,
  node: string | undefined,
  repair: Repair,
): Effect | null {
  const after = repair.apply(document);
  if (after === document) return null;
  const before = factsOf(document).get(network)?.totals;
  const totals = factsOf(after).get(network)?.totals;
  return {
    parameters: (totals?.parameters ?? 0) - (before?.parameters ?? 0),
    macs: (totals?.macs ?? 0) - (before?.macs ?? 0),
    problemsLeft: errorsOf(problemsOf(after)).length,
    sketch: sketchOf(document, after, network, node),
  };
}

const LARGEST = 6;

/** The problem's node, what feeds it, and whatever the repair added or changed: six nodes at most. */
function sketchOf(
  before: Document,
  after: Document,
  network: string,
  centre: string | undefined,
): Sketch {
  const old = networkOf(before, network) ?? emptyNetwork;
  const now = networkOf(after, network) ?? emptyNetwork;
  const oldNodes = nodesById(old);
  const stateOf = (node: Node) => {
    const was = oldNodes.get(node.id);
    return was === undefined
      ? 'added'
      : was === node || was.config === node.config
        ? 'same'
        : 'changed';
  };
  const chosen = new Set(now.nodes.filter((node) => stateOf(node) !== 'same').map(({ id }) => id));
  if (centre !== undefined && nodesById(now).has(centre)) chosen.add(centre);
  for (const id of [...chosen]) {
    for (const edge of edgesInto(now, id)) if (chosen.size < LARGEST) chosen.add(edge.source);
    // What is new stands between what it comes from and what it leads to.
    if (oldNodes.has(id)) continue;
    for (const edge of edgesFrom(now, id)) if (chosen.size < LARGEST) chosen.add(edge.target);
  }
  const nodes = now.nodes.filter(({ id }) => chosen.has(id)).slice(0, LARGEST);
  const edges = now.edges.filter(
    (edge) => chosen.has(edge.source) && chosen.has(edge.target) && !edge.delay,
  );
  const facts = factsOf(after).get(network);
  const isOld = (edge: Edge) =>
    old.edges.some((other) => other.source === edge.source && other.target === edge.target);
  const columns = columnsOf(nodes, edges);
  const used = new Map<number, number>();
  return {
    nodes: nodes.map((node) => {
      const column = columns.get(node.id) ?? 0;
      const row = used.get(column) ?? 0;
      used.set(column, row + 1);
      return { id: node.id, state: stateOf(node), column, row };
    }),
    edges: edges.map((edge) => ({
      source: edge.source,
      target: edge.target,
      isNew: !isOld(edge),
      shape: facts?.nodes.get(edge.source)?.output,
    })),
  };
}

/** The longest way from a source, so that every edge leads to the right. */
function columnsOf(nodes: readonly Node[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const columns = new Map(nodes.map(({ id }) => [id, 0]));
  for (let round = 0; round < nodes.length; round++) {
    for (const { source, target } of edges) {
      columns.set(
        target,
        Math.max(columns.get(target) ?? 0, Math.min(nodes.length, (columns.get(source) ?? 0) + 1)),
      );
    }
  }
  return columns;
}
