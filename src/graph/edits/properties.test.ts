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

/** What every network must keep, whatever is done to it. */
function expectSound(network: Network): void {
  const ids = network.nodes.map((node) => node.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !isValidId(id))).toEqual([]);
  const known = new Set(ids);
  const dangling = network.edges.filter((e) => !known.has(e.source) || !known.has(e.target));
  expect(dangling).toEqual([]);
  expect([...network.edges].sort(compareEdges)).toEqual(network.edges);
  const next = new Map<string, number>();
  for (const { target, input, index } of network.edges) {
    const port = `${target} ${input}`;
    expect(index).toBe(next.get(port) ?? 0);
    next.set(port, index + 1);
  }
  expect(cycles(network)).toEqual([]);
  expect([...order(network)].sort()).toEqual([...ids].sort());
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
          for (const network of networksOf(document)) expectSound(network);
          expect(networkNames(document).every(isValidNetworkName)).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('returns the same document when nothing changes, and another one when something does', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdit, (document, edit) => {
        const edited = edit.apply(document);
        expect(edited === document).toBe(serialise(edited) === serialise(document));
      }),
      { numRuns: 3000 },
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
      { numRuns: 1000 },
    );
  });

  it('leaves a document that survives its file', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryEdits, (start, edits) => {
        const document = edits.reduce((each, edit) => edit.apply(each), start);
        expect(parse(serialise(document))).toEqual({ ok: true, document, defects: [], more: 0 });
      }),
      { numRuns: 1000 },
    );
  });
});
