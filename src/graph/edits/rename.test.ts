import { describe, expect, it } from 'vitest';
import { type Document, MAIN, type Network } from '../document';
import { PREPARATION } from '../network';
import { edge, node } from '../testing/parts';
import { removeNodes } from './nodes';
import { renameNetwork, renameNode } from './rename';

const players: Document = {
  format: 'netloom',
  version: 1,
  name: 'Players',
  networks: {
    generator: { nodes: [node('noise', 'Input'), node('fake', 'Output')], edges: [] },
    judge: { nodes: [node('input', 'Input'), node('verdict', 'Output')], edges: [] },
  },
  data: {
    dataset: 'gaussian-ring',
    parameters: {},
    validation: 0,
    seed: 1,
    preparation: {
      nodes: [
        node('real', 'Source'),
        node('to-judge', 'Feed', { node: 'input' }),
        node('to-generator', 'Feed', { network: 'generator', node: 'noise' }),
      ],
      edges: [edge('real', 'to-judge')],
    },
  },
  training: {
    phases: [
      {
        procedure: 'adversarial',
        epochs: 1,
        networks: { generator: 'generator', discriminator: 'judge' },
        config: { node: 'input' },
      },
    ],
    batchSize: 8,
    seed: 1,
  },
};
const feeds = (document: Document) =>
  document
    .data!.preparation.nodes.filter((each) => each.kind === 'Feed')
    .map((each) => each.config);

describe('renameNode', () => {
  it('lets edges, Feeds and phases follow', () => {
    const after = renameNode(players, { network: 'judge', node: 'input' }, 'point');
    expect(feeds(after)).toEqual([{ node: 'point' }, { network: 'generator', node: 'noise' }]);
    expect(after.training!.phases[0]!.config).toEqual({ node: 'point' });
    const prepared = renameNode(after, { network: PREPARATION, node: 'real' }, 'ring');
    expect(prepared.data!.preparation.edges).toEqual([edge('ring', 'to-judge')]);
  });

  it('leaves Feeds of other networks alone', () => {
    const other = renameNode(players, { network: 'generator', node: 'noise' }, 'z');
    expect(feeds(other)).toEqual([{ node: 'input' }, { network: 'generator', node: 'z' }]);
  });

  it('refuses ids that are taken or not allowed', () => {
    for (const id of ['verdict', 'a.b', '', '__proto__']) {
      expect(renameNode(players, { network: 'judge', node: 'input' }, id)).toBe(players);
    }
  });
});

describe('renameNetwork', () => {
  it('lets placements, Feeds and phases follow, and no Feed change its network unseen', () => {
    const after = renameNetwork(players, 'generator', MAIN);
    expect(after.training!.phases[0]!.networks).toEqual({
      generator: MAIN,
      discriminator: 'judge',
    });
    // Without a name a Feed means `main` where there is one, so the first is now named.
    expect(feeds(after)).toEqual([
      { network: 'judge', node: 'input' },
      { network: MAIN, node: 'noise' },
    ]);
  });
});

describe('ports of a block', () => {
  const block: Network = {
    nodes: [node('x', 'Input'), node('condition', 'Input'), node('y', 'Output')],
    edges: [edge('x', 'y')],
  };
  const host: Network = {
    nodes: [node('a', 'Dense'), node('b', 'Dense'), node('block', 'Network', { network: 'inner' })],
    edges: [edge('b', 'block', { input: 'condition' }), edge('a', 'block')],
  };
  const document: Document = {
    format: 'netloom',
    version: 1,
    name: 'Ports',
    networks: { main: host, inner: block },
  };
  const ends = (after: Document) =>
    after.networks.main!.edges.map((each) => `${each.source}>${each.input}`);

  it('keep their edges when the node behind them is renamed', () => {
    const after = renameNode(document, { network: 'inner', node: 'condition' }, 'style');
    expect(ends(after).sort()).toEqual(['a>in', 'b>style']);
  });

  it('keep their edges when another port goes', () => {
    expect(ends(removeNodes(document, 'inner', ['x']))).toEqual(['b>in']);
  });

  it('follow the network to its new name', () => {
    const after = renameNetwork(document, 'inner', '残差块');
    expect(after.networks.main!.nodes[2]!.config).toEqual({ network: '残差块' });
  });
});
