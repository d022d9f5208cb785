/** What can be said of the data: balance of classes, what is there twice, and every field with its spread. */

import type { Data } from '../../../src/graph/document';
import type { FieldFacts } from '../../../src/runtime/data-facts';
import type { DataFacts } from '../../../src/runtime/data-protocol';
import { formatCount } from '../controls/format';
import { useWords } from '../i18n';
import { percent } from '../training/format';
import { useAnswer } from '../training/use-worker';
import styles from './DataPanel.module.css';
import { askData } from './data-client';
import { FieldCard } from './FieldCard';
import { lookAt } from './look-store';

export function FactsView({ data }: { readonly data: Data }) {
  const t = useWords();
  const { value: facts, error } = useAnswer(() => askData({ type: 'facts', data }), [data]);
  if (error) {
    return (
      <p role="alert" className={styles.bad}>
        {error}
      </p>
    );
  }
  if (!facts) return <p className={styles.empty}>{t('dataPanel.counting')}</p>;
  const fields = [...facts.fields].sort((a, b) => strength(b) - strength(a));
  return (
    <div className={styles.facts}>
      <Overview facts={facts} />
      {facts.balance && <BalanceCard balance={facts.balance} />}
      {fields
        .filter(({ name }) => name !== facts.balance?.column)
        .map((field) => (
          <FieldCard key={`${field.name} ${field.of}`} field={field} />
        ))}
    </div>
  );
}

const strength = ({ tells }: FieldFacts): number => Math.abs(tells?.value ?? -1);

/** Counts, and samples that deserve a look; each line opens them. */
function Overview({ facts }: { readonly facts: DataFacts }) {
  const t = useWords();
  const { counts, duplicates, leaks } = facts;
  const total = counts.train + counts.validation;
  const parts = (['train', 'validation', 'test', 'leftOut'] as const).filter(
    (part) => counts[part] > 0,
  );
  const found = [
    ['duplicates', duplicates],
    ['leaks', leaks],
  ] as const;
  return (
    <section className={styles.card}>
      <h3>{t('dataPanel.overview')}</h3>
      <ul className={styles.lines}>
        {parts.map((part) => (
          <li key={part}>
            <button type="button" onClick={() => lookAt({ part })}>
              {t(`dataPanel.part-${part}`)}
            </button>
            <b>{formatCount(counts[part])}</b>
          </li>
        ))}
        {found.map(([kind, numbers]) => (
          <li key={kind} data-warn={numbers.length > 0 || undefined}>
            <button
              type="button"
              disabled={numbers.length === 0}
              title={t(`dataPanel.${kind}Help`)}
              onClick={() => lookAt({ part: 'train', among: numbers }, t(`dataPanel.${kind}`))}
            >
              {t(`dataPanel.${kind}`)}
            </button>
            <b>
              {formatCount(numbers.length)}
              {numbers.length > 0 && ` · ${percent(numbers.length / Math.max(1, total), 1)}`}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many samples there are of each class; what is held out is drawn behind what is trained on. */
function BalanceCard({ balance }: { readonly balance: NonNullable<DataFacts['balance']> }) {
  const t = useWords();
  const { classes, train, validation } = balance;
  const most = Math.max(1, ...classes.map((_, i) => train[i]! + validation[i]!));
  const total = train.reduce((sum, count) => sum + count, 0);
  return (
    <section className={styles.card}>
      <h3>{t('training.classes')}</h3>
      <ul className={styles.bars}>
        {classes.map((name, label) => (
          <li
            key={name}
            title={t('training.balance', {
              name,
              count: formatCount(train[label]!),
              share: percent(train[label]! / Math.max(1, total), 1),
            })}
          >
            <button type="button" onClick={() => lookAt({ part: 'train', label })}>
              {name}
            </button>
            <span className={styles.track}>
              <span data-train style={{ width: `${(train[label]! / most) * 100}%` }} />
              <span style={{ width: `${(validation[label]! / most) * 100}%` }} />
            </span>
            <b>{formatCount(train[label]!)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
