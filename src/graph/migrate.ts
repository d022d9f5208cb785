/**
 * Brings files of older versions up to date, one version at a time, before they are read.
 * A migration sees whatever the file holds, so it changes only what it recognises and never throws.
 */
import { isRecord, own, type Raw } from './read';

export const CURRENT_VERSION = 1;

export type Migration = (raw: Raw) => Raw;

const mapValues = (raw: Raw, change: (value: unknown) => unknown): Raw =>
  Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, change(value)]));

/** Version 0 kept on each node the list of its sources; version 1 has edges with ports and an index. */
function edgesFromInputs(network: unknown): unknown {
  if (!isRecord(network)) return network;
  const list = own(network, 'nodes');
  if (!Array.isArray(list)) return network;
  const edges: Raw[] = [];
  const nodes = list.map((node: unknown) => {
    if (!isRecord(node)) return node;
    const { inputs, ...rest } = node;
    if (!Array.isArray(inputs)) return node;
    for (const [index, source] of inputs.entries()) {
      edges.push({ source, output: 'out', target: own(node, 'id'), input: 'in', index });
    }
    return rest;
  });
  return { ...network, nodes, edges };
}

function fromVersion0(raw: Raw): Raw {
  const networks = own(raw, 'networks');
  return isRecord(networks) ? { ...raw, networks: mapValues(networks, edgesFromInputs) } : raw;
}

/** By the version that a migration starts from. Each has a fixture in the test. */
export const migrations: Readonly<Record<number, Migration>> = {
  0: fromVersion0,
};

/** The raw file as version 1 would have written it. */
export function migrate(raw: Raw, version: number): Raw {
  let current = raw;
  for (let at = version; at < CURRENT_VERSION; at += 1) {
    current = { ...(migrations[at]?.(current) ?? current), version: at + 1 };
  }
  return current;
}
