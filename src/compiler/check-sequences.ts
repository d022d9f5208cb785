/** Notes about sequences: where the mask of padded steps is lost, and where a state is not kept as it says. */
import { type Document, MAIN } from '../graph/document';
import { networkNames, networkOf } from '../graph/network';
import { isTooLarge } from './blocks';
import type { Findings } from './findings';
import { layerByKind } from './layers/all';
import { lowered } from './lower';
import { maskFlow, maskRuleOf } from './masks';
import { fill } from './values';

export function checkSequences(
  document: Document,
  trained: Iterable<string>,
  findings: Findings,
): void {
  let makesMasks = false;
  for (const network of networkNames(document)) {
    for (const { node, config, kind } of readable(document, network)) {
      makesMasks ||= maskRuleOf({ kind, config }) === 'makes';
      if (isStateful(config)) findings.report('stateful', { network, node, param: 'stateful' });
    }
  }
  // Lowering takes longer than this look, and most documents have no masks.
  if (makesMasks) checkMasks(document, new Set([MAIN, ...trained]), findings);
}

/** Nodes of kinds that masks or states mean something to, with their parameters. */
function readable(document: Document, name: string) {
  const network = networkOf(document, name);
  if (!network || isTooLarge(network)) return [];
  return network.nodes.flatMap(({ id, kind, config }) => {
    const layer = layerByKind(kind);
    if (!layer || (typeof layer.mask !== 'function' && layer.mask !== 'makes')) return [];
    return [{ node: id, kind, config: fill(layer.params, config) }];
  });
}

/** Of the layer itself or of the one that it wraps. */
function isStateful(config: object): boolean {
  return Object.entries(config).some(([name, value]) =>
    name === 'layer' && typeof value === 'object' && value !== null
      ? isStateful(value)
      : name === 'stateful' && value === true,
  );
}

function checkMasks(document: Document, names: Iterable<string>, findings: Findings): void {
  const told = new Set<string>();
  for (const name of names) {
    const program = lowered(document, name);
    for (const { call, source } of program ? maskFlow(program).lost : []) {
      const { network, node } = call.origin;
      if (told.has(`${network} ${node}`)) continue;
      told.add(`${network} ${node}`);
      findings.report('mask-lost', { network, node }, { kind: call.kind, source });
    }
  }
}
