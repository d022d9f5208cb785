/** What holds for every edit of every document. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Network } from '../document';
import { compareEdges } from '../edges';
import { commit, createHistory, type History, record, redo, undo } from '../history';
import { isValidId, isValidNetworkName } from '../ids';
import { networkNames } from '../network';
import { parse, serialise } from '../serialise';
import { arbitraryDocument } from '../testing/arbitrary';
import { arbitraryEdit, arbitraryEdits } from '../testing/arbitrary-edit';
import { cycles, order } from '../topology';

const networksOf = (document: Document): Network[] => [
  ...networkNames(document).map((name) => document.networks[name]!),
  ...(document.data ? [document.data.preparation] : []),
];

/** What is wrong with a network that every network must keep, whatever is done to it. */
function flaws(network: Network): string[] {
  const ids = network.nodes.map((node) => node.id);
  const known = new Set(ids);
  const found = ids.filter((id) => !isValidId(id)).map((id) => `id ${id}`);
  if (known.size < ids.length) found.push('ids twice');
  const next = new Map<string, number>();
  for (const [i, edge] of network.edges.entries()) {
    const { source, target, input, index } = edge;
    if (!known.has(source) || !known.has(target)) found.push(`dangling ${source}>${target}`);
    if (i > 0 && compareEdges(network.edges[i - 1]!, edge) >= 0) found.push(`unsorted ${target}`);
    const port = `${target} ${input}`;
    if (index !== (next.get(port) ?? 0)) found.push(`index ${index} of ${port}`);
    next.set(port, index + 1);
  }
  const inOrder = order(network);
  if (inOrder.length < ids.length) found.push(`cycles ${JSON.stringify(cycles(network))}`);
  const place = new Map(inOrder.map((id, i) => [id, i]));
  const backward = network.edges.filter(
    (e) => !e.delay && place.get(e.source)! >= place.get(e.target)!,
  );
  return [...found, ...backward.map((e) => `backward ${e.source}>${e.target}`)];
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

describe('every edit', () => {
  it('keeps ids unique, edges attached, orders without gaps and undelayed cycles out', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdits, (start, edits) => {
        let document = freeze(start);
        for (const edit of edits) {
          document = freeze(edit.apply(document));
          expect(networksOf(document).flatMap(flaws)).toEqual([]);
          expect(networkNames(document).every(isValidNetworkName)).toBe(true);
        }
      }),
      { numRuns: 800 },
    );
  });

  it('returns the same document when nothing changes, and another one when something does', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdit, (document, edit) => {
        const edited = edit.apply(document);
        expect(edited === document).toBe(serialise(edited) === serialise(document));
      }),
      { numRuns: 1500 },
    );
  });

  it('is undone to the very document that was there, and redone to the very document that it made', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdits, (start, edits) => {
        const seen: Document[] = [start];
        let history: History = createHistory(start);
        for (const edit of edits) {
          const before = history.document;
          history = record(history, edit.apply(before), commit(edit.name));
          if (history.document !== before) seen.push(history.document);
        }
        for (const document of [...seen].reverse()) {
          expect(history.document).toBe(document);
          history = undo(history);
        }
        for (const document of seen) {
          expect(history.document).toBe(document);
          history = redo(history);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a document that survives its file', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdits, (start, edits) => {
        const document = edits.reduce((each, edit) => edit.apply(each), start);
        expect(parse(serialise(document))).toEqual({ ok: true, document, defects: [], more: 0 });
      }),
      { numRuns: 500 },
    );
  });
});
