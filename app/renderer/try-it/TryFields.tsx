/** A table's features as fields: change one and see the answer move. */
import { useMemo, useState } from 'react';
import { datasetOf } from '../../../src/compiler/dataset-of';
import { featureNames } from '../../../src/compiler/feature-names';
import { formatMeasured } from '../controls/format';
import { valuesOf } from '../data-panel/raw-samples';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { world } from '../stores/world';
import { useClasses, useRawAnswer } from './asked';
import { FeatureField, type Range } from './FeatureField';
import { Probabilities } from './Probabilities';
import { probabilitiesOf } from './probabilities';
import styles from './TryIt.module.css';
import { useRaw } from './use-raw';

export function TryFields() {
  const t = useWords();
  const raw = useRaw();
  const classes = useClasses();
  const data = useDocument((state) => state.document.data);
  const ranges = useMemo(() => (raw ? rangesOf(raw.train) : []), [raw]);
  const [chosen, setChosen] = useState<readonly number[] | null>(null);
  const values = useMemo(() => chosen ?? ranges.map((range) => range.middle), [chosen, ranges]);
  const sample = useMemo(() => (values.length > 0 ? Float32Array.from(values) : null), [values]);
  const answer = useRawAnswer(sample);
  const column = datasetOf(data, world)?.columns.sample;
  const names = featureNames(column, ranges.length);
  if (!raw) return null;
  const take = (row: number) => setChosen([...valuesOf(raw.train, 'sample', row)]);
  return (
    <>
      <section className={styles.fields} aria-label={t('training.tryFields')}>
        <h3>{t('training.tryFields')}</h3>
        {ranges.map((range, i) => (
          <FeatureField
            key={names[i]}
            name={names[i]!}
            feature={column?.features?.[i]}
            range={range}
            value={values[i] ?? range.middle}
            onChange={(value) => setChosen(values.map((old, at) => (at === i ? value : old)))}
          />
        ))}
        <button
          type="button"
          className={styles.link}
          onClick={() => take(Math.floor(Math.random() * raw.train.count))}
        >
          {t('training.random')}
        </button>
      </section>
      {classes ? (
        <Probabilities
          names={classes.names}
          values={probabilitiesOf(answer.value?.[classes.output], classes.names.length)}
        />
      ) : (
        <Numbers outputs={answer.value ?? {}} />
      )}
    </>
  );
}

/** The answers of a network that estimates numbers, by Output. */
function Numbers({ outputs }: { readonly outputs: Readonly<Record<string, Float32Array>> }) {
  const t = useWords();
  return (
    <section className={styles.probabilities} aria-label={t('training.output')}>
      {Object.entries(outputs).map(([id, values]) => (
        <p key={id} className={styles.answer} aria-live="polite">
          <b>{Array.from(values, formatMeasured).join('  ')}</b> <span>{id}</span>
        </p>
      ))}
    </section>
  );
}

function rangesOf(samples: Parameters<typeof valuesOf>[0]): readonly Range[] {
  const rows = Array.from({ length: samples.count }, (_, i) => valuesOf(samples, 'sample', i));
  return [...(rows[0] ?? [])].map((_, feature) => {
    // What is missing in a table is NaN.
    const known = rows.map((row) => row[feature]!).filter((value) => !Number.isNaN(value));
    const values = known.sort((a, b) => a - b);
    return {
      min: values[0] ?? 0,
      max: values.at(-1) ?? 0,
      middle: values[Math.floor(values.length / 2)] ?? 0,
      whole: values.every(Number.isInteger),
    };
  });
}
