import { describe, expect, it } from 'vitest';
import type { Document } from '../document';
import { standsInside, stillNodes, stillness } from '../still';
import { cutAfter, cutPoints, freezeDepth, freezePlaced, setUpTransfer } from './transfer';

const at = { x: 0, y: 0 };
const join = (...ids: string[]) =>
  ids
    .slice(1)
    .map((target, i) => ({ source: ids[i]!, output: 'out', target, input: 'in', index: 0 }));

const document: Document = {
  format: 'netloom',
  version: 1,
  name: 'Transfer',
  networks: {
    main: {
      nodes: [
        { id: 'input', kind: 'Input', config: {}, position: at },
        { id: 'body', kind: 'Network', config: { network: 'bone' }, position: at, frozen: true },
        { id: 'head', kind: 'Dense', config: {}, position: at },
        { id: 'answer', kind: 'Output', config: {}, position: at },
      ],
      edges: join('input', 'body', 'head', 'answer'),
    },
    bone: {
      nodes: [
        { id: 'in', kind: 'Input', config: {}, position: at },
        { id: 'a', kind: 'Conv2D', config: {}, position: at },
        { id: 'b', kind: 'Conv2D', config: {}, position: at },
        { id: 'out', kind: 'Output', config: {}, position: at },
      ],
      edges: join('in', 'a', 'b', 'out'),
      weights: { source: 'somewhere' },
    },
  },
  training: {
    phases: [
      {
        procedure: 'gradient',
        epochs: 3,
        networks: { network: 'main' },
        config: { optimizer: { id: 'adamw', weightDecay: 0.1 } },
      },
    ],
    batchSize: 8,
    seed: 1,
  },
};

const frozenIn = (given: Document, network: string) =>
  given.networks[network]!.nodes.filter(({ frozen }) => frozen).map(({ id }) => id);
const placement = { network: 'main', node: 'body' };

describe('a backbone', () => {
  it('stands still up to a depth, without its ports, and moves behind it', () => {
    expect(frozenIn(freezeDepth(document, 'bone', 1), 'bone')).toEqual(['a']);
    expect(frozenIn(freezeDepth(freezeDepth(document, 'bone', 2), 'bone', 0), 'bone')).toEqual([]);
    expect(freezeDepth(document, 'bone', 0)).toBe(document);
  });

  it('is frozen by its own depth instead of as a whole', () => {
    const half = freezePlaced(document, placement, 1);
    const node = half.networks.main!.nodes.find(({ id }) => id === 'body')!;
    expect(stillness(document, 'main', document.networks.main!.nodes[1]!).share).toBe(1);
    expect(node.frozen).toBeUndefined();
    expect(stillness(half, 'main', node)).toEqual({ share: 0.5, phases: [] });
    expect(freezePlaced(document, { network: 'main', node: 'head' }, 1)).toBe(document);
  });

  it('counts as still in the network around it, which frees it too', () => {
    const whole = freezePlaced(document, placement, 2);
    expect([...stillNodes(whole, 'main')]).toEqual(['body']);
    const freed = freezeDepth(whole, 'main', 0);
    expect(frozenIn(freed, 'bone')).toEqual([]);
    expect(stillNodes(freed, 'main').size).toBe(0);
  });

  it('stands still inside a placement that does', () => {
    expect(standsInside(document, ['main', 'body'])).toBe(true);
    expect(standsInside(freezePlaced(document, placement, 2), ['main', 'body'])).toBe(false);
  });

  it('ends after any of its nodes and keeps its weights and ports', () => {
    const { bone, main } = cutAfter(document, { network: 'bone', node: 'a' }).networks;
    expect(bone!.nodes.map(({ id }) => id)).toEqual(['in', 'a', 'out']);
    expect(bone!.edges.map(({ source, target }) => `${source}>${target}`)).toEqual([
      'in>a',
      'a>out',
    ]);
    expect(bone!.weights).toEqual({ source: 'somewhere' });
    expect(main!.edges).toEqual(document.networks.main!.edges);
    expect(cutAfter(document, { network: 'bone', node: 'gone' })).toBe(document);
  });

  it('may be cut where nothing passes by', () => {
    const node = (id: string, kind = 'Conv2D') => ({ id, kind, config: {}, position: at });
    const ids = ['stem', 'left', 'right', 'add', 'last'].map((id) => node(id));
    const network = {
      nodes: [node('in', 'Input'), ...ids, node('out', 'Output')],
      edges: [...join('in', 'stem', 'left', 'add', 'last', 'out'), ...join('stem', 'right', 'add')],
    };
    expect(cutPoints(network)).toEqual(['stem', 'add', 'last']);
    // A way around everything leaves no place but its beginning and its end.
    const skipped = { ...network, edges: [...network.edges, ...join('stem', 'last')] };
    expect(cutPoints(skipped)).toEqual(['stem', 'last']);
  });
});

describe('the four cases', () => {
  it.each([
    ['small', 'similar', ['a', 'b'], [undefined], [1e-3]],
    ['small', 'different', ['a'], [undefined], [1e-3]],
    ['large', 'similar', [], [['body'], undefined], [1e-3, 1e-4]],
    ['large', 'different', [], [['body'], undefined], [1e-3, 1e-3]],
  ] as const)(
    '%s and %s freezes and rates as it should',
    (...[data, likeness, still, frozen, rates]) => {
      const made = setUpTransfer(document, placement, { data, likeness });
      expect(frozenIn(made, 'main')).toEqual([]);
      expect(frozenIn(made, 'bone')).toEqual(still);
      const { phases } = made.training!;
      expect(phases.map((phase) => phase.frozen)).toEqual(frozen);
      expect(phases.map(({ config }) => config.optimizer)).toEqual(
        rates.map((learningRate) => ({ id: 'adamw', weightDecay: 0.1, learningRate })),
      );
      const body = made.networks.main!.nodes.find(({ id }) => id === 'body')!;
      expect(stillness(made, 'main', body).phases).toEqual(data === 'large' ? [1] : []);
    },
  );

  it('cut an early part off where little data is unlike that of the backbone', () => {
    const made = setUpTransfer(document, placement, { data: 'small', likeness: 'different' });
    expect(made.networks.bone!.nodes.map(({ id }) => id)).toEqual(['in', 'a', 'out']);
  });

  it('begin from nothing where that is wished', () => {
    const wished = { data: 'large', likeness: 'different', fromScratch: true } as const;
    const made = setUpTransfer(document, placement, wished);
    expect(made.networks.bone!.weights).toBeUndefined();
    expect(made.training!.phases.map(({ frozen }) => frozen)).toEqual([undefined]);
  });

  it('need a placed backbone and a phase', () => {
    const chosen = { data: 'small', likeness: 'similar' } as const;
    expect(setUpTransfer(document, { network: 'main', node: 'head' }, chosen)).toBe(document);
    const { training: _, ...untrained } = document;
    expect(setUpTransfer(untrained, placement, chosen)).toBe(untrained);
  });
});
