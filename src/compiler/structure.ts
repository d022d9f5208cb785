/** Problems of a network as a graph: nodes, edges, inputs, cycles, blocks that are never fed. */
import type { Document, Edge, Network, Node } from '../graph/document';
import { blockPorts, INPUT_KIND, networkOf, OUTPUT_KIND } from '../graph/network';
import { cycles, edgesFrom, edgesInto, nodesById } from '../graph/topology';
import { isTooLarge, MOST_LAYERS } from './blocks';
import type { AnyLayer } from './layer';
import { layerByKind } from './layers/all';
import type { Problem } from './problem';
import { type Place, problemOf } from './problems/problem-of';
import type { ProblemCode } from './problems/words';
import { clip, type Values } from './words';

export type Report = (code: ProblemCode, place: Place, values?: Values) => void;

export function structureProblems(document: Document, name: string): readonly Problem[] {
  const problems: Problem[] = [];
  reportStructure(document, name, (code, place, values) => {
    problems.push(problemOf(code, place, values));
  });
  return problems;
}

/** Reports in the order of the nodes; the receiver decides how many it words. */
export function reportStructure(document: Document, name: string, report: Report): void {
  const network = networkOf(document, name);
  if (network === undefined) {
    report('no-network', { network: name });
    return;
  }
  if (isTooLarge(network)) {
    const [nodes, edges] = [network.nodes.length, network.edges.length];
    report('network-too-large', { network: name }, { nodes, edges, limit: MOST_LAYERS });
    return;
  }
  endsOf(network, name, report);
  duplicates(network, name, report);
  const nodes = nodesById(network);
  for (const edge of network.edges) edgeProblems(nodes, edge, name, report);
  for (const node of network.nodes) nodeProblems({ document, network, name }, node, report);
  for (const cycle of cycles(network)) {
    const path = clip([...cycle.slice(0, 12), cycle[0]].join(' → '), 200);
    report('cycle', { network: name, node: cycle[0]! }, { path });
  }
}

function endsOf(network: Network, name: string, report: Report): void {
  const has = (kind: string) => network.nodes.some((node) => node.kind === kind);
  if (!has(INPUT_KIND)) report('no-input', { network: name });
  if (!has(OUTPUT_KIND)) report('no-output', { network: name });
}

function duplicates(network: Network, name: string, report: Report): void {
  const nodes = nodesById(network);
  if (nodes.size === network.nodes.length) return;
  const counts = new Map<string, number>();
  for (const { id } of network.nodes) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [node, count] of counts) {
    if (count > 1) report('duplicate-id', { network: name, node }, { count });
  }
}

function edgeProblems(
  nodes: ReadonlyMap<string, Node>,
  edge: Edge,
  network: string,
  report: Report,
): void {
  const { source, target } = edge;
  const missing = nodes.has(source) ? (nodes.has(target) ? undefined : target) : source;
  if (missing !== undefined) {
    const at = missing === source ? target : source;
    report(
      'dangling-edge',
      { network, ...(nodes.has(at) ? { node: at } : {}) },
      {
        source: clip(source),
        target: clip(target),
        missing: clip(missing),
      },
    );
  } else if (edge.delay) {
    report('delayed-edge', { network, node: target, port: edge.input }, { source });
  }
}

/** How many edges a node needs and takes, and the names of its ports. */
interface Wiring {
  readonly min: number;
  readonly max: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

function wiringOf(document: Document, node: Node, layer: AnyLayer): Wiring {
  if (node.kind === 'Network') {
    const placed = node.config.network;
    const inner = typeof placed === 'string' ? networkOf(document, placed) : undefined;
    if (!inner) return { ...layer.inputs, inputs: [], outputs: [] };
    const ports = blockPorts(inner);
    const inputs = ports.inputs.map(({ port }) => port);
    const outputs = ports.outputs.map(({ port }) => port);
    return { min: inputs.length, max: inputs.length, inputs, outputs };
  }
  const outputs = node.kind === OUTPUT_KIND ? [] : ['out'];
  return { ...layer.inputs, inputs: layer.inputs.max > 0 ? ['in'] : [], outputs };
}

function nodeProblems(
  at: { readonly document: Document; readonly network: Network; readonly name: string },
  node: Node,
  report: Report,
): void {
  const { document, network, name } = at;
  const place = { network: name, node: node.id };
  const layer = layerByKind(node.kind);
  if (layer === undefined) {
    report('unknown-kind', place, { kind: clip(node.kind) });
    return;
  }
  const wiring = wiringOf(document, node, layer);
  const edges = edgesInto(network, node.id);
  const known = wiring.inputs.length > 0 || wiring.max === 0;
  for (const edge of known ? edges : []) {
    if (!wiring.inputs.includes(edge.input)) port(edge, edge.input, wiring.inputs);
  }
  for (const edge of edgesFrom(network, node.id)) {
    const checked = node.kind !== 'Network' || wiring.outputs.length > 0;
    if (checked && !wiring.outputs.includes(edge.output)) port(edge, edge.output, wiring.outputs);
  }
  const arriving = edges.length;
  const values = { received: arriving, expected: numberOf(wiring) };
  if (arriving < wiring.min) report('missing-input', place, values);
  else if (arriving > wiring.max) report('too-many-inputs', place, values);
  const isUsed = edgesFrom(network, node.id).length > 0;
  if (!isUsed && wiring.outputs.length > 0) report('unused-output', place);

  function port(edge: Edge, used: string, ports: readonly string[]): void {
    report(
      'unknown-port',
      { ...place, port: clip(used) },
      {
        port: clip(used),
        source: clip(edge.source),
        target: clip(edge.target),
        expected: ports.join(', ') || 'none',
      },
    );
  }
}

function numberOf({ min, max }: Wiring): string {
  if (min === max) return String(min);
  return max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`;
}
