/** Tells where the mask of padded steps is lost, so that a layer takes padding for values. */
import { type Document, MAIN } from '../graph/document';
import { networkNames, networkOf } from '../graph/network';
import { isTooLarge } from './blocks';
import type { Findings } from './findings';
import { layerByKind } from './layers/all';
import { LowerError, lower } from './lower';
import { maskFlow, maskRuleOf } from './masks';
import { fill } from './values';

export function checkMasks(
  document: Document,
  trained: Iterable<string>,
  findings: Findings,
): void {
  if (!makesMasks(document)) return;
  const told = new Set<string>();
  for (const name of new Set([MAIN, ...trained])) {
    for (const { call, source } of lostIn(document, name)) {
      const { network, node } = call.origin;
      if (told.has(`${network} ${node}`)) continue;
      told.add(`${network} ${node}`);
      findings.report('mask-lost', { network, node }, { kind: call.kind, source });
    }
  }
}

/** Most documents have none, and lowering takes longer than this look. */
function makesMasks(document: Document): boolean {
  return networkNames(document).some((name) => {
    const network = networkOf(document, name);
    if (!network || isTooLarge(network)) return false;
    return network.nodes.some(({ kind, config }) => {
      const layer = layerByKind(kind);
      if (!layer?.mask) return false;
      return maskRuleOf({ kind, config: fill(layer.params, config) }) === 'makes';
    });
  });
}

function lostIn(document: Document, name: string) {
  try {
    return maskFlow(lower(document, name)).lost;
  } catch (error) {
    // What keeps it from being lowered is told by the other checks.
    if (error instanceof LowerError) return [];
    throw error;
  }
}
