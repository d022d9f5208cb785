/** Whether an edge may be drawn: answered while it is being dragged, so nothing here is computed anew but one rule. */
import { type Document, type Edge, NETWORK_KIND, type Network, type Node } from '../graph/document';
import { connect } from '../graph/edits/edges';
import { networkOf, OUTPUT_KIND, PREPARATION } from '../graph/network';
import { edgesInto, nodeById, reachable } from '../graph/topology';
import { shapeAt } from './facts';
import { inferNetwork } from './infer';
import { layerByKind } from './layers/all';
import { byDeclaredPort, portsOf } from './ports';
import { preparationByKind } from './preparation/all';
import type { Problem } from './problem';
import { problemOfShapeError } from './problems/problem-of';
import { withRepairs } from './repairs/all';
import { canMend } from './repairs/can-mend';
import { applyRules } from './rules';
import type { Scope } from './values';
import { fillSentence, shapeText, type Values } from './words';
import type { World } from './world';

export interface CandidateEdge {
  readonly source: string;
  /** Default `out`. */
  readonly output?: string;
  readonly target: string;
  /** Default `in`. */
  readonly input?: string;
  readonly delay?: number;
}

export type RefusalCode = keyof typeof refusals;

export type Verdict =
  | { readonly verdict: 'ok' }
  /** It may be drawn; the problem that it brings has a repair. */
  | { readonly verdict: 'mendable'; readonly problem: Problem }
  | {
      readonly verdict: 'refused';
      readonly code: RefusalCode;
      readonly message: string;
      readonly values: Values;
    };

/** Why an edge is refused, worded once; the studio translates by code and values. */
export const refusals = {
  'no-node': 'There is no node {node}.',
  'same-node': 'This would make a cycle; hold Alt for a delayed edge.',
  'would-cycle': 'This would make a cycle; hold Alt for a delayed edge.',
  'no-output': '{node} gives no value.',
  'no-input': '{node} takes no input.',
  'same-edge': '{source} is connected to {node} already.',
  'no-port': '{node} has no port {port}.',
  rank: '{source} {received} → {kind}: it needs {expected}, this has {rank}.',
  'does-not-fit': '{source} {received} → {kind}: {reason}',
} as const;

function refuse(code: RefusalCode, values: Values): Verdict {
  return { verdict: 'refused', code, message: fillSentence(refusals[code], values), values };
}

const ok: Verdict = { verdict: 'ok' };

/** With a `world` a problem carries its repairs, which takes longer: for the one candidate under the pointer. */
export function canConnect(
  document: Document,
  network: string,
  edge: CandidateEdge,
  world?: World,
): Verdict {
  const host = networkOf(document, network);
  const source = host && nodeById(host, edge.source);
  const target = host && nodeById(host, edge.target);
  if (!host || !source) return refuse('no-node', { node: edge.source });
  if (!target) return refuse('no-node', { node: edge.target });
  const isDelayed = (edge.delay ?? 0) > 0;
  if (source === target && !isDelayed) return refuse('same-node', { node: source.id });
  const ends = endsRefused(document, network, {
    edge,
    source,
    target,
    scope: host.parameters ?? {},
  });
  if (ends) return ends;
  const input = edge.input ?? 'in';
  const output = edge.output ?? 'out';
  const same = edgesInto(host, target.id).some(
    (other) => other.source === source.id && other.output === output && other.input === input,
  );
  // A value may be added to itself, so a merge takes the same edge twice.
  const { parameters = {} } = host;
  const replace = !takesMany(document, target, input, parameters);
  if (same && replace) {
    return refuse('same-edge', { node: target.id, source: source.id });
  }
  if (!isDelayed && upstreamOf(host, source.id).has(target.id)) {
    return refuse('would-cycle', { node: source.id });
  }
  if (isDelayed || network === PREPARATION) return ok;
  return shapeVerdict({ document, network, host, source, target, output, input, replace }, world);
}

const takesMany = (document: Document, node: Node, port: string, scope: Scope): boolean =>
  (portsOf(document, node, scope)?.inputs.find((input) => input.port === port)?.max ?? 1) > 1;

interface Ends {
  readonly edge: CandidateEdge;
  readonly source: Node;
  readonly target: Node;
  readonly scope: Scope;
}

