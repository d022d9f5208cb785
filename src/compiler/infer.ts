/**
 * Shapes, weights and counts of every node. Derived, never stored, and incremental: a node's facts are kept by the
 * identity of its config and the shapes that come in, so an edit computes only what lies downstream of it.
 */
import { type Document, type Edge, NETWORK_KIND, type Network, type Node } from '../graph/document';
import { blockPorts, INPUT_KIND, networkNames, networkOf } from '../graph/network';
import { edgesFrom, edgesInto, nodesById, order } from '../graph/topology';
import { isTooLarge, placementFacts } from './blocks';
import type { DeepFacts, DeepNetworkFacts, Walk } from './deep-facts';
import { type NetworkFacts, shapeAt } from './facts';
import { countOf } from './geometry';
import type { Shape } from './layer';
import { layerByKind } from './layers/all';
import { byDeclaredPort } from './ports';
import { problemOf, problemOfShapeError } from './problems/problem-of';
import { isProblemCode, type ProblemCode } from './problems/words';
import { applyRules, type RuleResult } from './rules';
import type { Scope } from './values';

const noScope: Scope = {};

/** Facts of every network as it stands by itself: Input shapes and parameters at their own values. */
export function infer(document: Document): ReadonlyMap<string, NetworkFacts> {
  return new Map(networkNames(document).map((name) => [name, inferNetwork(document, name)]));
}

/** Facts of one network; with `scope` and `inputShapes`, of the inside of a block as it is placed. */
export function inferNetwork(
  document: Document,
  network: string,
  scope?: Scope,
  inputShapes?: readonly (Shape | undefined)[],
): NetworkFacts {
  const walk: Walk = { document, path: [network], budget: { left: 20_000 } };
  const own = scope ?? networkOf(document, network)?.parameters ?? noScope;
  return walkNetwork(walk, network, own, inputShapes);
}

interface Entry {
  readonly nodes: readonly Node[];
  readonly name: string;
  readonly scope: string;
  readonly inputs: string;
  readonly placed: ReadonlyMap<string, Network | undefined>;
  readonly facts: DeepNetworkFacts;
}
// By the edges, which stay the same object when nodes move or change.
const networkMemo = new WeakMap<readonly Edge[], Entry[]>();

export function walkNetwork(
  walk: Walk,
  name: string,
  scope: Scope,
  inputShapes: readonly (Shape | undefined)[] | undefined,
): DeepNetworkFacts {
  const network = networkOf(walk.document, name);
  if (network === undefined || isTooLarge(network)) return emptyFacts;
  const scopeKey = JSON.stringify(scope);
  const inputKey = JSON.stringify(inputShapes ?? null);
  const entries = networkMemo.get(network.edges) ?? [];
  const hit = entries.find(
    (entry) =>
      entry.name === name &&
      entry.scope === scopeKey &&
      entry.inputs === inputKey &&
      sameNodes(entry.nodes, network.nodes) &&
      samePlaced(entry.placed, walk.document),
  );
  if (hit) return hit.facts;
  const before = entries.find(
    (entry) =>
      entry.name === name &&
      entry.scope === scopeKey &&
      entry.inputs === inputKey &&
      sameKinds(entry.nodes, network.nodes),
  );
  const setting = { keeps: network.nodes.length <= MOST_KEPT, scope, scopeKey, inputShapes };
  const known = before && {
    facts: before.facts,
    stale: staleNodes(before, network, walk.document),
  };
  const facts = computeNetwork(walk, name, network, { ...setting, ...(known ? { known } : {}) });
  const placed = placedIn(walk.document, network);
  // A walk that ran out of budget or into itself must not be remembered as the truth of this network alone.
  if (walk.budget.left > 0 && !walk.path.slice(0, -1).includes(name)) {
    const entry = { nodes: network.nodes, name, scope: scopeKey, inputs: inputKey, placed, facts };
    networkMemo.set(network.edges, [entry, ...entries.slice(0, 15)]);
  }
  return facts;
}

function sameNodes(a: readonly Node[], b: readonly Node[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((node, i) => sameNode(node, b[i]!));
}

const sameNode = (a: Node, b: Node): boolean =>
  a === b || (a.id === b.id && a.kind === b.kind && a.config === b.config && a.frozen === b.frozen);

/** With the same edges this means the same order and the same ports. */
function sameKinds(a: readonly Node[], b: readonly Node[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((node, i) => node === b[i] || (node.id === b[i]!.id && node.kind === b[i]!.kind));
}

/** Nodes whose facts are not those of `before`, without what lies downstream of them. */
function staleNodes(before: Entry, network: Network, document: Document): Set<string> {
  const blocks = samePlaced(before.placed, document);
  const stale = new Set<string>();
  network.nodes.forEach((node, i) => {
    const holds = sameNode(node, before.nodes[i]!) && (blocks || node.kind !== NETWORK_KIND);
    if (!holds) stale.add(node.id);
  });
  return stale;
}

function samePlaced(placed: Entry['placed'], document: Document): boolean {
  for (const [name, network] of placed) if (networkOf(document, name) !== network) return false;
  return true;
}

function placedIn(document: Document, network: Network): Map<string, Network | undefined> {
  const found = new Map<string, Network | undefined>();
  const open = [network];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const node of at.nodes) {
      const name = node.kind === NETWORK_KIND ? node.config.network : undefined;
      if (typeof name !== 'string' || found.has(name)) continue;
      const inner = networkOf(document, name);
      found.set(name, inner);
      if (inner) open.push(inner);
    }
  }
  return found;
}

