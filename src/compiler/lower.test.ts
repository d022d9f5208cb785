import { describe, expect, it, vi } from 'vitest';
import type { Document } from '../graph/document';
import { LowerError, lower } from './lower';
import { chain, documentOf, flowersOf, networkOfRows } from './testing/documents';
import { tfjsModel } from './tfjs-config';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const inner = {
  ...chain(['i', 'Input', { shape: [4] }], ['d', 'Dense', { units: '=n * 2' }], ['o', 'Output']),
  parameters: { n: 2 },
};
const outer = {
  ...chain(
    ['i', 'Input', { shape: [4] }],
    ['x', 'Network', { network: 'inner', parameters: { n: '=m + 1' } }],
    ['o', 'Output'],
  ),
  parameters: { m: 1 },
};
const nested = (config: object): Document =>
  documentOf(
    chain(
      ['input', 'Input', { shape: [4] }],
      ['b', 'Network', { network: 'outer', ...config }],
      ['out', 'Output'],
    ),
    { networks: { inner, outer } },
  );

describe('a lowered network', () => {
  it('names calls of nested and repeated blocks by placement, index and node', () => {
    const { calls, inputs, outputs } = lower(nested({ repeat: 2, parameters: { m: 1 } }));
    expect(calls.map((call) => [call.id, call.inputs])).toEqual([
      ['input', []],
      ['b.0.x.0.d', ['input']],
      ['b.1.x.0.d', ['b.0.x.0.d']],
      ['out', ['b.1.x.0.d']],
    ]);
    expect([inputs, outputs]).toEqual([['input'], ['out']]);
    expect(calls[1]?.origin).toEqual({ network: 'inner', node: 'd' });
  });

  it('evaluates expressions through both levels', () => {
    const { calls } = lower(nested({ parameters: { m: 4 } }));
    expect(calls[1]?.config.units).toBe((4 + 1) * 2);
  });

  it('points shared copies at the call whose weights they use', () => {
    const { calls } = lower(nested({ repeat: 3, share: true }));
    expect(calls.map((call) => call.sharesWith)).toEqual([
      undefined,
      undefined,
      'b.0.x.0.d',
      'b.0.x.0.d',
      undefined,
    ]);
  });

  it('writes shared copies as further calls of one layer', () => {
    const { config } = tfjsModel(lower(nested({ repeat: 3, share: true }))) as {
      config: { layers: { name: string; inbound_nodes: unknown[] }[]; output_layers: unknown };
    };
    expect(config.layers.map(({ name }) => name)).toEqual(['input', 'b.0.x.0.d']);
    expect(config.layers[1]?.inbound_nodes).toEqual([
      [['input', 0, 0, {}]],
      [['b.0.x.0.d', 0, 0, {}]],
      [['b.0.x.0.d', 1, 0, {}]],
    ]);
    expect(config.output_layers).toEqual([['b.0.x.0.d', 2, 0]]);
  });

  it('keeps the stored order of a merge and several ports of a block', () => {
    const two = networkOfRows(
      [
        ['a', 'Input', { shape: [4] }],
        ['b', 'Input', { shape: [2] }],
        ['join', 'Concatenate'],
        ['o', 'Output'],
        ['second', 'Output'],
      ],
      ['b>join', 'a>join', 'join>o', 'a>second'],
    );
    const main = networkOfRows(
      [
        ['wide', 'Input', { shape: [4] }],
        ['low', 'Input', { shape: [2] }],
        ['place', 'Network', { network: 'two' }],
        ['out', 'Output'],
        ['rest', 'Output'],
      ],
      ['wide>place', 'place>out', 'place>rest'],
    );
    const edges = [
      ...main.edges.map((edge) => (edge.target === 'rest' ? { ...edge, output: 'second' } : edge)),
      { source: 'low', output: 'out', target: 'place', input: 'b', index: 0 },
    ];
    const { calls } = lower(documentOf({ ...main, edges }, { networks: { two } }));
    const byId = new Map(calls.map((call) => [call.id, call]));
    expect(byId.get('place.0.join')).toMatchObject({ inputs: ['low', 'wide'], outputShape: [6] });
    expect(byId.get('rest')?.inputs).toEqual(['wide']);
  });

  it('leaves out what no Output is reached from', () => {
    const { main } = flowersOf().networks;
    const spare = { ...main!.nodes[1]!, id: 'spare' };
    const edge = { source: 'input', output: 'out', target: 'spare', input: 'in', index: 0 };
    const network = { nodes: [...main!.nodes, spare], edges: [...main!.edges, edge] };
    expect(lower(documentOf(network)).calls.map((call) => call.id)).not.toContain('spare');
  });

  it('freezes the inside of a frozen placement', () => {
    const document = nested({});
    const main = document.networks.main!;
    const nodes = main.nodes.map((node) => ({ ...node, frozen: node.id === 'b' }));
    const { calls } = lower({
      ...document,
      networks: { ...document.networks, main: { ...main, nodes } },
    });
    expect(calls.find((call) => call.id === 'b.0.x.0.d')?.frozen).toBe(true);
  });

  it('refuses a document with errors and says which', () => {
    try {
      lower(flowersOf(['conv', 'Conv2D']));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LowerError);
      expect((error as LowerError).problems.map((problem) => problem.code)).toEqual(['rank']);
    }
  });
});
