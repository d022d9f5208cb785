/** The data that a document learns from: how much, of which classes, whose, and samples to look at. */
import { useState } from 'react';
import { datasetOf } from '../../../src/compiler/dataset-of';
import { featureNames } from '../../../src/compiler/feature-names';
import type { FeatureSpec } from '../../../src/compiler/world';
import type { Data } from '../../../src/graph/document';
import type { Column } from '../../../src/runtime/dataset';
import { gatherTexts, textsOf } from '../../../src/runtime/text-column';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { useWords } from '../i18n';
import { thingDoc, thingName } from '../i18n/names';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { world } from '../stores/world';
import { percent } from '../training/format';
import { PixelView } from '../training/PixelView';
import { pictureSize } from '../training/picture';
import { useRaw } from '../try-it/use-raw';
import styles from './DataPanel.module.css';
import { type RawSamples, valuesOf } from './raw-samples';

const SHOWN = 24;

export function DataPanel() {
  const t = useWords();
  const data = useDocument((state) => state.document.data);
  const counts = useRun((run) => run.data);
  const raw = useRaw();
  const spec = datasetOf(data, world);
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
      {raw && <Samples raw={raw} classes={classes} data={data} />}
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
  readonly data: Data;
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
  const features = datasetOf(props.data, world)?.columns.sample?.features;
  const pictures = pictureSize(shape) !== null;
  const sample = train.columns.sample;
  if (sample?.ends) return <Texts column={sample} rows={rows} />;
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
        <SampleTable
          rows={rows}
          features={features}
          names={featureNames(
            datasetOf(props.data, world)?.columns.sample,
            rows[0]?.values.length ?? 0,
          )}
        />
      )}
    </section>
  );
}

/** A word of a category, a number, or nothing where it is missing. */
function cellText(value: number, feature: FeatureSpec | undefined): string {
  if (Number.isNaN(value)) return '';
  if (feature?.type === 'date') return new Date(value * 86_400_000).toISOString().slice(0, 10);
  return feature?.classes?.[value] ?? value.toFixed(2).replace('-', '−');
}

function Texts(props: {
  readonly column: Column;
  readonly rows: readonly { readonly index: number; readonly name: string }[];
}) {
  const t = useWords();
  const picked = gatherTexts(
    props.column,
    Int32Array.from(props.rows, ({ index }) => index),
  );
  const texts = textsOf(picked);
  return (
    <section className={styles.samples}>
      <h3>{t('training.samples')}</h3>
      <ul className={styles.texts}>
        {props.rows.map(({ index, name }, i) => (
          <li key={index}>
            <b>{name}</b> {(texts[i] ?? '').slice(0, 160)}
          </li>
        ))}
      </ul>
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
  readonly features: readonly FeatureSpec[] | undefined;
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
              <td key={props.names[i]}>{cellText(value, props.features?.[i])}</td>
            ))}
            <td>{name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
