/** What a network is made from: the layers, the network as a list, and the data it learns from. */
import { LayoutGrid, PanelLeftOpen } from 'lucide-react';
import { NETWORK_KIND } from '../../../src/graph/document';
import { Tabs } from '../controls/Tabs';
import { Tooltip } from '../controls/Tooltip';
import { useWords } from '../i18n/index';
import { templateIds } from '../persistence/templates';
import { LEAST_WIDTH } from '../shell/layout';
import { type PaletteTab, useView, viewStore } from '../stores/view';
import { DataTab } from './DataTab';
import { BlockFlyout, GroupFlyout } from './GroupFlyout';
import { byGroup, paletteKinds } from './kinds';
import { LayersTab } from './LayersTab';
import { OutlineTab } from './OutlineTab';
import styles from './palette.module.css';

export function Palette({ rail = false }: { readonly rail?: boolean }) {
  const t = useWords();
  const tab = useView((view) => view.paletteTab);
  if (rail) return <Rail />;
  const options: readonly { value: PaletteTab; label: string }[] = [
    { value: 'layers', label: t('panels.layers') },
    { value: 'outline', label: t('panels.outline') },
    { value: 'data', label: t('panels.data') },
  ];
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <Tabs
          id="palette"
          label={t('shell.regionPalette')}
          value={tab}
          options={options}
          onChange={(paletteTab) => viewStore.getState().set({ paletteTab })}
        />
      </div>
      <div
        role="tabpanel"
        id="palette-panel"
        aria-labelledby={`palette-${tab}`}
        style={{ display: 'contents' }}
      >
        {tab === 'layers' && <LayersTab />}
        {tab === 'outline' && <OutlineTab />}
        {tab === 'data' && <DataTab />}
      </div>
      <TemplatesButton />
    </div>
  );
}

function TemplatesButton() {
  const t = useWords();
  return (
    <button
      type="button"
      className={styles.foot}
      onClick={() => viewStore.getState().set({ screen: 'gallery' })}
    >
      <LayoutGrid size={15} strokeWidth={1.75} aria-hidden />
      {t('shell.templates')}
      <span>{templateIds.length}</span>
    </button>
  );
}

/** The folded palette: a tile for each group, which opens its layers beside it. */
function Rail() {
  const t = useWords();
  const present = byGroup(paletteKinds(t).filter(({ id }) => id !== NETWORK_KIND));
  return (
    <nav className={styles.rail} aria-label={t('panels.layers')}>
      <BlockFlyout />
      {present.map(({ group, kinds }) => (
        <GroupFlyout key={group} group={group} kinds={kinds} />
      ))}
      <span className={styles.spacer} />
      {window.innerWidth >= LEAST_WIDTH && (
        <Tooltip label={t('shell.showPalette')}>
          <button
            type="button"
            className={styles.railTile}
            aria-label={t('shell.showPalette')}
            onClick={() => viewStore.getState().set({ paletteFolded: false })}
          >
            <PanelLeftOpen size={17} strokeWidth={1.75} aria-hidden />
          </button>
        </Tooltip>
      )}
      <Tooltip label={t('shell.templates')}>
        <button
          type="button"
          className={styles.railTile}
          aria-label={t('shell.templates')}
          onClick={() => viewStore.getState().set({ screen: 'gallery' })}
        >
          <LayoutGrid size={17} strokeWidth={1.75} aria-hidden />
        </button>
      </Tooltip>
    </nav>
  );
}
