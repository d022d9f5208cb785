/** A worked example of a layer kind as a document of its own. */
import type { Document, Edge, Node } from '../../graph/document';
import type { Example } from '../layer';
import { layerByKind } from '../layers/all';
import { fill } from '../values';

const at = { x: 0, y: 0 };
/** Ends may name a port: `node.hidden`. */
const edge = (source: string, target: string, index = 0): Edge => {
  const [[from, output = 'out'], [to, input = 'in']] = [source.split('.'), target.split('.')];
  return { source: from!, output, target: to!, input, index };
};

/** A document with one node of the kind between Inputs of the example's shapes and an Output for every port. */
export function exampleDocument(kind: string, example: Example): Document {
  const inputs: Node[] = example.inputs.map((shape, i) => ({
    id: `in${i}`,
    kind: 'Input',
    config: { shape, dtype: layerByKind(kind)?.takesTokens ? 'int32' : 'float32' },
    position: at,
  }));
  const isEnd = kind === 'Output';
  const node: Node = { id: 'node', kind, config: example.config, position: at };
  const layer = layerByKind(kind)!;
  const further = layer.outputPorts?.(fill(layer.params, example.config)) ?? [];
  const ends = isEnd ? [] : ['out', ...further];
  const outs = ends.map((id): Node => ({ id, kind: 'Output', config: {}, position: at }));
  const portOf = (i: number) => example.ports?.[i] ?? 'in';
  const indexOf = (i: number) =>
    example.inputs.slice(0, i).filter((_, other) => portOf(other) === portOf(i)).length;
  return {
    format: 'netloom',
    version: 1,
    name: kind,
    networks: {
      main: {
        nodes: [...inputs, node, ...outs],
        edges: [
          ...inputs.map(({ id }, i) => edge(id, `node.${portOf(i)}`, indexOf(i))),
          ...ends.map((port) => edge(`node.${port}`, port)),
        ],
      },
    },
  };
}
