import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config, Document, Node } from '../document';
import { networkNames, networkOf } from '../network';
import { arbitraryDocument } from '../testing/arbitrary';
import { promoteParameter, settleParameter } from './parameters';

const node = (id: string, config: Config, kind = 'Dense'): Node => ({
  id,
  kind,
  config,
  position: { x: 0, y: 0 },
});

const documentOf = (parameters?: Config, placed: Config = {}): Document => ({
  format: 'netloom',
  version: 1,
  name: 'Parameters',
  networks: {
    main: {
      nodes: [
        node('one', { network: 'block', ...placed }, 'Network'),
        node('two', { network: 'block' }, 'Network'),
      ],
      edges: [],
    },
    block: {
      nodes: [node('a', { units: 8 }), node('b', { activation: 'relu', units: 8 })],
      edges: [],
      ...(parameters ? { parameters } : {}),
    },
  },
});

const a = { network: 'block', node: 'a' };
const configs = (document: Document) => document.networks.block!.nodes.map(({ config }) => config);

describe('promoteParameter', () => {
  it('lets the field follow a new parameter whose default is what it held', () => {
    const after = promoteParameter(documentOf(), a, 'units', { name: 'width', value: 32 });
    expect(after.networks.block!.parameters).toEqual({ width: 8 });
    expect(configs(after)[0]).toEqual({ units: '=width' });
  });

  it('takes the value that is shown where the node holds none of its own', () => {
    const after = promoteParameter(documentOf(), a, 'activation', { value: 'linear' });
    expect(after.networks.block!.parameters).toEqual({ activation: 'linear' });
    expect(configs(after)[0]).toEqual({ units: 8, activation: '=activation' });
  });

  it('shares a parameter of this name and value, and keeps clear of one with another', () => {
    const b = { network: 'block', node: 'b' };
    const first = promoteParameter(documentOf(), a, 'units', { value: 8 });
    const both = promoteParameter(first, b, 'units', { value: 8 });
    expect(both.networks.block!.parameters).toEqual({ units: 8 });
    const other = promoteParameter(documentOf({ units: 3 }), b, 'units', { value: 8 });
    expect(other.networks.block!.parameters).toEqual({ units: 3, units_2: 8 });
    expect(configs(other)[1]).toEqual({ activation: 'relu', units: '=units_2' });
  });

  it('takes no name that a placement sets already, nor one of the functions', () => {
    const placed = documentOf(undefined, { parameters: { width: 99 } });
    const after = promoteParameter(placed, a, 'units', { name: 'width', value: 8 });
    expect(after.networks.block!.parameters).toEqual({ width_2: 8 });
    const max = promoteParameter(documentOf(), a, 'units', { name: 'max', value: 8 });
    expect(configs(max)[0]).toEqual({ units: '=max_2' });
  });

  it('leaves a field that follows a parameter, and nodes that are not there', () => {
    const once = promoteParameter(documentOf(), a, 'units', { value: 8 });
    expect(promoteParameter(once, a, 'units', { name: 'again', value: 8 })).toBe(once);
    const nobody = { network: 'block', node: 'nobody' };
    expect(promoteParameter(once, nobody, 'units', { value: 1 })).toBe(once);
  });
});

describe('settleParameter', () => {
  it('puts the value back, and frees the placements of it', () => {
    const set = documentOf({ width: 8 }, { parameters: { width: 8 } });
    const block = { ...set.networks.block!, nodes: [node('a', { units: '=width * 2' })] };
    const after = settleParameter(
      { ...set, networks: { ...set.networks, block } },
      'block',
      'width',
    );
    expect(configs(after)).toEqual([{ units: 16 }]);
    expect(after.networks.block).not.toHaveProperty('parameters');
    expect(after.networks.main!.nodes[0]!.config).toEqual({ network: 'block' });
  });

  it('keeps a parameter that placements set to different values', () => {
    const set = documentOf({ units: 8 }, { parameters: { units: 16 } });
    expect(settleParameter(set, 'block', 'units')).toBe(set);
  });

  it('undoes promoteParameter, whatever the document', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), (document, pick) => {
        const fields = networkNames(document).flatMap((network) =>
          networkOf(document, network)!.nodes.flatMap(({ id, config }) =>
            Object.keys(config).map((param) => ({ at: { network, node: id }, param })),
          ),
        );
        const field = fields[pick % Math.max(1, fields.length)];
        fc.pre(field !== undefined);
        const { at, param } = field!;
        const after = promoteParameter(document, at, param, { name: 'fresh_name', value: 0 });
        fc.pre(after !== document);
        expect(settleParameter(after, at.network, 'fresh_name')).toEqual(document);
      }),
      { numRuns: 200 },
    );
  });
});
