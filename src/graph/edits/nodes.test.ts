import { describe, expect, it } from 'vitest';
import { type Document, MAIN } from '../document';
import { arrangeEdges } from '../edges';
import { addNode, idForNode, moveNodes, removeNodes, setConfig } from './nodes';

function documentOf(...links: readonly string[]): Document {
  const pairs = links.map((link) => link.split('>') as [string, string]);
  const ids = [...new Set(pairs.flat())];
  const nodes = ids.map((id) => ({ id, kind: 'Dense', config: {}, position: { x: 0, y: 0 } }));
  const edges = pairs.map(([source, target], index) => {
    return { source, output: 'out', target, input: 'in', index };
  });
  const main = { nodes, edges: arrangeEdges(edges) };
  return { format: 'netloom', version: 1, name: 'Nodes', networks: { main } };
}
const links = (document: Document) =>
  document.networks.main!.edges.map((edge) => `${edge.source}>${edge.target}.${edge.index}`);

describe('removeNodes', () => {
  const merge = documentOf('a>sum', 'b>sum', 'sum>dense', 'c>more', 'sum>more', 'd>more');

  it('takes the edges along and closes the gap in the order of inputs', () => {
    expect(links(removeNodes(merge, MAIN, ['sum']))).toEqual(['c>more.0', 'd>more.1']);
  });

  it('reconnects neighbours: all inputs to a merge, in place, and the first to a single port', () => {
    expect(links(removeNodes(merge, MAIN, ['sum'], { reconnect: true }))).toEqual([
      'a>dense.0',
      'c>more.0',
      'a>more.1',
      'b>more.2',
      'd>more.3',
    ]);
  });

  it('reconnects across several removed nodes in a row', () => {
    const chain = documentOf('a>b', 'b>c', 'c>d', 'd>e');
    expect(links(removeNodes(chain, MAIN, ['c', 'b', 'd'], { reconnect: true }))).toEqual([
      'a>e.0',
    ]);
  });
});

describe('addNode', () => {
  const document = documentOf('dense>dense_2');
  const idOf = (kind: string, id?: string) => {
    const wanted = { kind, position: { x: 1, y: 2 }, ...(id === undefined ? {} : { id }) };
    return addNode(document, MAIN, wanted).networks.main!.nodes.at(-1)!.id;
  };

  it('gives the id that idForNode foretells', () => {
    for (const kind of ['Dense', 'Conv2D'])
      expect(idOf(kind)).toBe(idForNode(document, MAIN, kind));
    expect([idOf('Dense'), idOf('Conv2D')]).toEqual(['dense_3', 'conv2d']);
  });

  it('keeps an id that is asked for, with a number where it is taken', () => {
    const ids = [idOf('Conv2D', 'myConv'), idOf('Dense', 'dense_2'), idOf('Dense', 'not allowed')];
    expect(ids).toEqual(['myConv', 'dense_3', 'dense_3']);
  });
});

describe('values that change nothing', () => {
  const document = documentOf('a>b');
  const at = { network: MAIN, node: 'a' };

  it('leave the document the same object', () => {
    const set = setConfig(document, at, 'kernelSize', [3, { a: 1 }]);
    expect(setConfig(set, at, 'kernelSize', [3, { a: 1 }])).toBe(set);
    expect(setConfig(document, at, 'units', undefined)).toBe(document);
    expect(moveNodes(document, MAIN, new Map([['a', { x: -0, y: 0 }]]))).toBe(document);
    expect(moveNodes(document, MAIN, new Map([['a', { x: Number.NaN, y: 0 }]]))).toBe(document);
    expect(setConfig(document, { network: 'missing', node: 'a' }, 'units', 1)).toBe(document);
  });
});
