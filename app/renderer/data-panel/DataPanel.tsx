/** The data that a document learns from: how much, of which classes, whose, and samples to look at. */
import { useState } from 'react';
import { datasets } from '../../../src/runtime/datasets/all';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { useWords } from '../i18n';
import { thingDoc, thingName } from '../i18n/names';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { percent } from '../training/format';
import { PixelView } from '../training/PixelView';
import { pictureSize } from '../training/picture';
import { featureNames } from '../try-it/TryFields';
import { useRaw } from '../try-it/use-raw';
import styles from './DataPanel.module.css';
import { type RawSamples, valuesOf } from './raw-samples';

const SHOWN = 24;

export function DataPanel() {
  const t = useWords();
  const data = useDocument((state) => state.document.data);
  const counts = useRun((run) => run.data);
  const raw = useRaw();
  const spec = datasets.get(data?.dataset ?? '')?.spec;
  if (!data || !spec) return <p className={styles.empty}>{t('training.noData')}</p>;
  const classes = spec.columns.target?.classes ?? [];
  return (
    <div className={styles.panel}>
      <section className={styles.about}>
        <h3>{thingName(t, 'dataset', spec.id)}</h3>
        <p>{thingDoc(t, 'dataset', spec.id, spec.doc)}</p>
        {counts && (
          <p>
            {t('training.trainingCount', { count: formatCount(counts.train) })}
            {' · '}
            {t('training.validationCount', { count: formatCount(counts.validation) })}
          </p>
        )}
        <dl>
          <dt>{t('training.licence')}</dt>
          <dd>{spec.licence}</dd>
          <dt>{t('training.citation')}</dt>
          <dd>{spec.citation}</dd>
          <dt>{t('training.source')}</dt>
          <dd>{spec.source}</dd>
        </dl>
      </section>
      {raw && classes.length > 0 && <Balance raw={raw} classes={classes} />}
      {raw && <Samples raw={raw} classes={classes} dataset={spec.id} />}
    </div>
  );
}

function Balance({
  raw,
  classes,
}: {
  readonly raw: RawSamples;
  readonly classes: readonly string[];
}) {
  const t = useWords();
  const counts = classes.map(() => 0);
  const targets = raw.train.columns.target?.values ?? [];
  for (const target of targets) counts[target] = (counts[target] ?? 0) + 1;
  const most = Math.max(1, ...counts);
  return (
    <section className={styles.balance}>
      <h3>{t('training.classes')}</h3>
      <ul>
        {classes.map((name, i) => (
          <li
            key={name}
            title={t('training.balance', {
              name,
              count: formatCount(counts[i] ?? 0),
              share: percent((counts[i] ?? 0) / Math.max(1, raw.train.count), 1),
            })}
          >
            <span>{name}</span>
            <span className={styles.track}>
              <span style={{ width: `${((counts[i] ?? 0) / most) * 100}%` }} />
            </span>
            <span className={styles.number}>{formatCount(counts[i] ?? 0)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Samples(props: {
  readonly raw: RawSamples;
  readonly classes: readonly string[];
  readonly dataset: string;
}) {
  const t = useWords();
  const [from, setFrom] = useState(0);
  const { train } = props.raw;
  const shape = train.columns.sample?.shape ?? [];
  const rows = Array.from({ length: Math.min(SHOWN, train.count) }, (_, i) => {
    const index = (from + i) % Math.max(1, train.count);
    const target = valuesOf(train, 'target', index)[0];
    const name = target === undefined ? '' : (props.classes[target] ?? String(target));
    return { index, values: valuesOf(train, 'sample', index), name };
  });
  const pictures = pictureSize(shape) !== null;
  return (
    <section className={styles.samples}>
      <h3>
        {t('training.samples')}
        <Button onClick={() => setFrom((n) => (n + SHOWN) % Math.max(1, train.count))}>
          {t('training.more')}
        </Button>
      </h3>
      {pictures ? (
        <ul className={styles.pictures}>
          {rows.map(({ index, values, name }) => (
            <li key={index}>
              <PixelView
                values={values}
                shape={shape}
                range={[0, 255]}
                size={42}
                label={t('training.sampleAlt', { index: index + 1, target: name })}
              />
              <span>{name}</span>
            </li>
          ))}
        </ul>
      ) : (
        <SampleTable rows={rows} names={featureNames(props.dataset, rows[0]?.values.length ?? 0)} />
      )}
    </section>
  );
}

function SampleTable(props: {
  readonly rows: readonly {
    readonly index: number;
    readonly values: Float32Array;
    readonly name: string;
  }[];
  readonly names: readonly string[];
}) {
  const t = useWords();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">#</th>
          {props.names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{t('training.target')}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ index, values, name }) => (
          <tr key={index}>
            <th scope="row">{index + 1}</th>
            {[...values].map((value, i) => (
              <td key={props.names[i]}>{value.toFixed(2).replace('-', '−')}</td>
            ))}
            <td>{name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
