/** The named places where edges end at and leave a node, as its kind and its parameters decide. */
import { type Document, type Edge, NETWORK_KIND, type Node } from '../graph/document';
import { blockPorts, networkOf, OUTPUT_KIND, placedNetwork } from '../graph/network';
import type { AnyLayer, InputPort } from './layer';
import { layerByKind } from './layers/all';
import { fill, type Scope } from './values';

export interface NodePorts {
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly string[];
}

/** `undefined` for a kind that nobody knows and for a block without its network: any port may be one of theirs. */
export function portsOf(document: Document, node: Node, scope: Scope): NodePorts | undefined {
  if (node.kind === NETWORK_KIND) return placementPorts(document, node);
  const layer = layerByKind(node.kind);
  return layer && layerPorts(layer, node, scope);
}

function placementPorts(document: Document, node: Node): NodePorts | undefined {
  const placed = placedNetwork(node);
  const inner = placed === undefined ? undefined : networkOf(document, placed);
  if (!inner) return undefined;
  const { inputs, outputs } = blockPorts(inner);
  return {
    inputs: inputs.map(({ port }) => ({ port, min: 1, max: 1 })),
    outputs: outputs.map(({ port }) => port),
  };
}

function layerPorts(layer: AnyLayer, node: Node, scope: Scope): NodePorts {
  const { inputs, inputPorts, outputPorts } = layer;
  const own = inputs.max > 0 ? [{ port: 'in', ...inputs }] : [];
  const out = node.kind === OUTPUT_KIND ? [] : ['out'];
  if (!inputPorts && !outputPorts) return { inputs: own, outputs: out };
  const config = fill(layer.params, node.config, scope);
  return {
    inputs: [...own, ...(inputPorts?.(config) ?? [])],
    outputs: [...out, ...(outputPorts?.(config) ?? [])],
  };
}

/** Edges into a node in the order in which its kind declares the ports, where it declares more than `in`. */
export function byDeclaredPort(node: Node, edges: readonly Edge[], scope: Scope): readonly Edge[] {
  const layer = layerByKind(node.kind);
  if (!layer?.inputPorts) return edges;
  const order = layerPorts(layer, node, scope).inputs.map(({ port }) => port);
  const place = ({ input }: Edge): number => {
    const at = order.indexOf(input);
    return at < 0 ? order.length : at;
  };
  return [...edges].sort((a, b) => place(a) - place(b) || a.index - b.index);
}
