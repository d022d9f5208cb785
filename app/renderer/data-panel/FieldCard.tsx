/** One field of the data: how its values spread, what is missing or far out, and what it tells of the label. */
import type { CategoryFacts, FieldFacts, NumberFacts } from '../../../src/runtime/data-facts';
import { formatCount } from '../controls/format';
import { useWords } from '../i18n';
import { lossText, percent } from '../training/format';
import styles from './DataPanel.module.css';
import { lookAt } from './look-store';
import { cellText } from './sample-form';

/** Classes of a category that are drawn; the rest are counted together. */
const MOST_CLASSES = 6;

export function FieldCard({ field }: { readonly field: FieldFacts }) {
  const t = useWords();
  const { name, of, missing, tells } = field;
  const title = of === 'value' ? name : t(`dataPanel.of-${of}`, { name });
  return (
    <section className={styles.card}>
      <h3 title={title}>{title}</h3>
      {field.type === 'category' ? <Categories field={field} /> : <Spread field={field} />}
      {tells && (
        <p className={styles.tells} title={t(`dataPanel.measure-${tells.measure}`)}>
          <span>{t('dataPanel.tells')}</span>
          <span className={styles.track}>
            <span data-train style={{ width: `${Math.min(1, Math.abs(tells.value)) * 100}%` }} />
          </span>
          <b>{tells.value.toFixed(2).replace('-', '−')}</b>
        </p>
      )}
      {missing > 0 && (
        <p className={styles.warn}>{t('dataPanel.missing', { count: formatCount(missing) })}</p>
      )}
    </section>
  );
}

function Spread({ field }: { readonly field: NumberFacts }) {
  const t = useWords();
  const { min, max, mean, deviation, histogram, outliers, name } = field;
  if (Number.isNaN(min)) return null;
  const most = Math.max(1, ...histogram);
  const feature = field.type === 'date' ? ({ type: 'date' } as const) : undefined;
  const text = t('dataPanel.spread', {
    mean: feature ? cellText(mean, feature) : lossText(mean),
    deviation: lossText(deviation),
  });
  return (
    <>
      <svg
        className={styles.histogram}
        viewBox={`0 0 ${histogram.length} 40`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text}
      >
        {[...histogram].map((count, i) => {
          const height = count === 0 ? 0 : Math.max(1, (count / most) * 38);
          return <rect key={i} x={i + 0.06} y={40 - height} width={0.88} height={height} />;
        })}
      </svg>
      <p className={styles.ends}>
        <span>{cellText(min, feature)}</span>
        <span className={styles.quiet}>{text}</span>
        <span>{cellText(max, feature)}</span>
      </p>
      {outliers.length > 0 && (
        <button
          type="button"
          className={styles.link}
          title={t('dataPanel.farOutHelp')}
          onClick={() =>
            lookAt({ part: 'train', among: outliers }, t('dataPanel.farOutOf', { name }))
          }
        >
          {t('dataPanel.farOut', { count: formatCount(outliers.length) })}
        </button>
      )}
    </>
  );
}

function Categories({ field }: { readonly field: CategoryFacts }) {
  const t = useWords();
  const { classes, counts } = field;
  const order = classes.map((_, i) => i).sort((a, b) => counts[b]! - counts[a]!);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...counts);
  return (
    <ul className={styles.bars}>
      {order.slice(0, MOST_CLASSES).map((i) => (
        <li key={classes[i]} title={percent(counts[i]! / Math.max(1, total), 1)}>
          <span>{classes[i]}</span>
          <span className={styles.track}>
            <span style={{ width: `${(counts[i]! / most) * 100}%` }} />
          </span>
          <b>{formatCount(counts[i]!)}</b>
        </li>
      ))}
      {order.length > MOST_CLASSES && (
        <li className={styles.quiet}>
          {t('dataPanel.moreClasses', { count: formatCount(order.length - MOST_CLASSES) })}
        </li>
      )}
    </ul>
  );
}
