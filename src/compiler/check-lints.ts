/** What a network may have and still learns badly: notes that teach, each with the edit that mends it. */
import type { Document, Network, Node, Phase } from '../graph/document';
import { networkOf, OUTPUT_KIND } from '../graph/network';
import { edgesFrom, edgesInto, nodeById } from '../graph/topology';
import { isTooLarge } from './blocks';
import { activationOf, lastActivation } from './check-outputs';
import { TRAINING } from './check-training';
import type { Findings } from './findings';
import { inferNetwork } from './infer';
import { layerByKind } from './layers/all';
import { output as outputLayer } from './layers/output';
import type { Choice } from './params';
import type { Signal } from './preparation/preparation';
import { optimizers } from './training/optimizers';
import { fill } from './values';
import type { World } from './world';

interface Reading {
  readonly document: Document;
  readonly name: string;
  readonly network: Network;
  readonly findings: Findings;
}

/** Notes on networks that are trained, those inside them included. */
export function checkLints(
  document: Document,
  names: Iterable<string>,
  feeds: ReadonlyMap<string, Signal>,
  findings: Findings,
): void {
  for (const name of names) {
    const network = networkOf(document, name);
    if (!network || isTooLarge(network)) continue;
    const reading = { document, name, network, findings };
    for (const node of network.nodes) {
      checkSoftmax(reading, node);
      checkLinear(reading, node);
      checkStart(reading, node);
      checkBatch(reading, node);
      if (node.kind === OUTPUT_KIND) checkEnd(reading, node, feeds.get(node.id));
    }
  }
}

function sourceOf(network: Network, id: string): Node | undefined {
  const edges = edgesInto(network, id).filter((edge) => !edge.delay);
  return edges.length === 1 ? nodeById(network, edges[0]!.source) : undefined;
}

/** Probabilities of probabilities are almost equal, whatever the network says. */
function checkSoftmax({ name, network, findings }: Reading, node: Node): void {
  if (activationOf(node) !== 'softmax') return;
  const source = sourceOf(network, node.id);
  const isBare = node.kind === 'Softmax' || node.kind === 'Activation';
  if (!source || !isBare || lastActivation(network, source) !== 'softmax') return;
  findings.report('double-softmax', { network: name, node: node.id }, { source: source.id });
}

/** Layers that leave a product of matrices a product of matrices. */
const linear = new Set(['Dropout', 'Flatten', 'Reshape']);

function checkLinear({ document, name, network, findings }: Reading, node: Node): void {
  if (node.kind !== 'Dense') return;
  let source = sourceOf(network, node.id);
  for (let steps = 0; source && linear.has(source.kind) && steps < 100; steps++) {
    if (edgesFrom(network, source.id).length > 1) return;
    source = sourceOf(network, source.id);
  }
  if (source?.kind !== 'Dense' || activationOf(source) !== 'linear') return;
  if (edgesFrom(network, source.id).length > 1) return;
  const facts = inferNetwork(document, name).nodes;
  const [into, between, out] = [
    facts.get(source.id)?.inputs[0]?.at(-1),
    facts.get(source.id)?.output?.at(-1),
    facts.get(node.id)?.output?.at(-1),
  ];
  // A waist between wider layers saves weights on purpose.
  if (into && between && out && between < Math.min(into, out)) return;
  findings.report('linear-layers', { network: name, node: node.id }, { source: source.id });
}

/** Weights from which relu gives 0 for every input, where it has no gradient to leave. */
function checkStart({ name, findings }: Reading, node: Node): void {
  const params = layerByKind(node.kind)?.params;
  const activation = activationOf(node);
  if (!params?.kernelInitializer || (activation !== 'relu' && activation !== 'relu6')) return;
  const { kernelInitializer, biasInitializer, useBias } = fill(params, node.config);
  const place = { network: name, node: node.id };
  const bias = useBias === false ? 0 : constantOf(biasInitializer);
  if (bias !== undefined && bias < 0) {
    findings.report('dead-relu', { ...place, param: 'biasInitializer' });
  } else if (bias === 0 && constantOf(kernelInitializer) === 0) {
    findings.report('dead-relu', { ...place, param: 'kernelInitializer' });
  }
}

/** The one value that all weights start from, where they do. */
function constantOf(given: unknown): number | undefined {
  const { id, value } = (given ?? {}) as Partial<Choice>; // a choice by its parameter
  if (id === 'zeros' || id === 'ones') return id === 'ones' ? 1 : 0;
  return id === 'constant' && typeof value === 'number' ? value : undefined;
}

/** One sample is its own mean: what is normalized by it is 0. */
function checkBatch({ document, name, findings }: Reading, node: Node): void {
  if (node.kind !== 'BatchNormalization' || node.frozen || document.training?.batchSize !== 1)
    return;
  findings.report('batch-one', { network: name, node: node.id });
}

const crossEntropies = new Set([
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
  'kullbackLeiblerDivergence',
  'none',
]);

function checkEnd({ name, network, findings }: Reading, node: Node, signal?: Signal): void {
  const source = sourceOf(network, node.id);
  if (!source) return;
  const { loss } = fill(outputLayer.params, node.config);
  const activation = lastActivation(network, source);
  const place = { network: name, node: node.id };
  const values = { source: source.id, loss };
  const classes = signal?.classes?.length ?? 0;
  const isOneHot = signal?.shape.length === 1 && signal.shape[0] === classes;
  if (loss === 'binaryCrossentropy' && activation === 'sigmoid' && classes > 2 && isOneHot) {
    findings.report('sigmoid-classes', place, { ...values, classes });
  }
  if (activation === 'relu' && !crossEntropies.has(loss)) {
    findings.report('relu-output', place, values);
  }
}

/** How many times the default is still usual; and what else is. */
const [MOST, LEAST] = [50, 1 / 1000];
/** Zeiler, 2012, has no rate at all, which is 1. */
const alsoUsual: Readonly<Record<string, number>> = { adadelta: 1 };

/** Learning rates of every optimizer that a phase names. */
export function checkRates(document: Document, world: World, findings: Findings): void {
  for (const [i, phase] of (document.training?.phases ?? []).entries()) {
    for (const { param, id, rate } of ratesOf(phase, world)) {
      const usual = optimizers[id].params.learningRate.default ?? 0;
      const most = Math.max(usual * MOST, alsoUsual[id] ?? 0);
      const place = { network: TRAINING, param: `phases.${i}.config.${param}` };
      const values = { phase: i + 1, optimizer: id, received: rate, expected: usual };
      if (rate > most) findings.report('learning-rate-high', place, values);
      else if (rate < usual * LEAST) findings.report('learning-rate-low', place, values);
    }
  }
}

const isOptimizer = (id: string): id is keyof typeof optimizers => Object.hasOwn(optimizers, id);

function ratesOf({ procedure, config }: Phase, world: World) {
  const params = world.procedures.get(procedure)?.params ?? {};
  return Object.entries(fill(params, config)).flatMap(([param, value]) => {
    const { id, learningRate } = (value ?? {}) as Partial<Choice>; // anything; looked at below
    if (typeof id !== 'string' || !isOptimizer(id) || typeof learningRate !== 'number') return [];
    return [{ param, id, rate: learningRate }];
  });
}
