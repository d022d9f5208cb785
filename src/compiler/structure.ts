/** Problems of a network as a graph: nodes, edges, inputs, cycles, blocks that are never fed. */
import type { Document, Edge, Network, Node } from '../graph/document';
import { INPUT_KIND, networkOf, OUTPUT_KIND } from '../graph/network';
import { cycles, edgesFrom, edgesInto, nodesById } from '../graph/topology';
import { isTooLarge, MOST_LAYERS } from './blocks';
import type { InputPort, Ports } from './layer';
import { layerByKind } from './layers/all';
import { portsOf } from './ports';
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

function nodeProblems(
  at: { readonly document: Document; readonly network: Network; readonly name: string },
  node: Node,
  report: Report,
): void {
  const { document, network, name } = at;
  const place = { network: name, node: node.id };
  if (layerByKind(node.kind) === undefined) {
    report('unknown-kind', place, { kind: clip(node.kind) });
    return;
  }
  const ports = portsOf(document, node, network.parameters ?? {});
  const leaving = edgesFrom(network, node.id);
  if (leaving.length === 0 && ports?.outputs.length !== 0) report('unused-output', place);
  // What a block without its network takes and gives is not known.
  if (!ports) return;
  const arriving = edgesInto(network, node.id);
  const names = ports.inputs.map((input) => input.port);
  for (const edge of arriving) {
    if (!names.includes(edge.input)) port(edge, edge.input, names);
  }
  for (const edge of leaving) {
    if (!ports.outputs.includes(edge.output)) port(edge, edge.output, ports.outputs);
  }
  inputCounts(ports.inputs, arriving, (code, values) => report(code, place, values));

  function port(edge: Edge, used: string, known: readonly string[]): void {
    report(
      'unknown-port',
      { ...place, port: clip(used) },
      {
        port: clip(used),
        source: clip(edge.source),
        target: clip(edge.target),
        expected: known.join(', ') || 'none',
      },
    );
  }
}

/** All edges together first; where their number is right, each port by itself. */
function inputCounts(
  inputs: readonly InputPort[],
  edges: readonly Edge[],
  report: (code: ProblemCode, values: Values) => void,
): void {
  const total = {
    min: inputs.reduce((sum, { min }) => sum + min, 0),
    max: inputs.reduce((sum, { max }) => sum + max, 0),
  };
  const values = { received: edges.length, expected: numberOf(total) };
  if (edges.length < total.min) report('missing-input', values);
  else if (edges.length > total.max) report('too-many-inputs', values);
  else if (inputs.length > 1) portCounts(inputs, edges, report);
}

function portCounts(
  inputs: readonly InputPort[],
  edges: readonly Edge[],
  report: (code: ProblemCode, values: Values) => void,
): void {
  for (const { port, min, max } of inputs) {
    const received = edges.filter((edge) => edge.input === port).length;
    const of = { port, received, expected: numberOf({ min, max }) };
    if (received < min || received > max) report('port-inputs', of);
  }
}

function numberOf({ min, max }: Ports): string {
  if (min === max) return String(min);
  return max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`;
}
