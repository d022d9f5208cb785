/** The data that a document learns from: its samples, what can be said of them, how they are prepared, whose they are. */
import { datasetOf } from '../../../src/compiler/dataset-of';
import { FILES } from '../../../src/compiler/files';
import { Button } from '../controls/Button';
import { Segmented } from '../controls/Segmented';
import { useWords } from '../i18n';
import { thingName } from '../i18n/names';
import { useDocument } from '../stores/document';
import { viewStore } from '../stores/view';
import { world } from '../stores/world';
import { AboutView } from './AboutView';
import styles from './DataPanel.module.css';
import { FactsView } from './FactsView';
import { type DataTabName, lookStore, useLook } from './look-store';
import { PreparationView } from './PreparationView';
import { SamplesView } from './SamplesView';

const tabs = ['samples', 'facts', 'preparation', 'about'] as const;

export function DataPanel() {
  const t = useWords();
  const data = useDocument((state) => state.document.data);
  const tab = useLook((state) => state.tab);
  const spec = datasetOf(data, world);
  if (!data || !spec) return <NoData />;
  const own = data.dataset === FILES && data.parameters.name;
  const bar = (
    <>
      <Segmented<DataTabName>
        auto
        label={t('training.data')}
        value={tab}
        options={tabs.map((value) => ({ value, label: t(`dataPanel.${value}`) }))}
        onChange={(value) => lookStore.setState({ tab: value })}
      />
      <span className={styles.quiet}>{own ? String(own) : thingName(t, 'dataset', spec.id)}</span>
    </>
  );
  return (
    <div className={styles.panel}>
      {tab === 'samples' ? (
        <SamplesView key={data.dataset} data={data} spec={spec} bar={bar} />
      ) : (
        <div className={styles.bar}>{bar}</div>
      )}
      {tab === 'facts' && <FactsView data={data} />}
      {tab === 'preparation' && <PreparationView data={data} spec={spec} />}
      {tab === 'about' && <AboutView spec={spec} />}
    </div>
  );
}

function NoData() {
  const t = useWords();
  return (
    <div className={styles.empty}>
      <p>{t('training.noData')}</p>
      <Button
        onClick={() => viewStore.getState().set({ paletteTab: 'data', paletteFolded: false })}
      >
        {t('panels.noDataset')}
      </Button>
    </div>
  );
}
