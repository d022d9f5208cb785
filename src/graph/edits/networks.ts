/** Edits of whole networks. Each returns the same document when nothing changes. */
import type { Config, Document, Network } from '../document';
import { isValidNetworkName } from '../ids';
import { equalJson } from '../json';
import { emptyNetwork, networkOf, replaceNetwork } from '../network';

/** `name`, or with a number behind it where a network has that name. */
export function freeNetworkName(document: Document, name: string): string {
  const base = isValidNetworkName(name) ? name : 'block';
  if (!Object.hasOwn(document.networks, base)) return base;
  const stem = [...base.replace(/_\d+$/, '')].slice(0, 26).join('') || 'block';
  let count = 2;
  while (Object.hasOwn(document.networks, `${stem}_${count}`)) count += 1;
  return `${stem}_${count}`;
}

/** Adds a network; a name that is taken or not allowed changes nothing. */
export function addNetwork(
  document: Document,
  name: string,
  network: Network = emptyNetwork,
): Document {
  if (!isValidNetworkName(name) || Object.hasOwn(document.networks, name)) return document;
  return { ...document, networks: { ...document.networks, [name]: network } };
}

/** Removes a network; nodes that place it stay and are a problem until they place another. The last one stays. */
export function removeNetwork(document: Document, name: string): Document {
  if (!Object.hasOwn(document.networks, name)) return document;
  const { [name]: _, ...networks } = document.networks;
  return Object.keys(networks).length === 0 ? document : { ...document, networks };
}

/** Declares what placements of a network may set, with the defaults; `undefined` declares nothing. */
export function setParameters(
  document: Document,
  name: string,
  parameters: Config | undefined,
): Document {
  const host = networkOf(document, name);
  if (host === undefined || equalJson(host.parameters, parameters)) return document;
  const { parameters: _, ...rest } = host;
  return replaceNetwork(document, name, parameters === undefined ? rest : { ...rest, parameters });
}
