/** Placed networks: what they are given, how often they repeat, and what they come to. */
import type { Config, Document, Edge, Json, Network, Node } from '../graph/document';
import { evaluate, isExpression } from '../graph/expression';
import { blockPorts, networkNames, networkOf, type Port } from '../graph/network';
import type { DeepFacts, DeepNetworkFacts, Walk } from './deep-facts';
import type { Shape } from './layer';
import { network as networkLayer } from './layers/network';
import type { Problem } from './problem';
import { problemOf } from './problems/problem-of';
import { isProblemCode, type ProblemCode } from './problems/words';
import { fill, type Scope, validate } from './values';
import { clip } from './words';

/** Deeper nesting than this is refused. */
export const DEEPEST = 24;
/** More layers than this after expansion are refused. */
export const MOST_LAYERS = 100_000;

/** Networks of this size are refused whole, so that a file with a million nodes costs no time. */
export function isTooLarge(network: Network): boolean {
  return network.nodes.length > MOST_LAYERS || network.edges.length > MOST_LAYERS;
}

/** The parameters inside a placement: declared defaults, then its own values, evaluated where it stands. */
export function placementScope(document: Document, node: Node, outer: Scope): Scope {
  const { network, parameters } = fill(networkLayer.params, node.config, outer);
  const declared = networkOf(document, network)?.parameters ?? {};
  const scope: Record<string, Json> = {};
  for (const [name, value] of Object.entries(declared)) {
    const given = Object.hasOwn(parameters, name) ? parameters[name] : value;
    scope[name] = evaluated(given ?? null, outer);
  }
  return scope;
}

function evaluated(value: Json, scope: Scope): Json {
  if (!isExpression(value)) return value;
  const result = evaluate(value, scope);
  return 'value' in result ? result.value : value;
}

/** For every input port of a block, the edge that ends there. */
export function edgesByPort(
  inputs: readonly Port[],
  edges: readonly Edge[],
): readonly (Edge | undefined)[] {
  return inputs.map(({ port }) => edges.find((edge) => edge.input === port));
}

export interface Placed {
  readonly network: string;
  readonly node: Node;
  readonly edges: readonly Edge[];
  readonly inputs: readonly (Shape | undefined)[];
}

type WalkNetwork = (
  walk: Walk,
  name: string,
  scope: Scope,
  inputs: readonly (Shape | undefined)[],
) => DeepNetworkFacts;

const empty = { parameters: 0, trainable: 0, macs: 0, activations: 0, weights: [] } as const;

export function placementFacts(
  walk: Walk,
  at: Placed,
  outer: Scope,
  walkInner: WalkNetwork,
): DeepFacts {
  const { node, inputs } = at;
  const place = { network: at.network, node: node.id };
  const { network: placed, repeat, share } = fill(networkLayer.params, node.config, outer);
  const problems: Problem[] = paramProblems(place, node.config, outer);
  const refuse = (code: ProblemCode, values: Config): DeepFacts => ({
    ...empty,
    inputs,
    // Values are short texts and numbers by construction of the calls below.
    problems: [...problems, problemOf(code, place, { placed, ...(values as object) })],
  });
  const inner = networkOf(walk.document, placed);
  if (inner === undefined) {
    return refuse('block-unknown', { expected: clip(networkNames(walk.document).join(', '), 200) });
  }
  if (walk.path.includes(placed)) {
    return refuse('block-recursion', { path: clip([...walk.path, placed].join(' → '), 200) });
  }
  if (walk.path.length > DEEPEST || walk.budget.left <= 0) {
    return refuse('block-too-large', { limit: MOST_LAYERS });
  }
  for (const name of Object.keys(fill(networkLayer.params, node.config, outer).parameters)) {
    if (Object.hasOwn(inner.parameters ?? {}, name)) continue;
    problems.push(problemOf('block-parameter', { ...place, param: name }, { placed }));
  }
  if (problems.some((problem) => problem.severity === 'error')) {
    return { ...empty, inputs, problems };
  }
  const ports = blockPorts(inner);
  const arriving = edgesByPort(ports.inputs, at.edges).map((edge) =>
    edge ? inputs[at.edges.indexOf(edge)] : undefined,
  );
  const deeper: Walk = { ...walk, path: [...walk.path, placed] };
  const scope = placementScope(walk.document, node, outer);
  const copies = repeatInside(deeper, placed, { scope, arriving, repeat, walkInner });
  if (copies.layers > MOST_LAYERS) return refuse('block-too-large', { limit: MOST_LAYERS });
  const inside = firstError(copies.wrong);
  if (inside) {
    const values = { placed, inner: inside.node ?? placed, reason: inside.message };
    problems.push(problemOf('block-inside', place, values));
  }
  return outcome(at, copies, { problems, share, key: `${placed}|${JSON.stringify(scope)}` });
}

