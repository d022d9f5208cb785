/** Documents around imported networks, for tests. */
import type { Document, Network } from '../../graph/document';

/** With the shape of the samples at the Inputs of `main`, where it is given. */
export function documentOf(
  networks: Readonly<Record<string, Network>>,
  shape?: readonly number[],
): Document {
  const main = networks.main!;
  const nodes = main.nodes.map((node) =>
    node.kind === 'Input' && shape ? { ...node, config: { ...node.config, shape } } : node,
  );
  return {
    format: 'netloom',
    version: 1,
    name: 'Imported',
    networks: { ...networks, main: { ...main, nodes } },
  };
}
