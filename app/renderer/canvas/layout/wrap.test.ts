import { describe, expect, it } from 'vitest';
import type { Network } from '../../../../src/graph/document';
import { edge } from '../../../../src/graph/testing/parts';
import { chainOf, perRow, wrapChain } from './wrap';

const node = (id: string) => ({ id, kind: 'ReLU', config: {}, position: { x: 0, y: 0 } });
const chain: Network = {
  nodes: ['c', 'a', 'b'].map(node),
  edges: [edge('a', 'b'), edge('b', 'c')],
};

describe('chainOf', () => {
  it('finds a chain whatever the order of its nodes in the document', () => {
    expect(chainOf(chain)).toEqual(['a', 'b', 'c']);
  });

  it('leaves branches and loose nodes to the layered layout', () => {
    expect(chainOf({ ...chain, edges: [edge('a', 'b'), edge('a', 'c')] })).toBeNull();
    expect(chainOf({ ...chain, edges: [edge('a', 'b')] })).toBeNull();
  });
});

describe('perRow', () => {
  it('makes rows as even as they can be', () => {
    expect(perRow(10, 1056)).toBe(5);
    expect(perRow(7, 1056)).toBe(4);
    expect(perRow(3, 1056)).toBe(3);
    expect(perRow(9, 100)).toBe(2);
  });
});

describe('wrapChain', () => {
  it('starts each row at the left, below the highest card of the row before', () => {
    const places = wrapChain(['a', 'b', 'c'], 2, new Map([['b', 300]]));
    expect(places.get('a')).toEqual({ x: 0, y: 0 });
    expect(places.get('b')?.y).toBe(0);
    expect(places.get('c')?.x).toBe(0);
    expect(places.get('c')?.y).toBeGreaterThan(300);
  });
});
