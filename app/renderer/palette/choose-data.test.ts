import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { connect } from '../../../src/graph/edits/edges';
import { addNode } from '../../../src/graph/edits/nodes';
import { errorsOf, problemsOf } from '../stores/facts';
import { withData } from './choose-data';

const empty: Document = {
  format: 'netloom',
  version: 1,
  name: 'drawn by hand',
  networks: { main: { nodes: [], edges: [] } },
};

function drawn(shape: readonly number[], units: number): Document {
  const position = { x: 0, y: 0 };
  const kinds = [
    { kind: 'Input', id: 'input', config: { shape } },
    { kind: 'Flatten', id: 'flatten', config: {} },
    { kind: 'Dense', id: 'answer', config: { units, activation: 'softmax' } },
    { kind: 'Output', id: 'output', config: {} },
  ];
  let document = empty;
  for (const [i, node] of kinds.entries()) {
    document = addNode(document, 'main', { ...node, position });
    const before = kinds[i - 1];
    if (before) document = connect(document, 'main', { source: before.id, target: node.id });
  }
  return document;
}

describe('choosing a data set for a network drawn by hand', () => {
  it.each([
    ['digits', [28, 28, 1], 10],
    ['iris', [4], 3],
    ['two-moons', [2], 2],
  ] as const)('makes %s ready to train', (dataset, shape, units) => {
    expect(errorsOf(problemsOf(withData(drawn(shape, units), dataset)))).toEqual([]);
  });

  it('scales pictures to 0 … 1 and turns classes into rows', () => {
    const { data } = withData(drawn([28, 28, 1], 10), 'digits');
    const kinds = data?.preparation.nodes.map(({ kind }) => kind);
    expect(kinds).toEqual(['Source', 'Scale', 'Feed', 'Source', 'OneHot', 'Feed']);
  });

  it('keeps a preparation that is there', () => {
    const ready = withData(drawn([28, 28, 1], 10), 'digits');
    expect(withData(ready, 'digits')).toBe(ready);
  });
});
