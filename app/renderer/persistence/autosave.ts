/** Writes the open document to its session one second after the last edit, and when the page is hidden. */

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DocumentState, DocumentStore } from '../stores/document';
import { browserSessions } from './browser-sessions';
import type { Sessions } from './sessions';

const AFTER = 1000;

/** When the document was last written to this browser; `null` before that, `'failed'` where it cannot be. */
export const autosave = createStore<{ readonly at: number | null | 'failed' }>()(() => ({
  at: null,
}));

export function useAutosave(): number | null | 'failed' {
  return useStore(autosave, (state) => state.at);
}

export function startAutosave(
  store: DocumentStore,
  sessions: Pick<Sessions, 'hold' | 'save' | 'jot'> = browserSessions,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The document that was last handed to the store, and the one that the store is known to have. */
  let sent = store.getState().document;
  let kept = sent;

  const write = async (state: DocumentState) => {
    clearTimeout(timer);
    const { session, document } = state;
    if (document === sent) return;
    sent = document;
    const entry = entryOf(state);
    const stored = await sessions.save(entry, document);
    if (store.getState().session !== session) return;
    if (stored) kept = document;
    autosave.setState({ at: stored ? entry.at : 'failed' });
  };
  const leave = () => {
    const state = store.getState();
    if (state.document !== kept) sessions.jot(entryOf(state), state.document);
    void write(state);
  };
  const onHidden = () => {
    if (document.visibilityState === 'hidden') leave();
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.session !== before.session) {
      // The last edit of a document may not have been written when another one is opened.
      void write(before);
      void sessions.hold(state.session);
      sent = state.document;
      kept = sent;
      autosave.setState({ at: null });
      return;
    }
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(() => void write(store.getState()), AFTER);
  });
  document.addEventListener('visibilitychange', onHidden);
  window.addEventListener('pagehide', leave);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    document.removeEventListener('visibilitychange', onHidden);
    window.removeEventListener('pagehide', leave);
  };
}

function entryOf({ session, document, origin }: DocumentState) {
  return { session, name: document.name, at: Date.now(), ...whence(origin) };
}

function whence(origin: DocumentState['origin']) {
  return {
    ...(origin.path === undefined ? {} : { path: origin.path }),
    ...(origin.template === undefined ? {} : { template: origin.template }),
  };
}
