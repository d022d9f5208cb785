/**
 * The page: fonts, words, stores, then the studio. First run: LeNet; after a crash: the document that was open.
 * Whatever is missing in a browser (storage, locks, a GPU), something is shown.
 */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '@fontsource-variable/noto-sans-sc';
import '@mantine/core/styles.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Document } from '../../src/graph/document';
import { App } from './App';
import { startI18n, words } from './i18n/index';
import { startAutosave } from './persistence/autosave';
import { browserSessions } from './persistence/browser-sessions';
import { named, notify, show } from './persistence/files';
import { LINK_MARK } from './persistence/link-mark';
import { firstTemplate } from './persistence/templates';
import { type DocumentStore, installDocumentStore } from './stores/document';
import { startProblems } from './stores/facts';
import { viewStore } from './stores/view';
import { resolveTheme } from './theme/use-theme';
import { runClient } from './worker-client';

/** Storage that hangs must not keep the page empty. */
const PATIENCE = 2000;

/** Takes the document out of the address, so that a reload goes on with what was edited since. */
async function takeLinked(): Promise<Document | undefined> {
  if (!location.hash.startsWith(LINK_MARK)) return undefined;
  const { documentOfLink } = await import('./persistence/share-link');
  const linked = documentOfLink(location.hash);
  if (linked === undefined) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  if (linked === null) notify({ title: words('shell.linkTitle'), text: words('shell.linkBroken') });
  return linked ?? undefined;
}

async function openFirst(): Promise<DocumentStore> {
  const linked = await takeLinked();
  // What the last window left behind stays under Recent.
  if (linked) return installDocumentStore(linked);
  const restored = await Promise.race([
    browserSessions.restore().catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE)),
  ]);
  if (restored) {
    const { session, path, template } = restored.entry;
    return installDocumentStore(restored.document, {
      session,
      origin: { ...(path ? { path } : {}), ...(template ? { template } : {}) },
    });
  }
  const first = firstTemplate();
  return installDocumentStore(named(first), { origin: { template: first.id } });
}

/** Safari has no idle callbacks. */
function whenIdle(work: () => Promise<void>): void {
  if ('requestIdleCallback' in window) requestIdleCallback(() => void work());
  else setTimeout(() => void work(), PATIENCE);
}

async function start(root: HTMLElement): Promise<void> {
  const { theme, language } = viewStore.getState();
  document.documentElement.dataset.theme = resolveTheme(
    theme,
    window.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false,
  );
  await startI18n(language);
  const store = await openFirst();
  void browserSessions.hold(store.getState().session);
  startAutosave(store);
  startProblems(store);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  runClient.start();
  whenIdle(async () => {
    const { startImportedFiles } = await import('./persistence/imported-files');
    startImportedFiles(store);
  });
  window.addEventListener('hashchange', async () => {
    const linked = await takeLinked();
    if (linked) show(linked);
  });
}

function explain(root: HTMLElement, error: unknown): void {
  const paragraph = document.createElement('p');
  paragraph.style.cssText = 'max-width: 40em; margin: 4em auto; padding: 0 1em';
  paragraph.textContent = `Netloom could not start: ${error instanceof Error ? error.message : String(error)} Reload the page; documents that were open are kept. Netloom 无法启动。重新加载页面；打开过的文档仍在。`;
  root.replaceChildren(paragraph);
}

const root = document.getElementById('root');
if (root) start(root).catch((error: unknown) => explain(root, error));
