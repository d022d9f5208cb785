/** Nodes and edges of documents that tests write out; where they stand does not matter. */
import type { Config, Edge, Node } from '../document';

export const node = (id: string, kind: string, config: Config = {}): Node => ({
  id,
  kind,
  config,
  position: { x: 0, y: 0 },
});

export const edge = (source: string, target: string, rest: Partial<Edge> = {}): Edge => ({
  source,
  output: 'out',
  target,
  input: 'in',
  index: 0,
  ...rest,
});
