/** Fields of nodes as parameters of their network, which a placement of it may set, and back. */
import type { Document, Json, Network } from '../document';
import { isExpression, namesIn, substitute } from '../expression';
import { idMaker } from '../ids';
import { equalJson, mapConfigTexts, mapTexts, patchConfig } from '../json';
import { givenParameters, networkOf, PREPARATION, placementsOf } from '../network';
import { nodeById } from '../topology';
import { setParameters } from './networks';
import { mapNodes, type NodeAddress } from './nodes';

/** Names that the language of expressions keeps for itself. */
const functions = ['min', 'max'];

const holdsExpression = (value: Json): boolean => {
  let found = false;
  mapTexts(value, (text) => {
    found ||= isExpression(text);
    return text;
  });
  return found;
};

/** `wanted`, or with a number behind it where it means something else already. */
function parameterName(document: Document, network: string, wanted: string): string {
  const plain = wanted.replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_').replace(/^[\p{M}\p{N}]+/u, '');
  const declared = Object.keys(networkOf(document, network)?.parameters ?? {});
  const set = placementsOf(document, network).flatMap(({ node }) =>
    Object.keys(givenParameters(node)),
  );
  return idMaker([...functions, ...declared, ...set])(plain === '' ? 'value' : plain);
}

/**
 * Makes a node's field a parameter of its network: the field becomes `=name` and `value`, which it holds now, the
 * default, so that nothing changes until a placement sets another. A parameter of this name and value is shared. The
 * same document where the field follows a parameter already.
 */
export function promoteParameter(
  document: Document,
  at: NodeAddress,
  param: string,
  { name = param, value }: { readonly name?: string; readonly value: Json },
): Document {
  const host = networkOf(document, at.network);
  const node = host && nodeById(host, at.node);
  if (host === undefined || node === undefined || at.network === PREPARATION) return document;
  const now = Object.hasOwn(node.config, param) ? node.config[param]! : value;
  if (holdsExpression(now)) return document;
  const { parameters = {} } = host;
  const isShared = Object.hasOwn(parameters, name) && equalJson(parameters[name], now);
  const free = isShared ? name : parameterName(document, at.network, name);
  const declared = setParameters(document, at.network, { ...parameters, [free]: now });
  return mapNodes(declared, at.network, (each) =>
    each.id === node.id
      ? { ...each, config: patchConfig(each.config, { [param]: `=${free}` }) }
      : each,
  );
}

/** Whether a field of the network follows the parameter. */
function usesParameter(host: Network, name: string): boolean {
  return host.nodes.some((node) => {
    let used = false;
    mapConfigTexts(node.config, (text) => {
      used ||= isExpression(text) && namesIn(text).includes(name);
      return text;
    });
    return used;
  });
}

/**
 * Takes a parameter back: every field that follows it gets its value, and placements set it no more. The same document
 * where a placement sets another value than the default, since one of them would change, or where it has no number
 * to put into a longer expression.
 */
export function settleParameter(document: Document, network: string, name: string): Document {
  const host = networkOf(document, network);
  if (!host?.parameters || !Object.hasOwn(host.parameters, name)) return document;
  const value = host.parameters[name]!;
  const placements = placementsOf(document, network);
  const differs = placements.some(({ node }) => {
    const set = givenParameters(node);
    return Object.hasOwn(set, name) && !equalJson(set[name], value);
  });
  if (differs) return document;
  const fixed = mapNodes(document, network, (node) => {
    const config = mapConfigTexts(node.config, (text) =>
      isExpression(text) ? substitute(text, { [name]: value }) : text,
    );
    return config === node.config ? node : { ...node, config };
  });
  if (usesParameter(networkOf(fixed, network)!, name)) return document;
  const { [name]: _, ...rest } = host.parameters;
  const left = Object.keys(rest).length > 0 ? rest : undefined;
  return placements.reduce(
    (current, { network: placing, node }) =>
      mapNodes(current, placing, (each) => {
        if (each.id !== node.id || !Object.hasOwn(givenParameters(each), name)) return each;
        const { [name]: __, ...others } = givenParameters(each);
        const parameters = Object.keys(others).length > 0 ? others : undefined;
        return { ...each, config: patchConfig(each.config, { parameters }) };
      }),
    setParameters(fixed, network, left),
  );
}