function endsRefused(
  document: Document,
  network: string,
  { edge, source, target, scope }: Ends,
): Verdict | undefined {
  if (network === PREPARATION) {
    const gives = preparationByKind.get(source.kind)?.outputs.max ?? 1;
    const takes = preparationByKind.get(target.kind)?.inputs.max ?? 1;
    if (gives === 0) return refuse('no-output', { node: source.id });
    return takes === 0 ? refuse('no-input', { node: target.id }) : undefined;
  }
  if (source.kind === OUTPUT_KIND) return refuse('no-output', { node: source.id });
  if (layerByKind(target.kind)?.inputs.max === 0) return refuse('no-input', { node: target.id });
  const output = edge.output ?? 'out';
  const input = edge.input ?? 'in';
  const given = portsOf(document, source, scope)?.outputs;
  if (given?.includes(output) === false) {
    return refuse('no-port', { node: source.id, port: output });
  }
  const taken = portsOf(document, target, scope)?.inputs;
  return taken?.some(({ port }) => port === input) === false
    ? refuse('no-port', { node: target.id, port: input })
    : undefined;
}

// The pointer stays at one source while it passes over a hundred candidates.
const upstreams = new WeakMap<Network['edges'], Map<string, ReadonlySet<string>>>();

function upstreamOf(network: Network, id: string): ReadonlySet<string> {
  let byNode = upstreams.get(network.edges);
  if (!byNode) upstreams.set(network.edges, (byNode = new Map()));
  let found = byNode.get(id);
  if (!found) byNode.set(id, (found = reachable(network, [id], 'upstream')));
  return found;
}

interface Drawn {
  readonly document: Document;
  readonly network: string;
  readonly host: Network;
  readonly source: Node;
  readonly target: Node;
  readonly output: string;
  readonly input: string;
  /** The edge takes the place of the one that is there. */
  readonly replace: boolean;
}

function shapeVerdict(drawn: Drawn, world: World | undefined): Verdict {
  const { document, network, host, source, target, output } = drawn;
  const layer = layerByKind(target.kind);
  if (!layer || target.kind === NETWORK_KIND) return ok;
  const facts = inferNetwork(document, network).nodes;
  const arriving = shapeAt(facts.get(source.id), output);
  if (arriving === undefined) return ok;
  const scope = host.parameters ?? {};
  const edges = byDeclaredPort(target, edgesWith(drawn), scope);
  const shapes = edges.map((edge) => shapeAt(facts.get(edge.source), edge.output));
  const known = shapes.filter((shape) => shape !== undefined);
  // A merge of one input has nothing to compare yet.
  if (known.length < shapes.length) return ok;
  const ports = edges.map((edge) => edge.input);
  const { refusal } = applyRules(layer, target.config, scope, { shapes: known, ports });
  if (!refusal) return ok;
  const sources = edges.map((edge) => edge.source);
  const at = Number(refusal.values.at ?? refusal.values.input ?? 0);
  const names = {
    kind: target.kind,
    source: sources[Number.isInteger(at) ? at : 0] ?? source.id,
    first: sources[0] ?? source.id,
  };
  const problem = problemOfShapeError(refusal, { network, node: target.id }, names);
  if (canMend(problem.code, known)) {
    return { verdict: 'mendable', problem: world ? mended(drawn, problem, world) : problem };
  }
  const values = { source: source.id, received: shapeText(arriving), kind: target.kind };
  if (problem.code === 'rank') {
    const expected = problem.values.expected ?? '';
    return refuse('rank', { ...values, expected, rank: arriving.length });
  }
  return refuse('does-not-fit', { ...values, node: target.id, reason: problem.message });
}

/** The edges into the target as they would be, the new one last in its port. */
function edgesWith({ host, source, target, output, input, replace }: Drawn): readonly Edge[] {
  const before = edgesInto(host, target.id).filter((edge) => !edge.delay);
  const kept = replace ? before.filter((edge) => edge.input !== input) : before;
  const index = kept.filter((edge) => edge.input === input).length;
  return [...kept, { source: source.id, output, target: target.id, input, index }];
}

/** The problem with the repairs that it will have once the edge is there. */
function mended(drawn: Drawn, problem: Problem, world: World): Problem {
  const { document, network, source, target, output, input, replace } = drawn;
  const ends = { source: source.id, target: target.id, output, input, replace };
  return withRepairs(connect(document, network, ends), world, problem);
}
