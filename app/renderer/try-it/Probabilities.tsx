/** Classes with their probabilities as bars; the likeliest is in ink, and a known target has its mark. */
import { useWords } from '../i18n';
import { percent } from '../training/format';
import { indexOfMost } from './probabilities';
import styles from './TryIt.module.css';

export function Probabilities(props: {
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly target?: number | undefined;
  /** Changes all the time: a reader that spoke each would never end. */
  readonly moving?: boolean;
}) {
  const t = useWords();
  const { names, values, target } = props;
  const best = indexOfMost(values);
  const known = values.length > 0;
  return (
    <section className={styles.probabilities} aria-label={t('training.probabilities')}>
      <p className={styles.answer} aria-live={props.moving ? 'off' : 'polite'}>
        {known && (
          <>
            <b>{names[best]}</b> <span>{percent(values[best]!, 1)}</span>
            {target !== undefined && (
              <span data-right={best === target}>
                {t('training.target')} {names[target]}
              </span>
            )}
          </>
        )}
      </p>
      <ol className={styles.bars}>
        {names.map((name, i) => (
          <li key={name} data-best={known && i === best} data-target={i === target}>
            <span className={styles.name}>{name}</span>
            <span className={styles.track}>
              <span style={{ width: `${Math.round((values[i] ?? 0) * 1000) / 10}%` }} />
            </span>
            <span className={styles.number}>{known ? percent(values[i] ?? 0, 1) : '–'}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