/** Facts of single nodes are kept up to this size; a larger network is worked out as a whole. */
const MOST_KEPT = 20_000;

interface Setting {
  /** False in networks so large that keeping facts by node would fill the memory. */
  readonly keeps: boolean;
  readonly scope: Scope;
  readonly scopeKey: string;
  readonly inputShapes: readonly (Shape | undefined)[] | undefined;
  /** Facts of the same network with other values in some nodes; only what is stale is worked out anew. */
  readonly known?: { readonly facts: DeepNetworkFacts; readonly stale: Set<string> };
}

function computeNetwork(
  walk: Walk,
  name: string,
  network: Network,
  setting: Setting,
): DeepNetworkFacts {
  const { inputShapes } = setting;
  const nodes = nodesById(network);
  const given = new Map(
    inputShapes && blockPorts(network).inputs.map(({ node }, i) => [node, inputShapes[i]]),
  );
  const { known } = setting;
  const sorted = known?.facts.order ?? order(network);
  const facts = new Map<string, DeepFacts>(known?.facts.nodes);
  const put = (id: string, fresh: DeepFacts) => {
    const old = facts.get(id);
    facts.set(id, fresh);
    if (!known || (old && sameOutputs(old, fresh))) return;
    for (const { target } of edgesFrom(network, id)) known.stale.add(target);
  };
  for (const id of sorted) {
    if (known && !known.stale.has(id)) continue;
    const node = nodes.get(id)!; // order lists nodes of this network
    const undelayed = edgesInto(network, id).filter((edge) => !edge.delay);
    const edges = byDeclaredPort(node, undelayed, setting.scope);
    const inputs = edges.map((edge) => shapeAt(facts.get(edge.source), edge.output));
    const sources = edges.map((edge) => edge.source);
    const isPort = inputShapes !== undefined && node.kind === INPUT_KIND;
    if (node.kind === NETWORK_KIND) {
      const at = { network: name, node, edges, inputs };
      const placed = placementFacts(walk, at, setting.scope, walkNetwork);
      put(id, setting.keeps ? settled(node, name, placed) : placed);
    } else {
      const arriving = isPort ? [given.get(id)] : inputs;
      const ports = edges.map((edge) => edge.input);
      const at = { network: name, node, sources, ports, inputs: arriving, isPort };
      put(id, nodeFacts(at, setting));
    }
  }
  return sum(facts, sorted);
}

/** Whether a node gives its readers the same shapes as before. */
function sameOutputs(a: DeepFacts, b: DeepFacts): boolean {
  if (a === b) return true;
  const ports = new Set(['out', ...(a.ports?.keys() ?? []), ...(b.ports?.keys() ?? [])]);
  const shapesOf = (facts: DeepFacts) => [...ports].map((port) => shapeAt(facts, port));
  return sameShapes(shapesOf(a), shapesOf(b));
}

interface Kept {
  readonly kind: string;
  readonly frozen: boolean;
  readonly scope: string;
  readonly sources: readonly string[];
  readonly ports: readonly string[];
  readonly inputs: readonly (Shape | undefined)[];
  readonly isPort: boolean;
  readonly facts: DeepFacts;
}
const nodeMemo = new WeakMap<object, Map<string, Kept[]>>();

function memoOf(config: object, network: string, node: string): Kept[] {
  let byNode = nodeMemo.get(config);
  if (!byNode) nodeMemo.set(config, (byNode = new Map()));
  const key = `${network}/${node}`;
  let kept = byNode.get(key);
  if (!kept) byNode.set(key, (kept = []));
  return kept;
}

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

const sameShapes = (
  a: readonly (Shape | undefined)[],
  b: readonly (Shape | undefined)[],
): boolean =>
  a.length === b.length &&
  a.every((shape, i) => {
    const other = b[i];
    return shape === other || (shape && other && sameList(shape, other));
  });

/** A node with what arrives at it. */
interface Arrived {
  readonly network: string;
  readonly node: Node;
  /** Ids of the nodes that the inputs come from. */
  readonly sources: readonly string[];
  /** The port at which each input arrives. */
  readonly ports: readonly string[];
  readonly inputs: readonly (Shape | undefined)[];
  /** An Input inside a placed block: its shape comes from outside. */
  readonly isPort: boolean;
}

