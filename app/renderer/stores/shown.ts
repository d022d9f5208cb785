/** Which network a path of placements leads to: view state names placements, the document says what they place. */
import { createContext, useContext, useMemo } from 'react';
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

/** The way that a part of the studio is about, where it is not the one that the canvas shows. */
export const PathContext = createContext<readonly string[] | null>(null);

/** The way to the network that the canvas shows, or that `PathContext` gives. */
export function usePath(): readonly string[] {
  const shown = useView((view) => view.path);
  return useContext(PathContext) ?? shown;
}

/** The way to the network that the selection lies in: the shown one, or a block that is open in place. */
export function useChosenPath(): readonly string[] {
  const path = useView((view) => view.path);
  const within = useView((view) => view.within);
  return useMemo(() => [...path, ...within], [path, within]);
}

interface NamedNetwork {
  readonly name: string;
  readonly network: Network;
}

export const useShownNetwork = (): NamedNetwork => useNetworkAt(usePath());

/** The network that the selection lies in. */
export const useChosenNetwork = (): NamedNetwork => useNetworkAt(useChosenPath());

function useNetworkAt(path: readonly string[]): NamedNetwork {
  const document = useDocument((state) => state.document);
  const name = shownNetworkName(document, path);
  return { name, network: networkOf(document, name) ?? emptyNetwork };
}
