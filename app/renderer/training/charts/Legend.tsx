/** Title, log chip and the curves with their values now; pressing a curve hides or shows it. */
import { classes } from '../../controls/classes';
import { useWords } from '../../i18n';
import type { ChartSpec, Curve } from '../chart-data';
import { chartStore, useChart } from '../chart-store';
import { metricText } from '../metric-words';
import styles from './charts.module.css';
import { curveName } from './curve-name';

export function Legend(props: {
  readonly title: string;
  readonly spec: ChartSpec;
  readonly curves: readonly Curve[];
}) {
  const t = useWords();
  const log = useChart((chart) => chart.log);
  const zoom = useChart((chart) => chart.zoom);
  const hidden = useChart((chart) => chart.hidden);
  const { set } = chartStore.getState();
  const toggle = (id: string) =>
    set({ hidden: hidden.includes(id) ? hidden.filter((h) => h !== id) : [...hidden, id] });
  return (
    <figcaption className={styles.caption}>
      <span className={styles.title} title={props.title}>
        {props.title}
      </span>
      {props.spec.log && (
        <button
          type="button"
          aria-pressed={log}
          aria-label={t('training.logScale')}
          className={styles.log}
          onClick={() => set({ log: !log })}
        >
          {t('training.log')}
        </button>
      )}
      {zoom && (
        <button type="button" className={styles.log} onClick={() => set({ zoom: null })}>
          {t('training.resetZoom')}
        </button>
      )}
      <span className={styles.room} />
      {props.curves.map((curve) => {
        const name = curveName(t, curve);
        const last = curve.points.at(-1);
        const off = hidden.includes(curve.id);
        return (
          <button
            key={curve.id}
            type="button"
            aria-pressed={!off}
            title={t(off ? 'training.showSeries' : 'training.hideSeries', { name })}
            className={classes(styles.key, off && styles.off)}
            onClick={() => toggle(curve.id)}
          >
            <span className={styles.stroke} data-role={curve.role} />
            {name}
            <b>{last ? metricText(curve.metric, last.y) : '–'}</b>
          </button>
        );
      })}
    </figcaption>
  );
}
