/** Reads a network out of whatever a file holds. Ids become unique, edges end at nodes, orders have no gaps. */
import { type Defects, describe, quote } from './defects';
import type { Edge, Network, Node, StartWeights } from './document';
import { compareEdges, renumber, withDelay } from './edges';
import { baseId, idMaker, isValidId } from './ids';
import {
  isRecord,
  noteUnknown,
  own,
  type Raw,
  readBoolean,
  readConfig,
  readNumber,
  readPosition,
  readText,
} from './read';

const LONGEST_KIND = 128;
// An edge without a place goes behind those that have one.
const LAST = Number.MAX_SAFE_INTEGER;
const networkFields = new Set(['nodes', 'edges', 'parameters', 'weights']);
const weightsFields = new Set(['source']);
const nodeFields = new Set(['id', 'kind', 'config', 'position', 'label', 'frozen']);
const edgeFields = new Set(['source', 'output', 'target', 'input', 'index', 'delay']);

function readList(value: unknown, path: string, defects: Defects): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined) {
    defects.add(
      path,
      'type',
      `${path} is ${describe(value)}, not a list.`,
      'It was taken as empty.',
    );
  }
  return [];
}

const isOwnId = (id: unknown): id is string => typeof id === 'string' && isValidId(id);

/** Gives every node of a list its id, and remembers which id of the file became which. */
function idReader(nodes: readonly unknown[], defects: Defects) {
  const used = new Set<string>();
  let make: ((base: string) => string) | undefined;
  const renamed = new Map<string, string>();
  const read = (raw: Raw, kind: string, path: string): string => {
    const id = own(raw, 'id');
    if (isOwnId(id) && !used.has(id)) {
      used.add(id);
      return id;
    }
    // A fresh id must not be one that stands further down.
    make ??= idMaker(nodes.map((node) => isRecord(node) && own(node, 'id')).filter(isOwnId));
    const isDuplicate = typeof id === 'string' && used.has(id);
    const fresh = make(isDuplicate ? id : baseId(kind));
    const hint = `The node is now called ${quote(fresh)}; rename it as you like.`;
    if (isDuplicate) {
      const message = `Two nodes are called ${quote(id)}; edges go to the first.`;
      defects.add(`${path}.id`, 'duplicate', message, hint);
    } else if (typeof id === 'string') {
      if (!renamed.has(id)) renamed.set(id, fresh);
      const message = `The id ${quote(id)} is not 1 to 64 letters, digits, _ and -.`;
      defects.add(`${path}.id`, 'name', message, hint);
    } else {
      const code = id === undefined ? 'missing' : 'type';
      defects.add(`${path}.id`, code, `A node’s id is ${describe(id)}, not a text.`, hint);
    }
    return fresh;
  };
  return { read, renamed };
}

/** Label and frozen, where a node has them. */
function readMarks(raw: Raw, path: string, defects: Defects): Pick<Node, 'label' | 'frozen'> {
  const [label, frozen] = [own(raw, 'label'), own(raw, 'frozen')];
  if (label === undefined && frozen === undefined) return {};
  const text = label === undefined ? undefined : readText(label, `${path}.label`, defects);
  const isFrozen =
    frozen === undefined ? undefined : readBoolean(frozen, `${path}.frozen`, defects);
  return {
    ...(text === undefined ? {} : { label: text }),
    ...(isFrozen === undefined ? {} : { frozen: isFrozen }),
  };
}

function readNode(
  raw: unknown,
  path: string,
  readId: ReturnType<typeof idReader>['read'],
  defects: Defects,
): Node | undefined {
  if (!isRecord(raw)) {
    const message = `${path} is ${describe(raw)}, not a node.`;
    defects.add(path, 'type', message, 'It was left out.');
    return undefined;
  }
  const kind = own(raw, 'kind');
  if (typeof kind !== 'string' || kind === '' || kind.length > LONGEST_KIND) {
    const code = kind === undefined ? 'missing' : 'type';
    const message = `${path}.kind is ${describe(kind)}, not the name of a layer kind.`;
    defects.add(
      `${path}.kind`,
      code,
      message,
      'The node was left out; name a kind such as "Dense".',
    );
    return undefined;
  }
  const id = readId(raw, kind, path);
  defects.node = id;
  noteUnknown(raw, nodeFields, path, defects);
  const [config, position] = [own(raw, 'config'), own(raw, 'position')];
  const node: Node = {
    id,
    kind,
    config: config === undefined ? {} : readConfig(config, `${path}.config`, defects),
    position:
      position === undefined ? { x: 0, y: 0 } : readPosition(position, `${path}.position`, defects),
    ...readMarks(raw, path, defects),
  };
  defects.node = undefined;
  return node;
}

