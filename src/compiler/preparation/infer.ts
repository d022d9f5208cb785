/**
 * What a preparation network makes of a data set's columns: a signal for every step, and what arrives at each
 * Input and Output node. Problems are collected, never thrown; steps behind a problem stay unknown.
 */
import type { Config, Data, Document, Edge, Network, Node } from '../../graph/document';
import { datasetOf } from '../dataset-of';
import type { Shape } from '../layer';
import type { Params, ValuesOf } from '../params';
import type { Problem } from '../problem';
import { clip, shapeText } from '../words';
import type { DatasetSpec, ProcedureSpec, World } from '../world';
import { preparationByKind } from './all';
import { PreparationError, type Signal } from './preparation';

/** What `Problem.network` says of problems in `data.preparation`. */
export const PREPARATION = 'data.preparation';

export interface PreparationFacts {
  /** By id of the preparation node. */
  readonly signals: ReadonlyMap<string, Signal>;
  /** By id of the Input or Output node that is fed. */
  readonly feeds: ReadonlyMap<string, Signal>;
  readonly problems: readonly Problem[];
}

/** One way from a column to an Input or Output node. */
export interface Chain {
  /** Id of the Input or Output node. */
  readonly feed: string;
  readonly column: string;
  /** The steps between `Source` and `Feed`, first to last. */
  readonly steps: readonly {
    readonly id: string;
    readonly kind: string;
    readonly config: Config;
  }[];
}

export function inferPreparation(data: Data, dataset: DatasetSpec): PreparationFacts {
  const network = data.preparation;
  const signals = new Map<string, Signal>();
  const feeds = new Map<string, Signal>();
  const problems: Problem[] = [];
  const incoming = edgesByTarget(network);
  for (const node of inOrder(network, incoming, problems)) {
    const definition = preparationByKind.get(node.kind);
    if (definition === undefined) {
      problems.push(unknownKind(node));
      continue;
    }
    const into = incoming.get(node.id);
    const input = into === undefined ? undefined : signals.get(into.source);
    // A step behind a problem is not a second problem.
    if (into !== undefined && input === undefined) continue;
    try {
      const signal = definition.output(configOf(definition.params, node), input, dataset);
      signals.set(node.id, signal);
      if (node.kind !== 'Feed') continue;
      const fed = String(configOf(definition.params, node).node);
      if (feeds.has(fed)) problems.push(fedTwice(node, fed));
      feeds.set(fed, signal);
    } catch (error) {
      if (!(error instanceof PreparationError)) throw error;
      const { code, message, hint, values } = error;
      problems.push({ ...problem(code, message, hint, values), node: node.id });
    }
  }
  return { signals, feeds, problems };
}

/** Problems of the preparation and of the nodes that it should feed, for every network that is trained. */
export function checkPreparation(document: Document, world: World): PreparationFacts {
  const none: PreparationFacts = { signals: new Map(), feeds: new Map(), problems: [] };
  if (document.data === undefined) return none;
  const dataset = datasetOf(document.data, world);
  // An unknown data set is the checker's to report; nothing can be said of its columns.
  if (dataset === undefined) return none;
  const facts = inferPreparation(document.data, dataset);
  return { ...facts, problems: [...facts.problems, ...feedProblems(document, world, facts)] };
}

/** The chains of a preparation network without problems. */
export function preparationChains(network: Network): readonly Chain[] {
  const byId = new Map(network.nodes.map((node) => [node.id, node]));
  const incoming = edgesByTarget(network);
  return network.nodes.flatMap((end) => {
    if (end.kind !== 'Feed') return [];
    const steps: Node[] = [];
    let node: Node | undefined = end;
    while (node !== undefined && node.kind !== 'Source' && steps.length <= network.nodes.length) {
      if (node !== end) steps.unshift(node);
      const into: Edge | undefined = incoming.get(node.id);
      node = into === undefined ? undefined : byId.get(into.source);
    }
    if (node?.kind !== 'Source') return [];
    return [
      {
        feed: String(valuesOf(end).node),
        column: String(valuesOf(node).column),
        steps: steps.map((step) => ({ id: step.id, kind: step.kind, config: valuesOf(step) })),
      },
    ];
  });
}

