/** What all repairs use: where they look, and how a node is put on an edge. */
import type { Config, Document, Edge, Network, Node } from '../../graph/document';
import { connect, insertOnEdge } from '../../graph/edits/edges';
import { addNode, idForNode } from '../../graph/edits/nodes';
import { networkOf } from '../../graph/network';
import { edgesInto, nodeById } from '../../graph/topology';
import type { DeepFacts } from '../deep-facts';
import { inferNetwork } from '../infer';
import type { Shape } from '../layer';
import type { Problem, Repair } from '../problem';
import type { World } from '../world';

export interface RepairContext {
  readonly document: Document;
  readonly world: World;
  readonly problem: Problem;
}

/** The repairs that one file offers for a problem, best first; none where it has nothing to offer. */
export type RepairMaker = (context: RepairContext) => readonly Repair[];

/** The node to blame with what surrounds it; `undefined` where the problem names none. */
export interface Scene {
  readonly name: string;
  readonly network: Network;
  readonly node: Node;
  readonly edges: readonly Edge[];
  readonly facts: ReadonlyMap<string, DeepFacts>;
}

export function sceneOf({ document, problem }: RepairContext): Scene | undefined {
  const network = networkOf(document, problem.network);
  const node = network && problem.node !== undefined ? nodeById(network, problem.node) : undefined;
  if (!network || !node) return undefined;
  return {
    name: problem.network,
    network,
    node,
    edges: edgesInto(network, node.id),
    facts: inferNetwork(document, problem.network).nodes,
  };
}

export function shapeOf(scene: Scene, id: string): Shape | undefined {
  return scene.facts.get(id)?.output;
}

export interface NewLayer {
  readonly kind: string;
  readonly id: string;
  readonly config: Config;
}

/** The document with a new node on an edge, drawn halfway between its ends. */
export function insertLayer(
  document: Document,
  network: string,
  edge: Edge,
  layer: NewLayer,
): Document {
  const host = networkOf(document, network);
  const source = host && nodeById(host, edge.source);
  const target = host && nodeById(host, edge.target);
  if (!source || !target) return document;
  const id = idForNode(document, network, layer.id);
  const position = {
    x: (source.position.x + target.position.x) / 2,
    y: (source.position.y + target.position.y) / 2 + 40,
  };
  const added = addNode(document, network, { ...layer, id, position });
  return insertOnEdge(added, network, edge, { id });
}

/** The document with a new node behind `source`, and its id. */
export function appendLayer(
  document: Document,
  network: string,
  source: Node,
  layer: NewLayer,
): Document {
  const id = idForNode(document, network, layer.id);
  const position = { x: source.position.x + 210, y: source.position.y };
  const added = addNode(document, network, { ...layer, id, position });
  return connect(added, network, { source: source.id, target: id });
}

/** Node ids from `start` backwards along first inputs, `start` first; ends at merges and Inputs. */
export function chainBack(network: Network, start: string): readonly Node[] {
  const chain: Node[] = [];
  let id: string | undefined = start;
  for (let steps = 0; id !== undefined && steps < 1000; steps++) {
    const node = nodeById(network, id);
    if (!node) break;
    chain.push(node);
    const edges = edgesInto(network, id);
    id = edges.length === 1 ? edges[0]!.source : undefined;
  }
  return chain;
}
