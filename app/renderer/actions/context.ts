/** What actions read at the moment they run: the shown network and the selection in it. */
import type { Network, Node } from '../../../src/graph/document';
import { emptyNetwork, networkOf } from '../../../src/graph/network';
import { documentStore } from '../stores/document';
import { shownNetworkName } from '../stores/shown';
import { viewStore } from '../stores/view';

export function shownNetwork(): { readonly name: string; readonly network: Network } {
  const { document } = documentStore().getState();
  const name = shownNetworkName(document, viewStore.getState().path);
  return { name, network: networkOf(document, name) ?? emptyNetwork };
}

export function selectedNodes(): readonly Node[] {
  const chosen = new Set(viewStore.getState().selection);
  return shownNetwork().network.nodes.filter((node) => chosen.has(node.id));
}
