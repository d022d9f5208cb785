/** The Training tab: run row, curves and distribution; as many charts side by side as the width takes. */
import { useMemo, useState } from 'react';
import type { Document } from '../../../src/graph/document';
import { Segmented } from '../controls/Segmented';
import { useWords } from '../i18n';
import { LEAST_WIDTH } from '../shell/layout';
import { useDocument } from '../stores/document';
import { seriesAt, useRun } from '../stores/run';
import { type ChartSpec, chartsOf } from './chart-data';
import { CurveChart } from './charts/CurveChart';
import { Ridgeline } from './charts/Ridgeline';
import styles from './Dock.module.css';
import { metricName } from './metric-words';
import { RunRow } from './RunRow';
import { useSize } from './use-size';

/** Below these widths of the dock a chart goes under a choice: STUDIO's three, two and one. */
const THREE = 820;
const TWO = 520;

export function TrainingPanel() {
  const specs = useSpecs();
  const size = useSize();
  // `size` changes with the window, so its width is read at the right moments.
  const isSmall = window.innerWidth < LEAST_WIDTH;
  const room = isSmall ? 1 : size.width >= THREE ? 3 : size.width >= TWO ? 2 : 1;
  return (
    <div ref={size.ref} className={styles.training}>
      <RunRow />
      {size.width > 0 && <Charts key={room} specs={specs} room={room} />}
    </div>
  );
}

/** The same list as long as the run has the same metrics, so that charts keep their memory. */
function useSpecs(): readonly ChartSpec[] {
  const version = useRun((run) => run.seriesVersion);
  const asked = useDocument(({ document }) => firstMetric(document));
  const key = useMemo(() => JSON.stringify(chartsOf(seriesAt(version), asked)), [version, asked]);
  return useMemo(() => JSON.parse(key) as readonly ChartSpec[], [key]); // written one line above
}

/** The metric that the document's first phase asks for. */
function firstMetric({ training }: Document): string | undefined {
  const metrics = training?.phases[0]?.config?.metrics;
  const first: unknown = Array.isArray(metrics) ? metrics[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

function Charts({ specs, room }: { readonly specs: readonly ChartSpec[]; readonly room: number }) {
  const t = useWords();
  const all = [...specs.map((spec) => spec.id), 'histograms'];
  const fixed = room >= all.length ? all : all.slice(0, room - 1);
  const rest = all.slice(fixed.length);
  const [chosen, setChosen] = useState(rest[0]);
  const shown =
    rest.length === 0 ? all : [...fixed, chosen && rest.includes(chosen) ? chosen : rest[0]!];
  const nameOf = (id: string) => {
    if (id === 'histograms') return t('training.weights');
    return id === 'losses' ? t('training.losses') : metricName(t, id);
  };
  return (
    <>
      {rest.length > 1 && (
        <div className={styles.choice}>
          <Segmented
            auto
            label={t('training.distributionView')}
            value={shown.at(-1)}
            options={rest.map((id) => ({ value: id, label: nameOf(id) }))}
            onChange={setChosen}
          />
        </div>
      )}
      <div className={styles.charts}>
        {shown.map((id) => {
          const spec = specs.find((candidate) => candidate.id === id);
          return spec ? <CurveChart key={id} spec={spec} /> : <Ridgeline key={id} />;
        })}
      </div>
    </>
  );
}
