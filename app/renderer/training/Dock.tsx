/** The dock under the canvas: its tabs and the panel of the chosen one. */
import { ChartLine, ChevronDown, ChevronUp, History } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { NETWORK_KIND } from '../../../src/graph/document';
import { IconButton } from '../controls/IconButton';
import { Menu } from '../controls/Menu';
import { Segmented } from '../controls/Segmented';
import { type TabOption, Tabs } from '../controls/Tabs';
import { useWords } from '../i18n';
import { hasClasses } from '../my-classes/has-classes';
import { ProblemsPanel } from '../problems/ProblemsPanel';
import { useDocument } from '../stores/document';
import { errorsOf, useProblems } from '../stores/facts';
import { earlierRuns, useRun } from '../stores/run';
import { type DockTab, useView, viewStore } from '../stores/view';
import { chartStore, useChart } from './chart-store';
import styles from './Dock.module.css';
import { TrainingPanel } from './TrainingPanel';

const EvaluatePanel = lazy(async () => ({
  default: (await import('../evaluate/EvaluatePanel')).EvaluatePanel,
}));
const TryPanel = lazy(async () => ({ default: (await import('../try-it/TryPanel')).TryPanel }));
const DataPanel = lazy(async () => ({
  default: (await import('../data-panel/DataPanel')).DataPanel,
}));
const CodePanel = lazy(async () => ({
  default: (await import('../code-panel/CodePanel')).CodePanel,
}));
const CostPanel = lazy(async () => ({ default: (await import('./CostPanel')).CostPanel }));

const panels: Readonly<Record<DockTab, () => ReactNode>> = {
  training: () => <TrainingPanel />,
  problems: () => <ProblemsPanel />,
  evaluate: () => <EvaluatePanel />,
  try: () => <TryPanel />,
  data: () => <DataPanel />,
  code: () => <CodePanel />,
  cost: () => <CostPanel />,
};

export function Dock() {
  const t = useWords();
  const tab = useView((view) => view.dockTab);
  const folded = useView((view) => view.dockFolded);
  const { set } = viewStore.getState();
  return (
    <div className={styles.dock}>
      <div className={styles.bar}>
        <Tabs
          id="dock"
          label={t('training.tabs')}
          value={tab}
          options={useTabs()}
          onChange={(value) => set({ dockTab: value, dockFolded: false })}
        />
        <span className={styles.room} />
        {tab === 'training' && !folded && <ChartControls />}
        <IconButton
          icon={folded ? ChevronUp : ChevronDown}
          label={t(folded ? 'training.unfold' : 'training.fold')}
          aria-expanded={!folded}
          onClick={() => set({ dockFolded: !folded })}
        />
      </div>
      {!folded && (
        <div
          id="dock-panel"
          role="tabpanel"
          aria-labelledby={`dock-${tab}`}
          className={styles.panel}
        >
          <Suspense fallback={null}>{panels[tab]()}</Suspense>
        </div>
      )}
    </div>
  );
}

function useTabs(): readonly TabOption<DockTab>[] {
  const t = useWords();
  const problems = useProblems();
  const tab = useView((view) => view.dockTab);
  const hasBlocks = useDocument(({ document }) =>
    Object.values(document.networks).some(({ nodes }) =>
      nodes.some((n) => n.kind === NETWORK_KIND),
    ),
  );
  const isOwn = useDocument(({ document }) => hasClasses(document));
  const cost: readonly TabOption<DockTab>[] =
    hasBlocks || tab === 'cost' ? [{ value: 'cost', label: t('training.cost') }] : [];
  return [
    { value: 'training', label: t('training.training'), icon: ChartLine },
    {
      value: 'problems',
      label: t('training.problems'),
      after: (
        <span className={styles.count} data-bad={errorsOf(problems).length > 0 || undefined}>
          {problems.length}
        </span>
      ),
    },
    { value: 'evaluate', label: t('training.evaluate') },
    { value: 'try', label: t(isOwn ? 'transfer.myClasses' : 'training.tryIt') },
    { value: 'data', label: t('training.data') },
    { value: 'code', label: t('training.code') },
    ...cost,
  ];
}

function ChartControls() {
  const t = useWords();
  const smoothing = useChart((chart) => chart.smoothing);
  const unit = useChart((chart) => chart.unit);
  const earlier = useChart((chart) => chart.earlier);
  useRun((run) => run.startedAt);
  const { set } = chartStore.getState();
  const runs = earlierRuns.map(({ name }, i) => ({
    id: `${i}-${name}`,
    label: t('training.runAt', { time: name }),
    disabled: true,
    run: () => {},
  }));
  const none = { id: 'none', label: t('training.historyEmpty'), disabled: true, run: () => {} };
  const toggle = {
    id: 'show',
    label: t('training.showEarlier'),
    checked: earlier,
    run: () => set({ earlier: !earlier }),
  };
  return (
    <>
      <label className={styles.smoothing}>
        <span>{t('training.smoothing')}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={toPlace(smoothing)}
          aria-valuetext={smoothing.toFixed(3)}
          onChange={(event) => set({ smoothing: fromPlace(event.target.valueAsNumber) })}
        />
        <output>{smoothing.toFixed(smoothing > 0.98 ? 3 : 2)}</output>
      </label>
      <Segmented
        auto
        label={t('training.axisUnit')}
        value={unit}
        options={[
          { value: 'steps', label: t('training.steps') },
          { value: 'epochs', label: t('training.epochs') },
        ]}
        onChange={(value) => set({ unit: value, zoom: null, crosshair: null })}
      />
      <Menu
        label={t('training.history')}
        position="bottom-end"
        sections={[{ id: 'history', items: runs.length > 0 ? [toggle, ...runs] : [none] }]}
      >
        <IconButton icon={History} label={t('training.history')} />
      </Menu>
    </>
  );
}

/** The slider's upper half is for the strong smoothings, which differ by hundredths: 1 − (1 − place)². */
function fromPlace(place: number): number {
  return Math.min(0.999, Math.round((1 - (1 - place) ** 2) * 1000) / 1000);
}
function toPlace(smoothing: number): number {
  return smoothing >= 0.999 ? 1 : 1 - Math.sqrt(1 - smoothing);
}
