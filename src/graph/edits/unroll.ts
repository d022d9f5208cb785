/** A placement replaced by the nodes of its network, once for each repeat. */
import type { Edge, Network, Node, Position } from '../document';
import { compareEdges, renumber, withDelay } from '../edges';
import { idMaker } from '../ids';
import { type BlockPorts, blockPorts, INPUT_KIND, OUTPUT_KIND, repeatsOf } from '../network';

/** Room between the copies of a repeated block, in CSS pixels. */
const COPY_GAP = 60;
const NODE_WIDTH = 160;

interface Copies {
  readonly times: number;
  readonly nodes: Node[];
  readonly edges: Edge[];
  /** Ids of the ports, which are passed through and go again. */
  readonly passing: ReadonlySet<string>;
  /** Id in the host of a block's node in one of the copies. */
  readonly idOf: (copy: number, node: string) => string;
}

function widthOf(nodes: readonly Node[]): number {
  const inner = nodes.filter((node) => node.kind !== INPUT_KIND && node.kind !== OUTPUT_KIND);
  if (inner.length === 0) return 0;
  const xs = inner.map((node) => node.position.x);
  const least = xs.reduce((a, b) => Math.min(a, b));
  return xs.reduce((a, b) => Math.max(a, b)) - least + NODE_WIDTH + COPY_GAP;
}

function copy(block: Network, times: number, taken: Iterable<string>, offset: Position): Copies {
  const make = idMaker(taken);
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const passing = new Set<string>();
  const ids: Map<string, string>[] = [];
  const width = widthOf(block.nodes);
  // Real nodes choose first, so that a port does not take an id that is to be kept.
  const isPort = (node: Node) => node.kind === INPUT_KIND || node.kind === OUTPUT_KIND;
  const chosen = [...block.nodes].sort((a, b) => Number(isPort(a)) - Number(isPort(b)));
  for (let i = 0; i < times; i += 1) {
    const names = new Map(chosen.map(({ id }) => [id, make(id)]));
    ids.push(names);
    for (const node of block.nodes) {
      const id = names.get(node.id)!;
      if (isPort(node)) passing.add(id);
      const { x, y } = node.position;
      nodes.push({ ...node, id, position: { x: x + offset.x + i * width, y: y + offset.y } });
    }
    for (const edge of block.edges) {
      const [source, target] = [names.get(edge.source), names.get(edge.target)];
      if (source && target) edges.push({ ...edge, source, target });
    }
  }
  return { times, nodes, edges, passing, idOf: (i, node) => ids[i]!.get(node)! };
}

/** The host's edges led to the ports of the copies, and the edges from each copy to the next. */
function lead(host: Network, placement: string, ports: BlockPorts, copies: Copies): Edge[] {
  const { times } = copies;
  const inputs = new Map(ports.inputs.map(({ port, node }, i) => [port, { node, i }]));
  const outputs = new Map(ports.outputs.map(({ port, node }) => [port, node]));
  const led: Edge[] = [];
  for (const edge of host.edges) {
    let { source, output } = edge;
    if (source === placement) {
      const node = outputs.get(output);
      if (node === undefined) continue;
      source = copies.idOf(times - 1, node);
      output = 'out';
    }
    if (edge.target !== placement) {
      led.push({ ...edge, source, output });
      continue;
    }
    const port = inputs.get(edge.input);
    if (port === undefined) continue;
    // An input beyond the outputs receives the same value in every copy.
    const receivers = port.i < ports.outputs.length ? 1 : times;
    for (let i = 0; i < receivers; i += 1) {
      led.push({ ...edge, source, output, target: copies.idOf(i, port.node), input: 'in' });
    }
  }
  for (let i = 1; i < times; i += 1) {
    for (const [j, { node }] of ports.inputs.entries()) {
      const from = ports.outputs[j];
      if (from === undefined) continue;
      const source = copies.idOf(i - 1, from.node);
      const target = copies.idOf(i, node);
      led.push({ source, output: 'out', target, input: 'in', index: 0 });
    }
  }
  return led;
}

/**
 * Joins what comes into each port with what goes out of it; delays add up and the order of inputs is kept. A port takes
 * one edge, the first; a ring of ports has no source and gives nothing.
 */
function passThrough(edges: readonly Edge[], passing: ReadonlySet<string>): Edge[] {
  const into = new Map<string, Edge>();
  const sorted = [...edges].sort(compareEdges);
  for (const edge of sorted) {
    if (passing.has(edge.target) && !into.has(edge.target)) into.set(edge.target, edge);
  }
  const follow = (edge: Edge): Edge[] => {
    let { source, output, delay = 0 } = edge;
    for (let hops = 0; passing.has(source); hops += 1) {
      const before = into.get(source);
      if (before === undefined || hops > passing.size) return [];
      ({ source, output } = before);
      delay += before.delay ?? 0;
    }
    return source === edge.source ? [edge] : [withDelay({ ...edge, source, output }, delay)];
  };
  return renumber(sorted.filter((edge) => !passing.has(edge.target)).flatMap(follow));
}

/** The host with `block`, shifted by `offset`, in the place of its placement, as often as that repeats. */
export function unroll(host: Network, placement: Node, block: Network, offset: Position): Network {
  const others = host.nodes.filter((node) => node !== placement).map((node) => node.id);
  const copies = copy(block, repeatsOf(placement), others, offset);
  const led = lead(host, placement.id, blockPorts(block), copies);
  const kept = copies.nodes.filter((node) => !copies.passing.has(node.id));
  return {
    ...host,
    nodes: host.nodes.flatMap((node) => (node === placement ? kept : [node])),
    edges: passThrough([...led, ...copies.edges], copies.passing),
  };
}