function readPort(value: unknown, fallback: string, path: string, defects: Defects): string {
  if (value === undefined) return fallback;
  if (typeof value === 'string' && isValidId(value)) return value;
  const message = `${path} is ${describe(value)}, not the name of a port.`;
  defects.add(path, 'name', message, `${quote(fallback)} was taken.`);
  return fallback;
}

function readIndex(value: unknown, path: string, defects: Defects): number {
  if (value === undefined) return LAST;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < LAST) {
    return value;
  }
  const message = `${path} is ${describe(value)}, not a whole number from 0.`;
  defects.add(path, 'type', message, 'The edge goes behind the others into this port.');
  return LAST;
}

function readEdge(
  raw: unknown,
  path: string,
  find: (id: unknown) => string | undefined,
  defects: Defects,
): Edge | undefined {
  if (!isRecord(raw)) {
    defects.add(path, 'type', `${path} is ${describe(raw)}, not an edge.`, 'It was left out.');
    return undefined;
  }
  const source = find(own(raw, 'source'));
  const target = find(own(raw, 'target'));
  if (source === undefined || target === undefined) {
    const key = source === undefined ? 'source' : 'target';
    const end = own(raw, key);
    const name = typeof end === 'string' ? quote(end) : describe(end);
    const message = `The edge’s ${key} is ${name}, which is no node of this network.`;
    defects.add(path, 'dangling-edge', message, 'The edge was left out; connect the nodes again.');
    return undefined;
  }
  noteUnknown(raw, edgeFields, path, defects);
  const delay = own(raw, 'delay');
  const range = { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true, fallback: 0 };
  const edge: Edge = {
    source,
    output: readPort(own(raw, 'output'), 'out', `${path}.output`, defects),
    target,
    input: readPort(own(raw, 'input'), 'in', `${path}.input`, defects),
    index: readIndex(own(raw, 'index'), `${path}.index`, defects),
  };
  return delay === undefined
    ? edge
    : withDelay(edge, readNumber(delay, range, `${path}.delay`, defects));
}

/** Edges in canonical order; says where a place was taken twice or a gap was closed. */
function readOrder(edges: Edge[], path: string, defects: Defects): Edge[] {
  edges.sort(compareEdges);
  const arranged = renumber(edges);
  for (const [i, edge] of edges.entries()) {
    const { source, target, index } = arranged[i]!;
    if (edge.index === index || edge.index === LAST) continue;
    defects.node = target;
    const message = `The edge from ${quote(source)} to ${quote(target)} has index ${edge.index}, where ${index} is next.`;
    const hint = `It now has index ${index}; check the order of the inputs.`;
    defects.add(path, 'edge-order', message, hint);
  }
  defects.node = undefined;
  return arranged;
}

function readWeights(value: unknown, path: string, defects: Defects): StartWeights | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) {
    const message = `${path} is ${describe(value)}, not { source }.`;
    defects.add(path, 'type', message, 'It was left out: the weights are drawn.');
    return undefined;
  }
  noteUnknown(value, weightsFields, path, defects);
  const source = readText(own(value, 'source'), `${path}.source`, defects);
  return source === undefined ? undefined : { source };
}

/** A network with everything that is usable in `raw`. Cycles are left as they are. */
export function readNetwork(raw: unknown, path: string, defects: Defects): Network {
  if (!isRecord(raw)) {
    const message = `${path} is ${describe(raw)}, not a network.`;
    defects.add(path, 'type', message, 'It was taken as empty.');
    return { nodes: [], edges: [] };
  }
  noteUnknown(raw, networkFields, path, defects);
  const rawNodes = readList(own(raw, 'nodes'), `${path}.nodes`, defects);
  const ids = idReader(rawNodes, defects);
  const nodes: Node[] = [];
  for (const [i, rawNode] of rawNodes.entries()) {
    const node = readNode(rawNode, `${path}.nodes[${i}]`, ids.read, defects);
    if (node !== undefined) nodes.push(node);
  }
  const known = new Set(nodes.map((node) => node.id));
  const find = (id: unknown): string | undefined => {
    if (typeof id !== 'string') return undefined;
    return known.has(id) ? id : ids.renamed.get(id);
  };
  const edges: Edge[] = [];
  for (const [i, rawEdge] of readList(own(raw, 'edges'), `${path}.edges`, defects).entries()) {
    const edge = readEdge(rawEdge, `${path}.edges[${i}]`, find, defects);
    if (edge !== undefined) edges.push(edge);
  }
  const arranged = readOrder(edges, `${path}.edges`, defects);
  const parameters = own(raw, 'parameters');
  const weights = readWeights(own(raw, 'weights'), `${path}.weights`, defects);
  return {
    nodes,
    edges: arranged,
    ...(parameters === undefined
      ? {}
      : { parameters: readConfig(parameters, `${path}.parameters`, defects) }),
    ...(weights === undefined ? {} : { weights }),
  };
}
