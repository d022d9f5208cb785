/** Which messages carry an edit into a running training: the learning rate and dropout rates, nothing else. */
import type { Document, Json, Network } from '../../../src/graph/document';
import type { ToWorker } from '../../../src/runtime/protocol';
import { compileKey } from './compile-key';

export function liveChanges(document: Document, before: Document): readonly ToWorker[] {
  const changes: ToWorker[] = [];
  const rate = learningRate(document);
  if (rate !== null && rate !== learningRate(before)) {
    changes.push({ type: 'set-learning-rate', value: rate });
  }
  for (const [name, network] of Object.entries(document.networks)) {
    const old = before.networks[name];
    if (network === old) continue;
    for (const node of network.nodes) {
      const value = node.config.rate;
      const was = old?.nodes.find(({ id }) => id === node.id)?.config.rate;
      if (/Dropout$/.test(node.kind) && typeof value === 'number' && value !== was) {
        changes.push({ type: 'set-dropout', node: node.id, rate: value });
      }
    }
  }
  return changes;
}

/** The learning rate of the first phase, its optimizer's or its own, where it stands in the document. */
export function learningRate(document: Document): number | null {
  const config = document.training?.phases[0]?.config;
  const optimizer = config?.optimizer;
  const value = isRecord(optimizer) ? optimizer.learningRate : config?.learningRate;
  return typeof value === 'number' ? value : null;
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when a running training has taken in everything in which the two documents differ. */
export function differOnlyLive(a: Document, b: Document): boolean {
  return compileKey(withoutLive(a)) === compileKey(withoutLive(b));
}

function withoutLive(document: Document): Document {
  const { training } = document;
  const networks = Object.fromEntries(
    Object.entries(document.networks).map(([name, network]) => [name, withoutRates(network)]),
  );
  const [first, ...later] = training?.phases ?? [];
  if (!training || !first) return { ...document, networks };
  const { optimizer } = first.config;
  const config = {
    ...first.config,
    learningRate: null,
    ...(isRecord(optimizer) ? { optimizer: { ...optimizer, learningRate: null } } : {}),
  };
  return {
    ...document,
    networks,
    training: { ...training, phases: [{ ...first, config }, ...later] },
  };
}

function withoutRates(network: Network): Network {
  if (!network.nodes.some(({ kind }) => /Dropout$/.test(kind))) return network;
  const nodes = network.nodes.map((node) =>
    /Dropout$/.test(node.kind) ? { ...node, config: { ...node.config, rate: null } } : node,
  );
  return { ...network, nodes };
}
