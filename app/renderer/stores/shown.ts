/** Which network a path of placements leads to: view state names placements, the document says what they place. */
import { type Document, MAIN, type Network } from '../../../src/graph/document';
import { emptyNetwork, networkOf, placedNetwork } from '../../../src/graph/network';
import { useDocument } from './document';
import { useView } from './view';

/** `path[0]` is a network's name, the rest are placements entered from it; what is gone ends the way early. */
export function shownNetworkName(document: Document, path: readonly string[]): string {
  const first = path[0] ?? MAIN;
  let name = networkOf(document, first) ? first : (Object.keys(document.networks)[0] ?? MAIN);
  for (const id of path.slice(1)) {
    const node = networkOf(document, name)?.nodes.find((candidate) => candidate.id === id);
    const placed = node && placedNetwork(node);
    if (placed === undefined || !networkOf(document, placed)) break;
    name = placed;
  }
  return name;
}

export function useShownNetwork(): { readonly name: string; readonly network: Network } {
  const document = useDocument((state) => state.document);
  const path = useView((view) => view.path);
  const name = shownNetworkName(document, path);
  return { name, network: networkOf(document, name) ?? emptyNetwork };
}
