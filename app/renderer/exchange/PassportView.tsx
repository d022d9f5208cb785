import type { Passport } from '../../../src/runtime/passport';
import { useWords } from '../i18n/index';
import { worded } from '../i18n/messages';
import { percent } from '../training/format';
import styles from './Exchange.module.css';

const exponent = (value: number | null): string =>
  value === null ? '–' : value === 0 ? '0' : value.toExponential(2);

/** The proof of an export: who ran the files, on what, and how far its answers are from the studio's. */
export function PassportView(passport: Passport & { readonly isImport?: boolean }) {
  const t = useWords();
  const { passed, runtime, reason, samples, source, firstDifference, accuracy } = passport;
  const { maxDifference, meanDifference, topAgreement } = passport;
  const verdict =
    passed === null
      ? t('exchange.notExecuted', { reason: worded(reason ?? '') })
      : t(
          passed
            ? 'exchange.passed'
            : passport.isImport
              ? 'exchange.importFailed'
              : 'exchange.failed',
          {
            runtime,
          },
        );
  const rows: [string, string][] = [
    [t('exchange.largest'), exponent(maxDifference)],
    [t('exchange.mean'), exponent(meanDifference)],
  ];
  if (typeof topAgreement === 'number') rows.push([t('exchange.agreement'), percent(topAgreement)]);
  if (accuracy) {
    rows.push([t('exchange.accuracy'), `${percent(accuracy.before)} → ${percent(accuracy.after)}`]);
  }
  return (
    <section aria-label={t('exchange.passport')} className={styles.passport}>
      <h3>{t('exchange.passport')}</h3>
      <p className={passed === null ? styles.hint : passed ? styles.ok : styles.bad}>{verdict}</p>
      {firstDifference && <p>{t('exchange.failedAt', { node: firstDifference.node })}</p>}
      {passed !== null && (
        <>
          <dl className={styles.rows}>
            {rows.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.hint}>
            {t(source === 'data' ? 'exchange.fromData' : 'exchange.fromNoise', { count: samples })}
          </p>
        </>
      )}
    </section>
  );
}
