/** What actions read at the moment they run: the shown network, the selection and the network that it lies in. */
import type { Network, Node } from '../../../src/graph/document';
import { emptyNetwork, networkOf } from '../../../src/graph/network';
import { documentStore } from '../stores/document';
import { shownNetworkName } from '../stores/shown';
import { viewStore } from '../stores/view';

function networkAt(path: readonly string[]): { readonly name: string; readonly network: Network } {
  const { document } = documentStore().getState();
  const name = shownNetworkName(document, path);
  return { name, network: networkOf(document, name) ?? emptyNetwork };
}

export function shownNetwork(): { readonly name: string; readonly network: Network } {
  return networkAt(viewStore.getState().path);
}

/** Where the selection lies: the shown network, or a block that is open in place on it. */
export function chosenNetwork(): { readonly name: string; readonly network: Network } {
  const { path, within } = viewStore.getState();
  return networkAt([...path, ...within]);
}

export function selectedNodes(): readonly Node[] {
  const chosen = new Set(viewStore.getState().selection);
  return chosenNetwork().network.nodes.filter((node) => chosen.has(node.id));
}
