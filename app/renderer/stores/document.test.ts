import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { setName } from '../../../src/graph/edits/training';
import { commit, merge, silent } from '../../../src/graph/history';
import { createDocumentStore } from './document';

const empty: Document = {
  format: 'netloom',
  version: 1,
  name: 'a',
  networks: { main: { nodes: [], edges: [] } },
};
const rename = (name: string) => (document: Document) => setName(document, name);

describe('the document store', () => {
  it('undoes and redoes by whole documents', () => {
    const store = createDocumentStore(empty);
    store.getState().dispatch(rename('b'), commit('rename'));
    store.getState().dispatch(rename('c'), commit('rename'));
    store.getState().undo();
    expect(store.getState().document.name).toBe('b');
    store.getState().undo();
    expect(store.getState().document).toBe(empty);
    store.getState().redo();
    expect(store.getState().document.name).toBe('b');
  });

  it('collapses one gesture into one undo step', () => {
    const store = createDocumentStore(empty);
    for (const name of ['b', 'c', 'd'])
      store.getState().dispatch(rename(name), merge('drag', 'rename'));
    store.getState().undo();
    expect(store.getState().document).toBe(empty);
  });

  it('starts another step when a gesture of the same key begins anew', () => {
    const store = createDocumentStore(empty);
    store.getState().dispatch(rename('b'), merge('drag', 'rename'));
    store.getState().endGesture();
    store.getState().dispatch(rename('c'), merge('drag', 'rename'));
    store.getState().undo();
    expect(store.getState().document.name).toBe('b');
  });

  it('keeps what nobody did out of the history', () => {
    const store = createDocumentStore(empty);
    store.getState().dispatch(rename('b'), silent);
    expect(store.getState().history.past).toEqual([]);
  });

  it('tells an edited document from the saved one by identity', () => {
    const store = createDocumentStore(empty);
    const isEdited = () => store.getState().document !== store.getState().origin.saved;
    store.getState().dispatch(rename('b'), commit('rename'));
    expect(isEdited()).toBe(true);
    store.getState().undo();
    expect(isEdited()).toBe(false);
  });

  it('gives every opened document a session of its own', () => {
    const store = createDocumentStore(empty);
    const first = store.getState().session;
    store.getState().open(empty);
    expect(store.getState().session).not.toBe(first);
    expect(createDocumentStore(empty).getState().session).not.toBe(store.getState().session);
  });
});