function paramProblems(
  place: { readonly network: string; readonly node: string },
  config: Config,
  scope: Scope,
): Problem[] {
  return validate(networkLayer.params, config, scope).map((problem) =>
    problemOf(
      isProblemCode(problem.code) ? problem.code : 'param-type',
      { ...place, param: problem.param },
      problem.values,
    ),
  );
}

interface Copies {
  readonly all: readonly DeepNetworkFacts[];
  readonly wrong?: DeepNetworkFacts;
  readonly outputs: ReadonlyMap<string, Shape>;
  readonly layers: number;
}

/** Output port j of a copy feeds input port j of the next; other inputs get the outer value every time. */
function repeatInside(
  walk: Walk,
  name: string,
  options: {
    readonly scope: Scope;
    readonly arriving: readonly (Shape | undefined)[];
    readonly repeat: number;
    readonly walkInner: WalkNetwork;
  },
): Copies {
  const ports = blockPorts(networkOf(walk.document, name)!); // the caller has looked it up
  const all: DeepNetworkFacts[] = [];
  let arriving = options.arriving;
  let outputs = new Map<string, Shape>();
  let layers = 0;
  for (let copy = 0; copy < options.repeat && walk.budget.left > 0; copy++) {
    walk.budget.left -= 1;
    const facts = options.walkInner(walk, name, options.scope, arriving);
    all.push(facts);
    layers += facts.layers;
    outputs = new Map();
    for (const { port, node } of ports.outputs) {
      const shape = facts.nodes.get(node)?.output;
      if (shape) outputs.set(port, shape);
    }
    if (firstError(facts)) return { all, wrong: facts, outputs: new Map(), layers };
    arriving = options.arriving.map((shape, i) => {
      const fed = ports.outputs[i];
      return fed ? outputs.get(fed.port) : shape;
    });
  }
  return { all, outputs, layers };
}

function firstError(facts: DeepNetworkFacts | undefined): Problem | undefined {
  for (const node of facts?.nodes.values() ?? []) {
    const found = node.problems.find((problem) => problem.severity === 'error');
    if (found) return found;
  }
  return undefined;
}

function outcome(
  at: Placed,
  copies: Copies,
  options: { readonly problems: Problem[]; readonly share: boolean; readonly key: string },
): DeepFacts {
  const frozen = at.node.frozen === true;
  let [parameters, trainable, macs, activations] = [0, 0, 0, 0];
  const shared = new Map<string, { parameters: number; trainable: number }>();
  for (const { own, totals, shared: inside } of copies.all) {
    macs += totals.macs;
    activations += totals.activations;
    const counts = { parameters: own.parameters, trainable: frozen ? 0 : own.trainable };
    if (options.share) shared.set(options.key, counts);
    else {
      parameters += counts.parameters;
      trainable += counts.trainable;
    }
    for (const [key, value] of inside) {
      shared.set(key, { ...value, trainable: frozen ? 0 : value.trainable });
    }
  }
  for (const counts of shared.values()) {
    parameters += counts.parameters;
    trainable += counts.trainable;
  }
  const output = copies.outputs.get('out');
  return {
    inputs: at.inputs,
    ...(output ? { output } : {}),
    ports: copies.outputs,
    shared,
    layers: copies.layers,
    weights: [],
    problems: options.problems,
    parameters,
    trainable,
    macs,
    activations,
  };
}
