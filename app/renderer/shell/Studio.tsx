/** The regions of the studio: palette, canvas over dock, inspector; sizes by drag or keys, folds and widths by layout.ts. */
import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { Canvas } from '../canvas/Canvas';
import { IconButton } from '../controls/IconButton';
import { useWords } from '../i18n/index';
import { Inspector } from '../inspector/Inspector';
import { Palette } from '../palette/Palette';
import { useView, viewStore } from '../stores/view';
import { ErrorBoundary } from './ErrorBoundary';
import { DOCK_TABS, type Layout, layoutOf, limits, tallestDock } from './layout';
import { ResizeHandle } from './ResizeHandle';
import styles from './shell.module.css';

// The charts weigh as much as the rest of the studio: the network is drawn before they are there.
const Dock = lazy(async () => ({ default: (await import('../training/Dock')).Dock }));

export function Studio() {
  const t = useWords();
  const view = useView((state) => state);
  const [width, height] = useWindowSize();
  const layout = layoutOf(width, height, view);
  const resize = (values: Parameters<typeof view.set>[0]) => viewStore.getState().set(values);
  const tallest = tallestDock(height);
  // Asked as if it were open: opening it must not fold it again.
  useOverlayFolding(
    layoutOf(width, height, { ...view, inspectorFolded: false }).inspector === 'over',
  );
  return (
    <>
      <aside
        data-region="palette"
        aria-label={t('shell.regionPalette')}
        className={styles.palette}
        style={{ width: layout.palette }}
        tabIndex={-1}
      >
        <ErrorBoundary region={t('shell.regionPalette')}>
          <Palette rail={layout.rail} />
        </ErrorBoundary>
        {!layout.rail && (
          <ResizeHandle
            label={t('shell.resizePalette')}
            side="left"
            size={layout.palette}
            {...limits.palette}
            onResize={(paletteWidth) => resize({ paletteWidth })}
          />
        )}
      </aside>
      <div
        className={styles.centre}
        style={{ gridTemplateRows: `minmax(0, 1fr) ${layout.dock}px` }}
      >
        <main aria-label={t('shell.regionCanvas')} className={styles.canvas}>
          {layout.cramped && <p className={styles.cramped}>{t('shell.cramped')}</p>}
          <ErrorBoundary region={t('shell.regionCanvas')}>
            <Canvas />
          </ErrorBoundary>
          {layout.inspector !== 'beside' && <InspectorToggle layout={layout} />}
        </main>
        <section
          data-region="dock"
          aria-label={t('shell.regionDock')}
          className={styles.dock}
          tabIndex={-1}
        >
          {!view.dockFolded && (
            <ResizeHandle
              label={t('shell.resizeDock')}
              side="below"
              size={layout.dock}
              min={Math.min(limits.dock.min, tallest)}
              max={tallest}
              usual={limits.dock.usual}
              onResize={(dockHeight) =>
                resize({ dockHeight: Math.max(DOCK_TABS, Math.round(dockHeight)) })
              }
            />
          )}
          <div className={styles.fillup}>
            <ErrorBoundary region={t('shell.regionDock')}>
              <Suspense fallback={null}>
                <Dock />
              </Suspense>
            </ErrorBoundary>
          </div>
        </section>
      </div>
      {layout.inspector !== 'away' && (
        <aside
          data-region="inspector"
          aria-label={t('shell.regionInspector')}
          className={styles.inspector}
          data-over={layout.inspector === 'over' || undefined}
          style={{ width: layout.inspectorWidth }}
          tabIndex={-1}
        >
          <ResizeHandle
            label={t('shell.resizeInspector')}
            side="right"
            size={layout.inspectorWidth}
            {...limits.inspector}
            onResize={(inspectorWidth) => resize({ inspectorWidth })}
          />
          <div className={styles.fillup}>
            <ErrorBoundary region={t('shell.regionInspector')}>
              <Inspector />
            </ErrorBoundary>
          </div>
        </aside>
      )}
    </>
  );
}

/** Where the inspector lies over the canvas or away, the way to it and back without a key. */
function InspectorToggle({ layout }: { readonly layout: Layout }) {
  const t = useWords();
  const isAway = layout.inspector === 'away';
  return (
    <div className={styles.toggle} style={{ right: isAway ? 14 : layout.inspectorWidth + 8 }}>
      <IconButton
        icon={isAway ? PanelRightOpen : PanelRightClose}
        label={t(isAway ? 'shell.showInspector' : 'shell.hideInspector')}
        onClick={() => viewStore.getState().set({ inspectorFolded: !isAway })}
      />
    </div>
  );
}

function subscribeToSize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

function useWindowSize(): readonly [number, number] {
  const size = useSyncExternalStore(
    subscribeToSize,
    () => `${window.innerWidth}x${window.innerHeight}`,
  );
  const [width = 0, height = 0] = size.split('x').map(Number);
  return [width, height];
}

/** An inspector that lies over the canvas starts folded, so that a small window shows the network first. */
function useOverlayFolding(over: boolean): void {
  useEffect(() => {
    if (over) viewStore.getState().set({ inspectorFolded: true });
  }, [over]);
}
