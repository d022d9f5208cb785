import { layerByKind } from '../../../../src/compiler/layers/all';
import { type Document, NETWORK_KIND } from '../../../../src/graph/document';
import { nestedNetworks } from '../../../../src/graph/network';

/** The group that most layers of a network are of, those of blocks inside it too. */
export function groupOf(document: Document, network: string): string {
  const counts = new Map<string, number>();
  for (const name of [network, ...nestedNetworks(document, network)]) {
    for (const { kind } of document.networks[name]?.nodes ?? []) {
      const group = kind === NETWORK_KIND ? undefined : layerByKind(kind)?.group;
      if (group && group !== 'Input') counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'Block';
}
