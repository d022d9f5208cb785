import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, type Edge, MAIN, type Network, type Node } from '../document';
import { arrangeEdges } from '../edges';
import { placesItself } from '../network';
import { arbitraryDocument } from '../testing/arbitrary';
import { edge } from '../testing/parts';
import { detachCopy, makeBlock, ungroup } from './blocks';
import { moveNodes } from './nodes';

const node = (id: string, x = 0, rest: Partial<Node> = {}): Node => ({
  id,
  kind: 'Dense',
  config: {},
  position: { x, y: 0 },
  ...rest,
});
const documentOf = (networks: Record<string, Network>): Document => ({
  format: 'netloom',
  version: 1,
  name: 'Blocks',
  networks,
});
const network = (nodes: Node[], edges: Edge[], rest: Partial<Network> = {}): Network => ({
  nodes,
  edges: arrangeEdges(edges),
  ...rest,
});
const links = (edges: readonly Edge[]): string[] =>
  edges.map((e) => `${e.source}>${e.target}.${e.index}${e.delay ? ` t-${e.delay}` : ''}`);

/** The order in which nodes stand in the list is the one thing that a scattered selection loses. */
function sorted(document: Document): Document {
  const networks = Object.entries(document.networks).map(([name, each]) => [
    name,
    { ...each, nodes: [...each.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)) },
  ]);
  return { ...document, networks: Object.fromEntries(networks) };
}

const chain = documentOf({
  main: network(
    [node('input', 0, { kind: 'Input' }), node('a', 100), node('b', 300), node('sum', 500)],
    [edge('input', 'a'), edge('a', 'b'), edge('b', 'sum'), edge('a', 'sum', { index: 1 })],
  ),
});

describe('makeBlock', () => {
  it('moves nodes inside, with one port for each value that crosses the border', () => {
    const { networks } = makeBlock(chain, MAIN, ['a', 'b'], 'residual');
    expect(networks.main!.nodes.map((each) => each.id)).toEqual(['input', 'residual', 'sum']);
    expect(networks.main!.nodes[1]).toEqual({
      id: 'residual',
      kind: 'Network',
      config: { network: 'residual' },
      position: { x: 200, y: 0 },
    });
    expect(networks.main!.edges).toEqual([
      edge('input', 'residual'),
      edge('residual', 'sum'),
      edge('residual', 'sum', { output: 'output_2', index: 1 }),
    ]);
    expect(links(networks.residual!.edges)).toEqual([
      'input>a.0',
      'a>b.0',
      'b>output.0',
      'a>output_2.0',
    ]);
  });

  it('lets the block set the parameters that its expressions use', () => {
    const main = network([node('a', 0, { config: { units: '=filters * 4' } })], [], {
      parameters: { filters: 16, unused: 1 },
    });
    const { networks } = makeBlock(documentOf({ main }), MAIN, ['a'], 'wide');
    expect(networks.main!.nodes[0]!.config).toEqual({
      network: 'wide',
      parameters: { filters: '=filters' },
    });
    expect(networks.wide!.parameters).toEqual({ filters: 16 });
  });

  it('refuses a block that would wait for itself', () => {
    const through = documentOf({
      main: network([node('a'), node('b'), node('c')], [edge('a', 'b'), edge('b', 'c')]),
    });
    expect(makeBlock(through, MAIN, ['a', 'c'], 'ring')).toBe(through);
    const delayed = documentOf({
      main: network(
        [node('a'), node('b'), node('c')],
        [edge('a', 'b'), edge('b', 'c', { delay: 1 })],
      ),
    });
    expect(makeBlock(delayed, MAIN, ['a', 'c'], 'ring')).not.toBe(delayed);
  });

  it('leaves Inputs and Outputs where they are', () => {
    expect(makeBlock(chain, MAIN, ['input'], 'none')).toBe(chain);
  });
});

