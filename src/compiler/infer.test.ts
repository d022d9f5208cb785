import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Document, Node } from '../graph/document';
import { connect } from '../graph/edits/edges';
import { addNode, moveNodes, setConfig, setFrozen } from '../graph/edits/nodes';
import { arbitraryDocument } from '../graph/testing/arbitrary';
import { arbitraryEdits } from '../graph/testing/arbitrary-edit';
import { placementScope } from './blocks';
import type { NetworkFacts } from './facts';
import { infer, inferNetwork } from './infer';
import { layers } from './layers/all';
import { lower } from './lower';
import { chain, documentOf, type NodeRow, networkOfRows } from './testing/documents';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const thousand = (): Document => {
  const dense = Array.from({ length: 998 }, (_, i): NodeRow => [`d${i}`, 'Dense', { units: 8 }]);
  return documentOf(chain(['input', 'Input', { shape: [8] }], ...dense, ['out', 'Output']));
};

const rulesAsked = (run: () => void): number => {
  const spies = [layers.Dense, layers.Input, layers.Output].map((layer) =>
    vi.spyOn(layer, 'output'),
  );
  run();
  return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
};

describe('an edit of a document with a thousand nodes', () => {
  it('asks no rule and keeps all facts when a node moves', () => {
    const document = thousand();
    const before = infer(document).get('main');
    const moved = moveNodes(document, 'main', new Map([['d500', { x: 3, y: 4 }]]));
    let after: NetworkFacts | undefined;
    expect(
      rulesAsked(() => {
        after = infer(moved).get('main');
      }),
    ).toBe(0);
    expect(after).toBe(before);
  });

  it('asks one rule where the shape stays and two where the next layer sees another', () => {
    const document = thousand();
    infer(document);
    const at = { network: 'main', node: 'd500' };
    const relu = setConfig(document, at, 'activation', 'relu');
    expect(rulesAsked(() => infer(relu))).toBe(1);
    vi.restoreAllMocks();
    const wider = setConfig(relu, at, 'units', 9);
    expect(rulesAsked(() => infer(wider))).toBe(2);
    expect(inferNetwork(wider, 'main').nodes.get('d501')?.parameters).toBe(9 * 8 + 8);
  });

  it('asks nothing when an edit is undone', () => {
    const document = thousand();
    infer(document);
    const edited = setConfig(document, { network: 'main', node: 'd3' }, 'units', 5);
    infer(edited);
    expect(rulesAsked(() => infer(document))).toBe(0);
  });

  it('asks one rule for a node that is added and connected', () => {
    const document = thousand();
    infer(document);
    const position = { x: 0, y: 0 };
    const added = addNode(document, 'main', { kind: 'Dense', id: 'new', position });
    expect(rulesAsked(() => infer(connect(added, 'main', { source: 'd9', target: 'new' })))).toBe(
      1,
    );
  });

  it('keeps the facts of nodes that an edit does not reach', () => {
    const document = thousand();
    const before = inferNetwork(document, 'main');
    const edited = setConfig(document, { network: 'main', node: 'd500' }, 'units', 9);
    const after = inferNetwork(edited, 'main');
    expect(after.nodes.get('d499')).toBe(before.nodes.get('d499'));
    expect(after.nodes.get('d502')).toBe(before.nodes.get('d502'));
  });
});

const residual = {
  ...networkOfRows(
    [
      ['in', 'Input', { shape: [8, 8, 16] }],
      ['c1', 'Conv2D', { filters: '=filters', padding: 'same', useBias: false }],
      ['norm', 'BatchNormalization'],
      ['c2', 'Conv2D', { filters: '=filters * 1', padding: 'same' }],
      ['add', 'Add'],
      ['out', 'Output'],
    ],
    ['in>c1', 'c1>norm', 'norm>c2', 'in>add', 'c2>add', 'add>out'],
  ),
  parameters: { filters: 16 },
};
const placed = (config: object, more: Partial<Node> = {}): Document => {
  const main = chain(
    ['input', 'Input', { shape: [4, 4, 3] }],
    ['stem', 'Conv2D', { filters: 8, padding: 'same' }],
    ['block', 'Network', { network: 'residual', parameters: { filters: 8 }, ...config }],
    ['end', 'Output'],
  );
  const nodes = main.nodes.map((node) => (node.id === 'block' ? { ...node, ...more } : node));
  return documentOf({ ...main, nodes }, { networks: { residual } });
};
// 3·3·8·8 + (gamma, beta, two statistics)·8 + 3·3·8·8 + 8
const inside = 576 + 32 + 584;
const stem = 3 * 3 * 3 * 8 + 8;

