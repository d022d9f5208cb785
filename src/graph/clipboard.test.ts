import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copy, fragmentFromText, fragmentToText, paste } from './clipboard';
import { MAIN } from './document';
import { networkNames } from './network';
import { arbitraryDocument } from './testing/arbitrary';

const chosen = (ids: readonly string[], mask: number) =>
  ids.filter((_, i) => (mask >> (i % 30)) & 1);

describe('the clipboard', () => {
  it('pastes under fresh ids, shifted, with the edges between the copies and no others', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), (document, mask) => {
        const host = document.networks[MAIN]!;
        const ids = chosen(
          host.nodes.map((node) => node.id),
          mask,
        );
        const fragment = copy(document, MAIN, ids);
        const pasted = paste(document, MAIN, fragment, { x: 16, y: 32 });
        const after = pasted.document.networks[MAIN]!;
        const copies = after.nodes.slice(host.nodes.length);
        expect(after.nodes.slice(0, host.nodes.length)).toEqual(host.nodes);
        expect(copies.map((node) => node.id)).toEqual(pasted.ids);
        expect(new Set(after.nodes.map((node) => node.id)).size).toBe(after.nodes.length);
        const old = new Map(pasted.ids.map((id, i) => [id, ids[i]!]));
        for (const [i, node] of copies.entries()) {
          const original = host.nodes.find((each) => each.id === ids[i])!;
          const { x, y } = original.position;
          expect(node).toEqual({ ...original, id: node.id, position: { x: x + 16, y: y + 32 } });
        }
        const inner = host.edges.filter((e) => ids.includes(e.source) && ids.includes(e.target));
        const added = after.edges.filter((e) => old.has(e.source) || old.has(e.target));
        const ends = (edges: typeof inner) =>
          edges.map((e) => `${e.source} ${e.target} ${e.input} ${e.delay ?? 0}`).sort();
        const mapped = added.map((e) => ({
          ...e,
          source: old.get(e.source)!,
          target: old.get(e.target)!,
        }));
        expect(ends(mapped)).toEqual(ends(inner));
        // The document has the networks already, so none comes twice.
        expect(networkNames(pasted.document)).toEqual(networkNames(document));
      }),
      { numRuns: 300 },
    );
  });

  it('carries blocks into another document, and renames those whose name means something else there', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, (from, to) => {
        const everything = from.networks[MAIN]!.nodes.map((node) => node.id);
        const fragment = copy(from, MAIN, everything);
        const { document, ids } = paste(to, MAIN, fragment, { x: 0, y: 0 });
        for (const name of networkNames(to)) {
          if (name !== MAIN) expect(document.networks[name]).toEqual(to.networks[name]);
        }
        const copies = document.networks[MAIN]!.nodes.filter((node) => ids.includes(node.id));
        // What a copy places has as many nodes as what the original placed.
        for (const [i, node] of copies.entries()) {
          if (node.kind !== 'Network') continue;
          const original = from.networks[MAIN]!.nodes[i]!;
          const size = from.networks[String(original.config.network)]?.nodes.length;
          expect(document.networks[String(node.config.network)]?.nodes.length).toBe(size);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('survives the system clipboard as text', () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), (document, mask) => {
        const ids = document.networks[MAIN]!.nodes.map((node) => node.id);
        const fragment = copy(document, MAIN, chosen(ids, mask));
        expect(fragmentFromText(fragmentToText(fragment))).toEqual(fragment);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no other text for a fragment', () => {
    for (const text of ['', 'hello', '{}', '[1]', '{"format":"netloom","version":1}', 'null']) {
      expect(fragmentFromText(text)).toBeUndefined();
    }
  });
});