function nodeFacts(at: Arrived, setting: Setting): DeepFacts {
  const { network, node, sources, ports, inputs, isPort } = at;
  const compute = () => (isPort ? portFacts(inputs) : computeNode(at, setting.scope));
  if (!setting.keeps) return compute();
  const kept = memoOf(node.config, network, node.id);
  const frozen = node.frozen === true;
  const scope = setting.scopeKey;
  const hit = kept.find(
    (k) =>
      k.kind === node.kind &&
      k.frozen === frozen &&
      k.isPort === isPort &&
      k.scope === scope &&
      sameList(k.sources, sources) &&
      sameList(k.ports, ports) &&
      sameShapes(k.inputs, inputs),
  );
  if (hit) return hit.facts;
  const facts = compute();
  kept.unshift({ kind: node.kind, frozen, scope, sources, ports, inputs, isPort, facts });
  kept.length = Math.min(kept.length, 8);
  return facts;
}

/** An Input inside a placed block has the shape that arrives from outside. */
function portFacts([shape]: readonly (Shape | undefined)[]): DeepFacts {
  return { ...nothing, inputs: [], ...(shape ? { output: shape } : {}) };
}

const nothing = {
  parameters: 0,
  trainable: 0,
  macs: 0,
  activations: 0,
  weights: [],
  problems: [],
} as const;

function computeNode({ network, node, sources, ports, inputs }: Arrived, scope: Scope): DeepFacts {
  const layer = layerByKind(node.kind);
  if (layer === undefined) return { ...nothing, inputs };
  const arrived = inputs.filter((shape) => shape !== undefined);
  const result = applyRules(
    layer,
    node.config,
    scope,
    arrived.length === inputs.length ? { shapes: arrived, ports } : undefined,
  );
  const place = { network, node: node.id };
  const problems = result.paramProblems.map((problem) => {
    const code: ProblemCode = isProblemCode(problem.code) ? problem.code : 'param-type';
    return problemOf(code, { ...place, param: problem.param }, problem.values);
  });
  if (result.refusal) {
    const { values } = result.refusal;
    const at = Number(values.at ?? values.input ?? 0);
    const names = {
      kind: node.kind,
      source: sources[Number.isInteger(at) ? at : 0] ?? sources[0] ?? '',
      first: sources[0] ?? '',
    };
    problems.push(problemOfShapeError(result.refusal, place, names));
  }
  const parameters = result.weights.reduce((total, weight) => total + countOf(weight.shape), 0);
  const trainable = result.weights.reduce(
    (total, weight) => total + (weight.trainable === false ? 0 : countOf(weight.shape)),
    0,
  );
  return {
    inputs,
    ...outputsOf(result),
    weights: result.weights,
    ...(result.arithmetic === undefined ? {} : { arithmetic: result.arithmetic }),
    problems,
    parameters,
    trainable: node.frozen ? 0 : trainable,
    macs: result.macs,
    activations: result.output && node.kind !== 'Output' ? countOf(result.output) : 0,
  };
}

function outputsOf({ output, moreOutputs }: RuleResult): Pick<DeepFacts, 'output' | 'ports'> {
  if (!output) return {};
  if (!moreOutputs) return { output };
  return { output, ports: new Map([['out', output], ...Object.entries(moreOutputs)]) };
}

/** The same object as last time where nothing about a placement changed, so that its card is not redrawn. */
function settled(node: Node, network: string, facts: DeepFacts): DeepFacts {
  const kept = memoOf(node.config, network, node.id);
  const text = JSON.stringify([facts, [...(facts.ports ?? [])], [...(facts.shared ?? [])]]);
  const hit = kept.find((k) => k.scope === text);
  if (hit) return hit.facts;
  kept.unshift({
    kind: node.kind,
    frozen: node.frozen === true,
    scope: text,
    sources: [],
    ports: [],
    inputs: [],
    isPort: false,
    facts,
  });
  kept.length = Math.min(kept.length, 8);
  return facts;
}

const emptyFacts: DeepNetworkFacts = {
  nodes: new Map(),
  order: [],
  totals: { parameters: 0, trainable: 0, macs: 0, activations: 0 },
  shared: new Map(),
  own: { parameters: 0, trainable: 0 },
  layers: 0,
};

function sum(nodes: ReadonlyMap<string, DeepFacts>, sorted: readonly string[]): DeepNetworkFacts {
  const totals = { parameters: 0, trainable: 0, macs: 0, activations: 0 };
  const own = { parameters: 0, trainable: 0 };
  const shared = new Map<string, { parameters: number; trainable: number }>();
  let layers = 0;
  for (const facts of nodes.values()) {
    let [parameters, trainable] = [facts.parameters, facts.trainable];
    for (const [key, counts] of facts.shared ?? []) {
      parameters -= counts.parameters;
      trainable -= counts.trainable;
      shared.set(key, counts);
    }
    own.parameters += parameters;
    own.trainable += trainable;
    totals.macs += facts.macs;
    totals.activations += facts.activations;
    layers += facts.layers ?? 1;
  }
  totals.parameters = own.parameters;
  totals.trainable = own.trainable;
  for (const counts of shared.values()) {
    totals.parameters += counts.parameters;
    totals.trainable += counts.trainable;
  }
  return { nodes, order: sorted, totals, shared, own, layers };
}
