import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edge, Network } from './document';
import { arrangeEdges, withDelay } from './edges';
import {
  cycles,
  edgesInto,
  order,
  predecessors,
  reachable,
  successors,
  walk,
  wouldCycle,
} from './topology';

const edge = (source: string, target: string, index = 0, delay = 0): Edge =>
  withDelay({ source, output: 'out', target, input: 'in', index }, delay);

function networkOf(ids: readonly string[], edges: readonly Edge[]): Network {
  const nodes = ids.map((id, i) => ({
    id,
    kind: 'Dense',
    config: {},
    position: { x: 0, y: 100 * i },
  }));
  return { nodes, edges: arrangeEdges(edges) };
}

/** Networks with any edges at all, cycles among them. */
const arbitraryTangle = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.constantFrom(0, 0, 0, 1)), { maxLength: 16 }),
  )
  .map(([size, pairs]) => {
    const ids = Array.from({ length: size }, (_, i) => `n${i}`);
    const edges = pairs.map(([s, t, delay]) => edge(ids[s % size]!, ids[t % size]!, 0, delay));
    return networkOf(ids, edges);
  });

/** Which nodes reach which along undelayed edges, by Warshall's triple loop. */
function closure(network: Network): Map<string, Set<string>> {
  const ids = network.nodes.map((node) => node.id);
  const reach = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { source, target, delay } of network.edges) {
    if (!delay) reach.get(source)!.add(target);
  }
  for (const k of ids) {
    for (const i of ids) {
      if (!reach.get(i)!.has(k)) continue;
      for (const j of reach.get(k)!) reach.get(i)!.add(j);
    }
  }
  return reach;
}

describe('topology', () => {
  it('agrees with the transitive closure on cycles, order and reach', () => {
    fc.assert(
      fc.property(arbitraryTangle, (network) => {
        const reach = closure(network);
        const ids = network.nodes.map((node) => node.id);
        const onCycle = ids.filter((id) => reach.get(id)!.has(id));
        expect(cycles(network).flat().sort()).toEqual([...onCycle].sort());
        const loose = cycles(network).filter((group) =>
          group.some((x) => group.some((y) => !reach.get(x)!.has(y))),
        );
        expect(loose).toEqual([]);
        const blocked = new Set(onCycle.flatMap((id) => [id, ...reach.get(id)!]));
        const sorted = order(network);
        expect([...sorted].sort()).toEqual(ids.filter((id) => !blocked.has(id)).sort());
        const backward = sorted.filter((id, i) =>
          sorted.slice(0, i).some((before) => reach.get(id)!.has(before)),
        );
        expect(backward).toEqual([]);
        const pairs = ids.flatMap((a) => ids.map((b) => [a, b] as const));
        const closing = pairs.filter(([a, b]) => wouldCycle(network, a, b));
        expect(closing).toEqual(pairs.filter(([a, b]) => a === b || reach.get(b)!.has(a)));
        const reached = ids.map((id) => [...reachable(network, [id])].sort());
        expect(reached).toEqual(ids.map((id) => [...new Set([id, ...reach.get(id)!])].sort()));
      }),
      { numRuns: 1000 },
    );
  });

  it('orders nodes as they stand in the document where edges allow it', () => {
    const ids = ['d', 'a', 'c', 'b'];
    expect(order(networkOf(ids, [edge('a', 'b')]))).toEqual(ids);
    expect(order(networkOf(ids, [edge('b', 'd'), edge('c', 'a')]))).toEqual(['c', 'a', 'b', 'd']);
  });

  it('names neighbours in the stored order of inputs, each once', () => {
    const network = networkOf(
      ['a', 'b', 'sum'],
      [edge('b', 'sum', 0), edge('a', 'sum', 1), edge('b', 'sum', 2)],
    );
    expect(predecessors(network, 'sum')).toEqual(['b', 'a']);
    expect(successors(network, 'b')).toEqual(['sum']);
    expect(edgesInto(network, 'sum').map((each) => each.index)).toEqual([0, 1, 2]);
    expect(edgesInto(network, 'missing')).toEqual([]);
  });

  it('walks along edges and between siblings from top to bottom', () => {
    const network = networkOf(
      ['input', 'left', 'right', 'sum', 'lonely'],
      [edge('input', 'left'), edge('input', 'right'), edge('left', 'sum'), edge('right', 'sum', 1)],
    );
    expect(walk(network, 'input', 'downstream')).toBe('left');
    expect(walk(network, 'left', 'next')).toBe('right');
    expect(walk(network, 'right', 'previous')).toBe('left');
    expect(walk(network, 'right', 'next')).toBeUndefined();
    expect(walk(network, 'sum', 'upstream')).toBe('left');
    expect(walk(network, 'input', 'next')).toBe('lonely');
    expect(walk(network, 'input', 'upstream')).toBeUndefined();
  });

  it('needs no stack for a chain and a ring of fifty thousand nodes', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => `n${i}`);
    const links = ids.slice(1).map((id, i) => edge(ids[i]!, id));
    expect(order(networkOf(ids, links)).length).toBe(ids.length);
    const ring = networkOf(ids, [...links, edge(ids.at(-1)!, ids[0]!)]);
    expect(order(ring)).toEqual([]);
    expect(cycles(ring).map((group) => group.length)).toEqual([ids.length]);
  });
});