describe('ungroup', () => {
  it('restores nodes, positions, edges and their order after makeBlock', () => {
    const outcomes = { grouped: 0 };
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), fc.nat(), (document, mask, where) => {
        const names = Object.keys(document.networks);
        const name = names[where % names.length]!;
        const ids = document.networks[name]!.nodes.filter((_, i) => (mask >> (i % 30)) & 1).map(
          (each) => each.id,
        );
        const before = document.networks[name]!.nodes.map((each) => each.id);
        const grouped = makeBlock(document, name, ids, 'group');
        if (grouped === document) return;
        outcomes.grouped += 1;
        const placement = grouped.networks[name]!.nodes.find((each) => !before.includes(each.id));
        const block = placement ?? grouped.networks[name]!.nodes.find((n) => n.kind === 'Network')!;
        const back = ungroup(grouped, { network: name, node: block.id });
        expect(sorted(back)).toEqual(sorted(document));
      }),
      { numRuns: 1000 },
    );
    expect(outcomes.grouped).toBeGreaterThan(400);
  });

  it('restores the order of the list too when the nodes stood together', () => {
    const grouped = makeBlock(chain, MAIN, ['a', 'b'], 'residual');
    expect(ungroup(grouped, { network: MAIN, node: 'residual' })).toEqual(chain);
  });

  it('puts the nodes where the placement has been moved to', () => {
    const grouped = makeBlock(chain, MAIN, ['a', 'b'], 'pair');
    const moved = moveNodes(grouped, MAIN, new Map([['pair', { x: 150, y: 40 }]]));
    const { nodes } = ungroup(moved, { network: MAIN, node: 'pair' }).networks.main!;
    expect(nodes.slice(1, 3).map((each) => each.position)).toEqual([
      { x: 50, y: 40 },
      { x: 250, y: 40 },
    ]);
  });

  const block = network(
    [
      node('input', 0, { kind: 'Input' }),
      node('conv', 10, { config: { filters: '=filters * 2', kernelSize: ['=k', '=k'] } }),
      node('output', 20, { kind: 'Output' }),
    ],
    [edge('input', 'conv'), edge('conv', 'output')],
    { parameters: { filters: 8, k: 3 } },
  );
  const placed = (config: Node['config'], rest: Partial<Node> = {}) =>
    documentOf({
      main: network(
        [
          node('x', 0, { kind: 'Input' }),
          node('stage', 0, { kind: 'Network', config, ...rest }),
          node('y', 900),
        ],
        [edge('x', 'stage'), edge('stage', 'y')],
      ),
      block,
    });

  it('unrolls repeats one after the other, each with an id of its own', () => {
    const document = placed({ network: 'block', repeat: 3, parameters: { filters: 5 } });
    const after = ungroup(document, { network: MAIN, node: 'stage' });
    expect(Object.keys(after.networks)).toEqual(['main']);
    const { nodes, edges } = after.networks.main!;
    expect(nodes.map((each) => each.id)).toEqual(['x', 'conv', 'conv_2', 'conv_3', 'y']);
    expect(nodes[2]!.config).toEqual({ filters: 10, kernelSize: [3, 3] });
    expect(links(edges)).toEqual(['x>conv.0', 'conv>conv_2.0', 'conv_2>conv_3.0', 'conv_3>y.0']);
  });

  it('gives an input beyond the outputs the same value in every copy', () => {
    const conditioned = network(
      [
        node('input', 0, { kind: 'Input' }),
        node('condition', 0, { kind: 'Input' }),
        node('add', 10),
        node('output', 20, { kind: 'Output' }),
      ],
      [edge('input', 'add'), edge('condition', 'add', { index: 1 }), edge('add', 'output')],
    );
    const document = documentOf({
      main: network(
        [
          node('x'),
          node('c'),
          node('s', 0, { kind: 'Network', config: { network: 'b', repeat: 2 } }),
        ],
        [edge('x', 's'), edge('c', 's', { input: 'condition' })],
      ),
      b: conditioned,
    });
    const { edges } = ungroup(document, { network: MAIN, node: 's' }).networks.main!;
    expect(links(edges)).toEqual(['x>add.0', 'c>add.1', 'add>add_2.0', 'c>add_2.1']);
  });

  it('freezes what was frozen as a block, and adds up delays across its border', () => {
    const document = placed({ network: 'block' }, { frozen: true });
    const main = document.networks.main!;
    const back = edge('stage', 'stage', { delay: 2, index: 1, input: 'in' });
    const looped = documentOf({
      ...document.networks,
      main: { ...main, edges: arrangeEdges([...main.edges.filter((e) => e.source !== 'x'), back]) },
    });
    const after = ungroup(looped, { network: MAIN, node: 'stage' }).networks.main!;
    expect(after.nodes[1]!.frozen).toBe(true);
    expect(links(after.edges)).toEqual(['conv>conv.0 t-2', 'conv>y.0']);
  });

  it('keeps a block that is placed elsewhere, and refuses one that repeats a billion times', () => {
    const document = placed({ network: 'block', repeat: 1e9 });
    expect(ungroup(document, { network: MAIN, node: 'stage' })).toBe(document);
    const two = documentOf({
      ...placed({ network: 'block' }).networks,
      other: network([node('again', 0, { kind: 'Network', config: { network: 'block' } })], []),
    });
    const after = ungroup(two, { network: MAIN, node: 'stage' });
    expect(Object.keys(after.networks).sort()).toEqual(['block', 'main', 'other']);
  });

  it('does not hang on blocks that place themselves', () => {
    const ring = documentOf({
      main: network([node('r', 0, { kind: 'Network', config: { network: 'ring' } })], []),
      ring: network([node('r', 0, { kind: 'Network', config: { network: 'ring' } })], []),
    });
    expect(placesItself(ring, 'ring')).toBe(true);
    expect(placesItself(ring, MAIN)).toBe(false);
    const after = ungroup(ring, { network: MAIN, node: 'r' });
    expect(after.networks.main!.nodes.map((each) => each.id)).toEqual(['r']);
    expect(ungroup(ring, { network: 'ring', node: 'r' })).toBe(ring);
  });
});

describe('detachCopy', () => {
  it('gives one of several placements a network of its own', () => {
    const twice = documentOf({
      main: network(
        ['p', 'q'].map((id) => node(id, 0, { kind: 'Network', config: { network: 'block' } })),
        [],
      ),
      block: network([node('inside')], []),
    });
    const after = detachCopy(twice, { network: MAIN, node: 'q' });
    expect(after.networks.main!.nodes.map((each) => each.config.network)).toEqual([
      'block',
      'block_2',
    ]);
    expect(after.networks.block_2).toEqual(twice.networks.block);
    expect(detachCopy(after, { network: MAIN, node: 'q' })).toBe(after);
  });
});
