/** Whether what arrives at an Output suits its target and its loss. */
import { type Document, NETWORK_KIND, type Network, type Node } from '../graph/document';
import { networkOf, OUTPUT_KIND } from '../graph/network';
import { edgesInto, nodeById } from '../graph/topology';
import type { Findings } from './findings';
import { inferNetwork } from './infer';
import type { Shape } from './layer';
import { layerByKind } from './layers/all';
import { output as outputLayer } from './layers/output';
import type { Signal } from './preparation/preparation';
import { fill } from './values';
import { shapeText } from './words';

interface Arriving {
  readonly network: string;
  readonly node: Node;
  readonly source: Node;
  readonly shape: Shape;
  readonly loss: string;
  /** The activation that the values went through last; `undefined` where it cannot be told. */
  readonly activation: string | undefined;
  readonly signal: Signal | undefined;
}

export function checkOutputs(
  document: Document,
  name: string,
  feeds: ReadonlyMap<string, Signal>,
  findings: Findings,
): void {
  const network = networkOf(document, name);
  if (network === undefined) return;
  const facts = inferNetwork(document, name);
  for (const node of network.nodes) {
    if (node.kind !== OUTPUT_KIND) continue;
    const shape = facts.nodes.get(node.id)?.output;
    const { loss } = fill(outputLayer.params, node.config);
    const from = edgesInto(network, node.id)[0]?.source;
    const source = from === undefined ? undefined : nodeById(network, from);
    if (shape === undefined || source === undefined || loss === 'none') continue;
    const activation = lastActivation(network, source);
    const signal = feeds.get(node.id);
    const arriving = { network: name, node, source, shape, loss, activation, signal };
    if (signal) checkTarget(arriving, signal, findings);
    checkLoss(arriving, findings);
  }
}

const passThrough = new Set(['Dropout', 'Flatten', 'Reshape', 'Permute', 'GaussianNoise']);

/** `softmax`, `relu` … `linear`; looks back through layers that leave values as they are. */
export function lastActivation(network: Network, source: Node): string | undefined {
  let node: Node | undefined = source;
  for (let steps = 0; node && passThrough.has(node.kind) && steps < 100; steps++) {
    const before: string | undefined = edgesInto(network, node.id)[0]?.source;
    node = before === undefined ? undefined : nodeById(network, before);
  }
  if (!node || node.kind === NETWORK_KIND || !layerByKind(node.kind)) return undefined;
  return activationOf(node) ?? 'linear';
}

/** The activation that a node has or is. */
export function activationOf(node: Node): string | undefined {
  if (node.kind === 'Softmax' || node.kind === 'ReLU') return node.kind.toLowerCase();
  const params = layerByKind(node.kind)?.params;
  const activation = params?.activation && fill(params, node.config).activation;
  return typeof activation === 'string' ? activation : undefined;
}

const isSparse = (loss: string): boolean => loss === 'sparseCategoricalCrossentropy';

/** One value a sample is `[]` or `[1]`. */
const plain = (shape: Shape): Shape => (shape.length === 1 && shape[0] === 1 ? [] : shape);

const fits = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, i) => size === null || b[i] === null || size === b[i]);

function checkTarget(at: Arriving, signal: Signal, findings: Findings): void {
  const { node, source, shape, loss } = at;
  const place = { network: at.network, node: node.id };
  const target = plain(signal.shape);
  const areNumbers = target.length === 0 && signal.classes !== undefined;
  // Class numbers have one axis less than the classes: none a sample, or one a step of a sequence.
  if (isSparse(loss) && target.length > Math.max(0, shape.length - 1)) {
    findings.report('sparse-target', place, {
      loss,
      expected: 'class numbers',
      received: shapeText(signal.shape),
      better: 'categoricalCrossentropy',
    });
    return;
  }
  const isCategorical = loss === 'categoricalCrossentropy' || loss === 'kullbackLeiblerDivergence';
  if (isCategorical && areNumbers) {
    findings.report('sparse-target', place, {
      loss,
      expected: 'one value a class',
      received: 'class numbers',
      better: 'sparseCategoricalCrossentropy, or add OneHot to the data preparation',
    });
    return;
  }
  const expected = isSparse(loss) ? [...target, signal.classes?.length ?? null] : target;
  if (fits(isSparse(loss) ? shape : plain(shape), expected)) return;
  const size = expected[0] ?? null;
  if (shape.length === 1 && expected.length === 1 && size !== null && shape[0] !== null) {
    findings.report('target-classes', place, {
      source: source.id,
      received: shape[0]!,
      expected: size,
    });
    return;
  }
  findings.report('target-shape', place, {
    source: source.id,
    received: shapeText(shape),
    expected: expected.length === 0 ? '1' : shapeText(expected),
  });
}

function checkLoss(at: Arriving, findings: Findings): void {
  const { loss, activation, source, shape } = at;
  const place = { network: at.network, node: at.node.id };
  const values = { loss, source: source.id };
  if (activation === undefined) return;
  const needsSoftmax =
    isSparse(loss) || loss === 'categoricalCrossentropy' || loss === 'kullbackLeiblerDivergence';
  if (activation === 'softmax' && shape.length === 1 && shape[0] === 1) {
    findings.report('one-class-softmax', place, values);
  } else if (needsSoftmax && activation !== 'softmax') {
    findings.report('no-softmax', place, values);
  } else if (
    loss === 'binaryCrossentropy' &&
    !['sigmoid', 'hardSigmoid', 'softmax'].includes(activation)
  ) {
    findings.report('no-sigmoid', place, values);
  } else if (!needsSoftmax && loss !== 'binaryCrossentropy' && activation === 'softmax') {
    findings.report('softmax-loss', place, values);
  }
}
