import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, MAIN } from '../document';
import { networkNames, placedNetwork, placesItself } from '../network';
import { parse, serialise } from '../serialise';
import { arbitraryDocument } from '../testing/arbitrary';
import { blockOf, documentOfBlock, importBlock } from './library';

const empty: Document = {
  format: 'netloom',
  version: 1,
  name: 'Empty',
  networks: { main: { nodes: [], edges: [] } },
};

/** A block with everything that it places written out, whatever the networks are called. */
function unfolded(document: Document, name: string): unknown {
  const network = document.networks[name];
  return (
    network && {
      ...network,
      nodes: network.nodes.map((node) => {
        const placed = placedNetwork(node);
        if (placed === undefined) return node;
        const { network: _, ...config } = node.config;
        return { ...node, config, placed: unfolded(document, placed) };
      }),
    }
  );
}

const blocks = (document: Document): string[] =>
  networkNames(document).filter((name) => name !== MAIN && !placesItself(document, name));

describe('a block on its way between documents', () => {
  it('arrives with all that it places and nothing else, whatever is there', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, (from, to) => {
        for (const block of blocks(from)) {
          const file = documentOfBlock(from, block);
          expect(blockOf(file)).toBe(block);
          const { document, name } = importBlock(to, file, block);
          expect(unfolded(document, name)).toEqual(unfolded(from, block));
          for (const [own, network] of Object.entries(to.networks)) {
            expect(document.networks[own]).toBe(network);
          }
          const added = Object.keys(document.networks).length - Object.keys(to.networks).length;
          expect(added).toBeLessThanOrEqual(Object.keys(file.networks).length - 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same network when it comes a second time', () => {
    fc.assert(
      fc.property(arbitraryDocument, (from) => {
        for (const block of blocks(from)) {
          const file = documentOfBlock(from, block);
          const first = importBlock(empty, file, block);
          expect(importBlock(first.document, file, block)).toEqual(first);
          const read = parse(serialise(file));
          if (!read.ok) throw new Error('a block has to survive its file');
          expect(importBlock(first.document, read.document, block)).toEqual(first);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('carries neither data nor training', () => {
    const network = { nodes: [], edges: [] };
    const full: Document = {
      ...empty,
      networks: { ...empty.networks, one: network, other: network },
      training: { phases: [], seed: 1, batchSize: 1 },
    };
    const file = documentOfBlock(full, 'one');
    expect(Object.keys(file).sort()).toEqual(['format', 'name', 'networks', 'version']);
    expect(Object.keys(file.networks).sort()).toEqual(['main', 'one']);
    expect(parse(serialise(file)).ok).toBe(true);
  });
});
