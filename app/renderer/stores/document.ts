/** The open document with its history: saved and undoable. Edits go through `dispatch` and nowhere else. */

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Document } from '../../../src/graph/document';
import {
  createHistory,
  endMerge,
  type History,
  type How,
  record,
  redo,
  undo,
} from '../../../src/graph/history';

/** A pure edit: the same object when nothing changes. */
export type Edit = (document: Document) => Document;

/** Where the document came from and when it was last written there. */
export interface Origin {
  /** File path on the desktop, file name in the browser; absent for a new document or a template. */
  readonly path?: string;
  readonly template?: string;
  readonly savedAt?: number;
  /** The document as it was saved; the title bar compares by identity. */
  readonly saved: Document;
}

export interface DocumentState {
  /** Names this open document for autosave; two windows never share one. */
  readonly session: string;
  readonly document: Document;
  readonly history: History;
  readonly origin: Origin;
  dispatch(edit: Edit, how: How): void;
  undo(): void;
  redo(): void;
  /** Puts another document in the window; the history starts anew. */
  open(document: Document, origin?: Partial<Origin>): void;
  markSaved(path?: string): void;
  /** Ends a gesture: the next edit of the same merge key is a step of its own. */
  endGesture(): void;
}

/** A name that no other open document has; works outside secure contexts too, where `randomUUID` is absent. */
export function newSession(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a window starts with: a template, or the document of a window that ended. */
export interface Start {
  readonly session?: string;
  readonly origin?: Partial<Origin>;
}

export function createDocumentStore(first: Document, start: Start = {}) {
  return createStore<DocumentState>()((set) => ({
    session: start.session ?? newSession(),
    document: first,
    history: createHistory(first),
    origin: { saved: first, ...start.origin },
    dispatch: (edit, how) =>
      set((state) => {
        const document = edit(state.document);
        if (document === state.document) return state;
        return { document, history: record(state.history, document, how) };
      }),
    undo: () => set((state) => present(undo(state.history))),
    redo: () => set((state) => present(redo(state.history))),
    open: (document, origin) =>
      set({
        session: newSession(),
        document,
        history: createHistory(document),
        origin: { saved: document, ...origin },
      }),
    endGesture: () => set((state) => ({ history: endMerge(state.history) })),
    markSaved: (path) =>
      set((state) => ({
        origin: {
          ...state.origin,
          ...(path === undefined ? {} : { path }),
          saved: state.document,
          savedAt: Date.now(),
        },
      })),
  }));
}

function present(history: History) {
  return { history, document: history.document };
}

export type DocumentStore = ReturnType<typeof createDocumentStore>;

let store: DocumentStore | undefined;

/** The window's one document store; `main.tsx` makes it before the first render. */
export function documentStore(): DocumentStore {
  if (!store) throw new Error('The document store is made in main.tsx before anything renders.');
  return store;
}

export function installDocumentStore(first: Document, start?: Start): DocumentStore {
  store = createDocumentStore(first, start);
  return store;
}

export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(documentStore(), select);
}
