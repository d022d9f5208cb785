/** A piece of the studio on a document, for component tests: real stores, real compiler, no worker. */
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, vi } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { startI18n } from '../i18n/index';
import { firstTemplate } from '../persistence/templates';
import { type DocumentStore, installDocumentStore } from '../stores/document';
import { startProblems } from '../stores/facts';
import { runStore } from '../stores/run';
import { type Language, viewStore } from '../stores/view';

/** What jsdom leaves out and Mantine asks for. */
function fillJsdom(): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => {};
}

export const lenet: Document = firstTemplate().document;

let stop: (() => void) | undefined;

afterEach(() => {
  cleanup();
  stop?.();
  stop = undefined;
});

/** Renders with nothing selected, idle, in English unless told otherwise. */
export async function renderStudio(
  element: ReactElement,
  options: {
    readonly document?: Document;
    readonly select?: readonly string[];
    readonly language?: Language;
  } = {},
) {
  fillJsdom();
  const language = options.language ?? 'en';
  await startI18n(language);
  const store: DocumentStore = installDocumentStore(options.document ?? lenet);
  viewStore.getState().set({ path: ['main'], preview: null, language, screen: 'studio' });
  viewStore.getState().select(options.select ?? []);
  runStore.getState().set({ state: { phase: 'idle' }, preparing: null });
  stop = startProblems(store);
  const user = userEvent.setup({ delay: null });
  render(<MantineProvider env="test">{element}</MantineProvider>);
  return { user, store, document: () => store.getState().document };
}

/** A node of the main network. */
export function nodeOf(document: Document, id: string) {
  return document.networks.main?.nodes.find((node) => node.id === id);
}

/** How many undo steps the history holds. */
export function stepsOf(store: DocumentStore): number {
  return store.getState().history.past.length;
}