/** What arrives at every step of a chain without problems. */
export function chainSignals({ column, steps }: Chain, dataset: DatasetSpec): readonly Signal[] {
  const signals: Signal[] = [dataset.columns[column]!];
  for (const { kind, config } of steps) {
    // A chain was filled with the values of its kinds.
    signals.push(preparationByKind.get(kind)!.output(config as never, signals.at(-1), dataset));
  }
  return signals;
}

function valuesOf(node: Node): Config {
  return configOf(preparationByKind.get(node.kind)?.params ?? {}, node) as Config;
}

/** Values with defaults filled in; values of a wrong type are the parameter check's to report. */
function configOf<P extends Params>(params: P, node: Node): ValuesOf<P> {
  const defaults = Object.entries(params).map(([name, param]) => [
    name,
    Object.hasOwn(node.config, name) ? node.config[name] : param.default,
  ]);
  // The entries are those of `params`, whose values the caller has checked.
  return Object.fromEntries(defaults) as ValuesOf<P>;
}

/** The first edge into each node: every step takes one. */
function edgesByTarget(network: Network): ReadonlyMap<string, Edge> {
  const byTarget = new Map<string, Edge>();
  for (const edge of network.edges) {
    if (!byTarget.has(edge.target)) byTarget.set(edge.target, edge);
  }
  return byTarget;
}

/** Sources first. Nodes on or behind a cycle are left out and said once. */
function inOrder(
  network: Network,
  into: ReadonlyMap<string, Edge>,
  problems: Problem[],
): readonly Node[] {
  const byId = new Map(network.nodes.map((node) => [node.id, node]));
  const depths = new Map<string, number>();
  const depthOf = (node: Node): number => {
    const path: string[] = [];
    let at: Node | undefined = node;
    while (at !== undefined && !depths.has(at.id)) {
      // Walking a cycle, the path comes back to a node whose depth is not known yet.
      depths.set(at.id, Number.NaN);
      path.push(at.id);
      const edge = into.get(at.id);
      at = edge === undefined ? undefined : byId.get(edge.source);
    }
    let depth = at === undefined ? -1 : depths.get(at.id)!;
    while (path.length > 0) depths.set(path.pop()!, ++depth);
    return depths.get(node.id)!;
  };
  const order = network.nodes.filter((node) => !Number.isNaN(depthOf(node)));
  const stuck = network.nodes.find((node) => Number.isNaN(depths.get(node.id)));
  if (stuck !== undefined) {
    const message = `The preparation step ${stuck.id} receives its own output; steps must lead from a Source to a Feed.`;
    problems.push({
      ...problem('preparation-cycle', message, 'Remove an edge of the cycle.', { node: stuck.id }),
      node: stuck.id,
    });
  }
  return order.sort((a, b) => depths.get(a.id)! - depths.get(b.id)!);
}

function feedProblems(document: Document, world: World, facts: PreparationFacts): Problem[] {
  const ends = new Map<string, Shape | undefined>();
  const problems: Problem[] = [];
  for (const [name, network] of Object.entries(document.networks)) {
    const needs = needsOf(document, world, name);
    for (const node of network.nodes) {
      if (node.kind !== 'Input' && node.kind !== 'Output') continue;
      const signal = facts.feeds.get(node.id);
      ends.set(node.id, undefined);
      if (signal !== undefined) {
        const shape = node.kind === 'Input' ? node.config.shape : undefined;
        if (Array.isArray(shape) && !fits(signal.shape, shape)) {
          problems.push(feedShape(name, node, signal.shape, shape as Shape));
        }
        problems.push(...tokenRanges(name, network, node, signal.classes));
      } else if (needs.includes(node.kind) && node.config.loss !== 'none') {
        problems.push(missingFeed(name, node));
      }
    }
  }
  for (const fed of facts.feeds.keys()) {
    if (!ends.has(fed)) problems.push(unknownFeed(fed, [...ends.keys()]));
  }
  return problems;
}

