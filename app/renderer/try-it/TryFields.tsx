/** A table's features as fields: change one and see the answer move. */
import { useMemo, useState } from 'react';
import { datasetOf } from '../../../src/compiler/dataset-of';
import { featureNames } from '../../../src/compiler/feature-names';
import { valuesOf } from '../data-panel/raw-samples';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { world } from '../stores/world';
import { useClasses, useRawAnswer } from './asked';
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
  const names = featureNames(datasetOf(data, world)?.columns.sample, ranges.length);
  if (!classes || !raw) return null;
  const take = (row: number) => setChosen([...valuesOf(raw.train, 'sample', row)]);
  return (
    <>
      <section className={styles.fields} aria-label={t('training.tryFields')}>
        <h3>{t('training.tryFields')}</h3>
        {ranges.map((range, i) => (
          <label key={names[i]}>
            <span>{names[i]}</span>
            <input
              type="range"
              min={range.min}
              max={range.max}
              step={(range.max - range.min) / 100 || 0.01}
              value={values[i] ?? range.middle}
              onChange={(event) => {
                const value = Number(event.target.valueAsNumber.toFixed(2));
                setChosen(values.map((old, at) => (at === i ? value : old)));
              }}
            />
            <output>{(values[i] ?? 0).toFixed(1)}</output>
          </label>
        ))}
        <button
          type="button"
          className={styles.link}
          onClick={() => take(Math.floor(Math.random() * raw.train.count))}
        >
          {t('training.random')}
        </button>
      </section>
      <Probabilities
        names={classes.names}
        values={probabilitiesOf(answer.value?.[classes.output], classes.names.length)}
      />
    </>
  );
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly middle: number;
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
    };
  });
}
