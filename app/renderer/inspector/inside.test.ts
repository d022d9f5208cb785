import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INPUT_KIND, OUTPUT_KIND } from '../../../src/graph/network';
import { parse } from '../../../src/graph/serialise';
import { arbitraryDocument } from '../../../src/graph/testing/arbitrary';
import { order } from '../../../src/graph/topology';
import { insideOf } from './inside';

function networkOf(template: string, name: string) {
  const file = new URL(`../../../templates/${template}.json`, import.meta.url);
  const parsed = parse(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document.networks[name]!;
}

/** He et al., 2015, figure 5: three convolutions and a way round them. */
const bottleneck = [
  'conv1',
  'bn1',
  'relu1',
  'conv2',
  'bn2',
  'relu2',
  'conv3',
  'bn3',
  'add',
  'relu',
];

describe('the inside of a block', () => {
  it('is a column of layers with the identity round it', () => {
    expect(insideOf(networkOf('resnet50', 'bottleneck'))).toEqual({
      column: bottleneck,
      skips: [{ from: -1, to: bottleneck.indexOf('add'), through: [], lane: 0 }],
    });
  });

  it('has the layers of a projection on the way round', () => {
    expect(insideOf(networkOf('resnet50', 'projection'))).toEqual({
      column: bottleneck,
      skips: [{ from: -1, to: bottleneck.indexOf('add'), through: ['conv0', 'bn0'], lane: 0 }],
    });
  });

  it('shows no layer twice, and no two skips of a lane beside each other', () => {
    fc.assert(
      fc.property(arbitraryDocument, ({ networks }) => {
        for (const network of Object.values(networks)) {
          const { column, skips } = insideOf(network);
          const ports = network.nodes.filter(({ kind }) =>
            [INPUT_KIND, OUTPUT_KIND].includes(kind),
          );
          const isPort = new Set(ports.map(({ id }) => id));
          const shown = [...column, ...skips.flatMap(({ through }) => through)];
          const layers = order(network).filter((id) => !isPort.has(id));
          expect(new Set(shown).size).toBe(shown.length);
          expect(layers).toEqual(expect.arrayContaining(shown));
          for (const a of skips) {
            const beside = skips.filter((b) => b !== a && b.lane === a.lane);
            expect(beside.filter((b) => b.from < a.to && a.from < b.to)).toEqual([]);
          }
        }
      }),
    );
  });
});