/** Which kinds of end nodes a network needs data for, as the procedures that train it say. */
function needsOf(document: Document, world: World, network: string): readonly string[] {
  const needs = new Set<string>();
  for (const phase of document.training?.phases ?? []) {
    const procedure: ProcedureSpec | undefined = world.procedures.get(phase.procedure);
    for (const [slot, name] of Object.entries(phase.networks)) {
      if (name !== network || procedure === undefined) continue;
      const feeds = procedure.feeds?.[slot];
      if (feeds !== 'nothing') needs.add('Input');
      if (feeds === undefined) needs.add('Output');
    }
  }
  return [...needs];
}

function fits(received: Shape, expected: readonly unknown[]): boolean {
  return (
    received.length === expected.length &&
    received.every((size, i) => size === null || expected[i] === null || size === expected[i])
  );
}

function problem(
  code: string,
  message: string,
  hint: string,
  values: Problem['values'] = {},
): Problem {
  return {
    code,
    severity: 'error',
    network: PREPARATION,
    message,
    hint,
    values,
    repairs: [],
  };
}

function unknownKind(node: Node): Problem {
  const kinds = [...preparationByKind.keys()].join(', ');
  const message = `The preparation step ${node.id} has the kind "${clip(node.kind)}"; this version knows ${kinds}.`;
  const hint = 'Replace the step, or open the document in the version that made it.';
  const values = { node: node.id, kind: clip(node.kind), kinds };
  return { ...problem('unknown-preparation', message, hint, values), node: node.id };
}

function fedTwice(node: Node, fed: string): Problem {
  const message = `${clip(fed)} is fed twice, the second time by ${node.id}; a node takes one column.`;
  const values = { node: node.id, fed: clip(fed) };
  return { ...problem('fed-twice', message, 'Delete one Feed.', values), node: node.id };
}

function unknownFeed(fed: string, ends: readonly string[]): Problem {
  const names = ends.slice(0, 8).join(', ');
  const message = `The preparation feeds "${clip(fed)}"; the networks have the Input and Output nodes ${names}.`;
  return problem('unknown-feed', message, 'Set the Feed to one of these nodes.', {
    fed: clip(fed),
    nodes: names,
  });
}

function missingFeed(network: string, node: Node): Problem {
  const message = `${node.kind} ${node.id} receives no data; training expects a column of the data set for it.`;
  const hint = `Add a Feed to ${node.id} in the preparation of the data.`;
  const values = { kind: node.kind, node: node.id };
  return { ...problem('missing-feed', message, hint, values), network, node: node.id };
}

/** Embeddings that the Input leads to and that know fewer tokens than the data has. */
function tokenRanges(
  name: string,
  { nodes, edges }: Network,
  input: Node,
  classes: readonly string[] = [],
): Problem[] {
  const fed = new Set(edges.filter(({ source }) => source === input.id).map((edge) => edge.target));
  return nodes.flatMap((node) => {
    const tokens = node.config.inputDim;
    const isShort = typeof tokens === 'number' && tokens < classes.length;
    if (!fed.has(node.id) || node.kind !== 'Embedding' || !isShort) return [];
    const received = String(classes.length);
    const values = { node: node.id, input: input.id, received, expected: String(tokens) };
    const message = `${input.id} brings ${received} different values to ${node.id}, which knows ${tokens} tokens.`;
    const found = problem('token-range', message, `Set inputDim to ${received} or more.`, values);
    return [{ ...found, network: name, node: node.id, param: 'inputDim' }];
  });
}

function feedShape(network: string, node: Node, received: Shape, expected: Shape): Problem {
  const values = { node: node.id, received: shapeText(received), expected: shapeText(expected) };
  const message = `The data brings ${values.received} to ${node.id}; its shape is ${values.expected}.`;
  const hint = `Set the shape of ${node.id} to ${values.received}, or resize the data.`;
  return {
    ...problem('feed-shape', message, hint, values),
    network,
    node: node.id,
    param: 'shape',
  };
}
