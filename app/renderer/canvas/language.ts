/** What the canvas asks the compiler about a kind and a node's parameters. */
import type { AnyLayer } from '../../../src/compiler/layer';
import { layerByKind } from '../../../src/compiler/layers/all';
import { fill } from '../../../src/compiler/values';
import type { Config, Json, Node } from '../../../src/graph/document';

export function layerOf(kind: string): AnyLayer | undefined {
  return layerByKind(kind);
}

/** The node's parameters with defaults filled in; as they stand for a kind that nobody knows. */
export function configOf(node: Node, scope: Config = {}): Config {
  const layer = layerByKind(node.kind);
  return layer ? fill(layer.params, node.config, scope) : node.config;
}

/** What the card says in one line: the values as the layer words them, and beside them the expressions they come from. */
export function faceLine(node: Node, scope: Config = {}): readonly [string, string] {
  const layer = layerByKind(node.kind);
  if (!layer?.face) return ['', ''];
  const expressions = Object.values(node.config).filter(isExpression);
  const [left, right] = layer.face(fill(layer.params, node.config, scope));
  return expressions.length > 0 ? [left, expressions.join(' ')] : [left, right];
}

/** What a placement gives its block, and how often it stands there. */
export function blockLine(node: Node, scope: Config = {}): readonly [string, string] {
  const { parameters, repeat } = configOf(node, scope);
  const given = Object.entries(parameters as Config).map(
    ([name, value]) => `${name} ${wordOf(value)}`,
  ); // a record, by its declaration
  return [given.join(', '), typeof repeat === 'number' && repeat > 1 ? `× ${repeat}` : ''];
}

function wordOf(value: Json): string {
  if (Array.isArray(value)) return value.join('×');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isExpression(value: Json): value is string {
  return typeof value === 'string' && value.startsWith('=');
}
