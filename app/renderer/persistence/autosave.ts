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
  sessions: Pick<Sessions, 'hold' | 'save'> = browserSessions,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = store.getState().document;

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    const { session, document, origin } = store.getState();
    if (document === written) return;
    written = document;
    const at = Date.now();
    const stored = await sessions.save(
      { session, name: document.name, at, ...whence(origin) },
      document,
    );
    autosave.setState({ at: stored ? at : 'failed' });
  };
  const onHidden = () => {
    if (document.visibilityState === 'hidden') void write();
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.session !== before.session) {
      void sessions.hold(state.session);
      written = state.document;
      autosave.setState({ at: null });
      return;
    }
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), AFTER);
  });
  document.addEventListener('visibilitychange', onHidden);
  window.addEventListener('pagehide', write);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    document.removeEventListener('visibilitychange', onHidden);
    window.removeEventListener('pagehide', write);
  };
}

function whence(origin: DocumentState['origin']) {
  return {
    ...(origin.path === undefined ? {} : { path: origin.path }),
    ...(origin.template === undefined ? {} : { template: origin.template }),
  };
}
