/**
 * Where the calls of a program stand in its document: `stage.1.conv` is the node `conv` of the network that `stage`
 * places, in its second copy. Blocks are opened here when only one of their copies is to change.
 */
import type { Document, Node } from '../../graph/document';
import { ungroup } from '../../graph/edits/blocks';
import type { NodeAddress } from '../../graph/edits/nodes';
import {
  blockPorts,
  INPUT_KIND,
  networkOf,
  OUTPUT_KIND,
  placedNetwork,
  repeatsOf,
} from '../../graph/network';
import { edgesInto, nodeById } from '../../graph/topology';

export interface Step {
  readonly network: string;
  readonly placement: Node;
  readonly copy: number;
}

export interface Place extends NodeAddress {
  /** Placements around it, the outermost first. */
  readonly around: readonly Step[];
}

/** The node that a call comes from; `undefined` where the document has it no more. */
export function placeOf(document: Document, root: string, call: string): Place | undefined {
  const parts = call.split('.');
  const around: Step[] = [];
  let network = root;
  while (parts.length > 1) {
    const [id, copy] = parts.splice(0, 2);
    const host = networkOf(document, network);
    const placement = host && nodeById(host, id!); // two are left at least
    const placed = placement && placedNetwork(placement);
    if (!placement || placed === undefined) return undefined;
    around.push({ network, placement, copy: Number(copy) });
    network = placed;
  }
  const host = networkOf(document, network);
  const [node] = parts;
  return host && nodeById(host, node!) ? { network, node: node!, around } : undefined;
}

/** Whether the weights of a call are those of other places too. */
export function isShared(place: Place): boolean {
  return place.around.some(({ placement }) => placement.config.share === true);
}

/** A value as the root network has it: a node's own, or what a block hands out; `undefined` inside a block. */
export function valueAt(
  document: Document,
  root: string,
  call: string,
  port: string,
): { readonly node: string; readonly port: string } | undefined {
  const place = placeOf(document, root, call);
  if (!place) return undefined;
  let { network, node } = place;
  let output = port;
  for (const { network: host, placement, copy } of [...place.around].reverse()) {
    const block = networkOf(document, network)!; // a step leads there
    const out = blockPorts(block).outputs.find(({ node: id }) =>
      edgesInto(block, id).some((edge) => edge.source === node && edge.output === output),
    );
    if (!out || copy !== repeatsOf(placement) - 1) return undefined;
    network = host;
    node = placement.id;
    output = out.port;
  }
  return { node, port: output };
}

const isPort = ({ kind }: Node): boolean => kind === INPUT_KIND || kind === OUTPUT_KIND;

/** The document with one placement of the root network opened, and the new name of a call inside it. */
export function opened(document: Document, root: string, placement: string) {
  const host = networkOf(document, root);
  const at = host?.nodes.findIndex(({ id }) => id === placement) ?? -1;
  const node = host?.nodes[at];
  const block = node && networkOf(document, placedNetwork(node) ?? '');
  const after = ungroup(document, { network: root, node: placement });
  if (!node || !block || after === document) return undefined;
  const inside = block.nodes.filter((each) => !isPort(each));
  const now = networkOf(after, root)!.nodes; // it was there before
  const names = new Map<string, string>();
  for (let copy = 0; copy < repeatsOf(node); copy++) {
    inside.forEach(({ id }, i) => {
      names.set(`${placement}.${copy}.${id}`, now[at + copy * inside.length + i]!.id);
    });
  }
  const rename = (call: string): string => {
    const head = call.split('.').slice(0, 3).join('.');
    const name = names.get(head);
    return name === undefined ? call : name + call.slice(head.length);
  };
  return { document: after, rename };
}