describe('facts kept from one edit to the next', () => {
  /** The same document with other objects, of which nothing is known. */
  const fresh = (document: Document): Document => structuredClone(document);
  const plain = (document: Document) =>
    [...infer(document)].map(([name, { nodes, totals, order }]) => ({
      name,
      nodes: [...nodes],
      totals,
      order,
    }));

  it('are those of the document by itself, whatever the edits', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdits, (start, edits) => {
        let document = start;
        infer(document);
        for (const edit of edits) {
          document = edit.apply(document);
          expect(plain(document)).toEqual(plain(fresh(document)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('follow a shape through layers that stand between', () => {
    let document = thousand();
    infer(document);
    for (const [id, units] of [
      ['d3', 5],
      ['d997', 9],
      ['d3', 8],
      ['input', 4],
    ] as const) {
      const value = id === 'input' ? { shape: [units] } : { units };
      const [param, changed] = Object.entries(value)[0]!;
      document = setConfig(document, { network: 'main', node: id }, param, changed);
      expect(plain(document)).toEqual(plain(fresh(document)));
    }
  });
});

describe('a placed block', () => {
  it('has the shape and the counts of its inside with its own parameters', () => {
    const facts = inferNetwork(placed({}), 'main');
    expect(facts.nodes.get('block')?.output).toEqual([4, 4, 8]);
    expect(facts.nodes.get('block')?.parameters).toBe(inside);
    expect(facts.totals.trainable).toBe(stem + inside - 16);
  });

  it('counts every copy of a repeat, and shared weights once', () => {
    expect(inferNetwork(placed({ repeat: 3 }), 'main').totals.parameters).toBe(stem + 3 * inside);
    const shared = inferNetwork(placed({ repeat: 3, share: true }), 'main').totals;
    expect(shared.parameters).toBe(stem + inside);
    const macs = inferNetwork(placed({ repeat: 3 }), 'main').totals.macs;
    expect(shared.macs).toBe(macs);
  });

  it('agrees with what it is lowered to', () => {
    for (const config of [{}, { repeat: 3 }, { repeat: 3, share: true }]) {
      const document = placed(config);
      const { calls } = lower(document);
      const own = calls.filter((call) => call.sharesWith === undefined);
      const count = own
        .flatMap((call) => call.weights)
        .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
      const { totals } = inferNetwork(document, 'main');
      expect(count).toBe(totals.parameters);
      expect(calls.reduce((sum, call) => sum + call.macs, 0)).toBe(totals.macs);
    }
  });

  it('freezes all weights inside', () => {
    const facts = inferNetwork(setFrozen(placed({ repeat: 2 }), 'main', ['block'], true), 'main');
    expect(facts.totals.trainable).toBe(stem);
  });

  it('shows its inside as it is placed', () => {
    const document = placed({});
    const node = document.networks.main!.nodes[2]!;
    const scope = placementScope(document, node, {});
    const facts = inferNetwork(document, 'residual', scope, [[4, 4, 8]]);
    expect(facts.nodes.get('c2')?.output).toEqual([4, 4, 8]);
    expect(infer(document).get('residual')?.nodes.get('c2')?.output).toEqual([8, 8, 16]);
  });

  it('notices an edit inside', () => {
    const document = placed({});
    inferNetwork(document, 'main');
    const at = { network: 'residual', node: 'c2' };
    const edited = setConfig(document, at, 'useBias', false);
    expect(inferNetwork(edited, 'main').nodes.get('block')?.parameters).toBe(inside - 8);
  });

  it('gives a problem and no hang when blocks nest a hundred deep or double fifty times', () => {
    const twice = (inner: string) =>
      chain(
        ['a', 'Input', { shape: [4] }],
        ['x', 'Network', { network: inner }],
        ['y', 'Network', { network: inner }],
        ['b', 'Output'],
      );
    const networks = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`n${i}`, twice(i === 99 ? 'leaf' : `n${i + 1}`)]),
    );
    const leaf = chain(['a', 'Input', { shape: [4] }], ['d', 'Dense'], ['b', 'Output']);
    const document = documentOf(twice('n0'), { networks: { ...networks, leaf } });
    const problems = inferNetwork(document, 'main').nodes.get('x')?.problems;
    expect(problems?.[0]?.code).toMatch(/^block-/);
  });
});
