/** What the canvas asks the compiler about a kind and a node's parameters. */
import type { AnyLayer } from '../../../src/compiler/layer';
import { layerByKind } from '../../../src/compiler/layers/all';
import { fill } from '../../../src/compiler/values';
import type { Config, Json, Node } from '../../../src/graph/document';

export function layerOf(kind: string): AnyLayer | undefined {
  return layerByKind(kind);
}

/** The node's parameters with defaults filled in; as they stand for a kind that nobody knows. */
export function configOf(node: Node): Config {
  const layer = layerByKind(node.kind);
  return layer ? fill(layer.params, node.config) : node.config;
}

/** What the card says in one line: expressions as written, values as the layer words them. */
export function faceLine(node: Node): readonly [string, string] {
  const layer = layerByKind(node.kind);
  if (!layer?.face) return ['', ''];
  const expressions = Object.values(node.config).filter(isExpression);
  const [left, right] = layer.face(fill(layer.params, node.config));
  return expressions.length > 0 ? [expressions.join(' '), right] : [left, right];
}

export function isExpression(value: Json): value is string {
  return typeof value === 'string' && value.startsWith('=');
}
