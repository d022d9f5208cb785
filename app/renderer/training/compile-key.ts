/** What of a document the worker depends on: moving a node or renaming the document recompiles nothing. */
import type { Document, Network } from '../../../src/graph/document';

const keys = new WeakMap<Document, string>();
const networkKeys = new WeakMap<Network, string>();

/** Equal for two documents that compile to the same run, whatever their positions, labels and name. */
export function compileKey(document: Document): string {
  const known = keys.get(document);
  if (known !== undefined) return known;
  const networks = Object.entries(document.networks)
    .map(([name, network]) => `${JSON.stringify(name)}:${networkKey(network)}`)
    .sort();
  const preparation = document.data ? networkKey(document.data.preparation) : '';
  const data = document.data ? { ...document.data, preparation } : null;
  const key = stable([networks, data, document.training ?? null]);
  keys.set(document, key);
  return key;
}

function networkKey(network: Network): string {
  const known = networkKeys.get(network);
  if (known !== undefined) return known;
  const nodes = network.nodes.map(({ id, kind, config, frozen }) => ({ id, kind, config, frozen }));
  const key = stable([nodes, network.edges, network.parameters ?? null]);
  networkKeys.set(network, key);
  return key;
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
