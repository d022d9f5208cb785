/** The studio: theme, keys, bars and the screen in view. Everything else mounts into it. */
import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { allActions } from './actions/all';
import { listenToKeys } from './actions/keys';
import { useDesktop } from './actions/use-desktop';
import { CommandPalette } from './command-palette/CommandPalette';
import { ImportDialog } from './data-import/ImportDialog';
import { ExchangeDialog } from './exchange/ExchangeDialog';
import { useWords } from './i18n/index';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { FileDrop } from './shell/FileDrop';
import { LiveRegion } from './shell/LiveRegion';
import { NoticeDialog } from './shell/NoticeDialog';
import { ShortcutsDialog } from './shell/ShortcutsDialog';
import { StatusBar } from './shell/StatusBar';
import { Studio } from './shell/Studio';
import styles from './shell/shell.module.css';
import { Toasts } from './shell/Toasts';
import { TopBar } from './shell/TopBar';
import { useView } from './stores/view';
import { cssVariablesResolver, theme } from './theme/mantine';
import { useTheme } from './theme/use-theme';

// Off the first screen, so not in the first download.
const Gallery = lazy(async () => ({ default: (await import('./gallery/Gallery')).Gallery }));

export function App() {
  const scheme = useTheme();
  useEffect(() => listenToKeys(() => allActions), []);
  useDesktop();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={scheme}
    >
      <ErrorBoundary region="Netloom">
        <Shell />
        <CommandPalette />
        <ShortcutsDialog />
        <NoticeDialog />
        <ExchangeDialog />
        <Toasts />
        <ImportDialog />
        <FileDrop />
        <LiveRegion />
      </ErrorBoundary>
    </MantineProvider>
  );
}

function Shell() {
  const t = useWords();
  const screen = useView((view) => view.screen);
  return (
    <div className={styles.shell}>
      <div className={styles.top}>
        <TopBar />
      </div>
      {screen === 'studio' ? (
        <>
          <Studio />
          <div className={styles.status}>
            <StatusBar />
          </div>
        </>
      ) : (
        <main
          data-region="canvas"
          aria-label={t('shell.templates')}
          className={styles.gallery}
          tabIndex={-1}
        >
          <ErrorBoundary region={t('shell.templates')}>
            <Suspense fallback={null}>
              <Gallery />
            </Suspense>
          </ErrorBoundary>
        </main>
      )}
    </div>
  );
}
