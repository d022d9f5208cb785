/** A chart's values in rows: every epoch, newest first. */
import { useWords } from '../../i18n';
import type { Curve } from '../chart-data';
import { nearest } from '../curves';
import { metricText } from '../metric-words';
import styles from './charts.module.css';
import { curveName } from './curve-name';

const MOST = 200;

export function CurveTable(props: { readonly title: string; readonly curves: readonly Curve[] }) {
  const t = useWords();
  const last = props.curves.reduce((most, c) => Math.max(most, c.points.at(-1)?.epoch ?? 0), 0);
  const epochs = Array.from({ length: Math.min(MOST, Math.ceil(last)) }, (_, i) =>
    Math.min(last, Math.ceil(last) - i),
  );
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keys
      tabIndex={0}
      aria-label={t('training.table', { name: props.title })}
    >
      <table className={styles.table}>
        <caption className={styles.spoken}>{t('training.table', { name: props.title })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('training.epoch')}</th>
            {props.curves.map((curve) => (
              <th key={curve.id} scope="col">
                {curveName(t, curve)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch}>
              <th scope="row">{Number(epoch.toFixed(2))}</th>
              {props.curves.map((curve) => {
                const points = curve.points.map((point) => ({ ...point, x: point.epoch }));
                const point = nearest(points, epoch);
                return <td key={curve.id}>{point ? metricText(curve.metric, point.y) : '–'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
