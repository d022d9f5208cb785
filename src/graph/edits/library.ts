/** Blocks on their way between documents: one with all that it places and nothing else, and back into another. */
import { type Document, type Json, MAIN, NETWORK_KIND, type Network, type Node } from '../document';
import { equalJson, patchConfig } from '../json';
import { nestedNetworks, networkOf, placedNetwork } from '../network';
import { freeNetworkName } from './networks';

/** A document of one block: its network, those that it places, and a main network that places it once. */
export function documentOfBlock(document: Document, name: string): Document {
  const names = [name, ...nestedNetworks(document, name)];
  const networks = Object.fromEntries(
    names.flatMap((each) => {
      const network = networkOf(document, each);
      return network === undefined || each === MAIN ? [] : [[each, network] as const];
    }),
  );
  const placement: Node = {
    id: name,
    kind: NETWORK_KIND,
    config: { network: name },
    position: { x: 0, y: 0 },
  };
  return {
    format: document.format,
    version: document.version,
    name,
    networks: { [MAIN]: { nodes: [placement], edges: [] }, ...networks },
  };
}

/** The block that a document made for one is about: what its main network places. */
export function blockOf(library: Document): string | undefined {
  const placed = networkOf(library, MAIN)?.nodes.map(placedNetwork);
  return placed?.find((name) => name !== undefined && networkOf(library, name) !== undefined);
}

function renamed(network: Network, names: ReadonlyMap<string, string>): Network {
  const nodes = network.nodes.map((node) => {
    const to = names.get(placedNetwork(node) ?? '');
    return to === undefined ? node : { ...node, config: patchConfig(node.config, { network: to }) };
  });
  return nodes.some((node, i) => node !== network.nodes[i]) ? { ...network, nodes } : network;
}

/** A file has the keys of a config in another order than the document that it was written from. */
const isAlike = (one: Network | undefined, other: Network | undefined): boolean =>
  equalJson(one as Json | undefined, other as Json | undefined); // networks are plain JSON

/**
 * The document with a block of another one, and the name that the block has here. A block that is there already, with
 * all that it places, is used; one that only shares a name stays as it is, and the newcomer takes another.
 */
export function importBlock(
  document: Document,
  library: Document,
  name: string,
): { readonly document: Document; readonly name: string } {
  const all = [name, ...nestedNetworks(library, name)].filter((each) => networkOf(library, each));
  const known = all.filter((each) => Object.hasOwn(document.networks, each));
  if (
    known.length === all.length &&
    all.every((each) => isAlike(document.networks[each], library.networks[each]))
  ) {
    return { document, name };
  }
  const names = new Map<string, string>();
  let taken = document;
  for (const each of all) {
    const free = freeNetworkName(taken, each);
    names.set(each, free);
    taken = { ...taken, networks: { ...taken.networks, [free]: library.networks[each]! } };
  }
  const added = Object.fromEntries(
    all.map((each) => [names.get(each)!, renamed(library.networks[each]!, names)]),
  );
  return {
    document: { ...document, networks: { ...document.networks, ...added } },
    name: names.get(name)!,
  };
}
