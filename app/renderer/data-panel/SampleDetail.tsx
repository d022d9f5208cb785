/** The chosen sample in full: every column of it, its label, and what can be done with it where it is one's own. */
import { Trash2, Undo2 } from 'lucide-react';
import { labelColumn, readChanges } from '../../../src/compiler/data-changes';
import { FILES } from '../../../src/compiler/files';
import type { ColumnSpec, DatasetSpec } from '../../../src/compiler/world';
import type { Data } from '../../../src/graph/document';
import type { SamplePage } from '../../../src/runtime/data-protocol';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { NumberField } from '../controls/NumberField';
import { Select } from '../controls/Select';
import { useWords } from '../i18n';
import { PixelView } from '../training/PixelView';
import { useAnswer } from '../training/use-worker';
import { changeLabel } from './change-sample';
import styles from './DataPanel.module.css';
import { askData } from './data-client';
import { Lines } from './Lines';
import { rangeOf } from './SampleItem';
import { formOf, labelText, rowCells, sampleText, sampleValues } from './sample-form';

export function SampleDetail(props: {
  readonly data: Data;
  readonly spec: DatasetSpec;
  readonly number: number;
  readonly isOut: boolean;
}) {
  const t = useWords();
  const { data, spec, number } = props;
  const { value: page } = useAnswer(
    () =>
      askData({
        type: 'samples',
        data,
        look: { part: 'train', among: [number] },
        from: 0,
        count: 1,
        whole: true,
      }),
    [data, number],
  );
  if (!page || page.numbers[0] !== number) return <aside className={styles.detail} />;
  const label = labelColumn(spec);
  const others = Object.entries(spec.columns).filter(([name]) => name !== label);
  return (
    <aside
      className={styles.detail}
      aria-label={t('dataPanel.sampleNumber', { number: formatCount(number + 1) })}
    >
      <h3>{t('dataPanel.sampleNumber', { number: formatCount(number + 1) })}</h3>
      {label !== undefined && <Label {...props} page={page} label={label} />}
      {others.map(([name, own]) => (
        <Content key={name} name={name} spec={own} page={page} alone={others.length === 1} />
      ))}
    </aside>
  );
}

function Label(props: {
  readonly data: Data;
  readonly spec: DatasetSpec;
  readonly number: number;
  readonly isOut: boolean;
  readonly page: SamplePage;
  readonly label: string;
}) {
  const t = useWords();
  const { data, spec, number, page } = props;
  const own = spec.columns[props.label]!;
  const value = page.columns[props.label]?.values[0];
  if (data.dataset !== FILES) {
    return <p className={styles.given}>{labelText(value, own)}</p>;
  }
  const [part, index] =
    number < page.firstTest
      ? (['train', number] as const)
      : (['test', number - page.firstTest] as const);
  const isChanged = readChanges(data.parameters)[part].has(index);
  const change = (label: number | null | undefined, gesture?: string) =>
    changeLabel(number, page.firstTest, label, gesture);
  return (
    <>
      {!props.isOut && own.classes && (
        <Select
          label={t('dataPanel.label')}
          value={String(value)}
          options={own.classes.map((name, i) => ({ value: String(i), label: name }))}
          onChange={(chosen) => change(Number(chosen))}
        />
      )}
      {!props.isOut && !own.classes && (
        <NumberField
          label={t('dataPanel.label')}
          value={value ?? 0}
          min={-1e9}
          max={1e9}
          onChange={(next, gesture) => typeof next === 'number' && change(next, gesture)}
        />
      )}
      <div className={styles.acts}>
        {!props.isOut && (
          <Button icon={Trash2} onClick={() => change(null)}>
            {t('dataPanel.delete')}
          </Button>
        )}
        {isChanged && (
          <Button icon={Undo2} onClick={() => change(undefined)}>
            {t('dataPanel.restore')}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>{t('dataPanel.filesStay')}</p>
    </>
  );
}

function Content(props: {
  readonly name: string;
  readonly spec: ColumnSpec;
  readonly page: SamplePage;
  readonly alone: boolean;
}) {
  const { name, spec, page } = props;
  const column = page.columns[name];
  if (!column) return null;
  const form = formOf(spec);
  return (
    <div className={styles.content}>
      {!props.alone && <h4>{name}</h4>}
      {form === 'picture' && (
        <PixelView
          values={sampleValues(column, 0)}
          shape={column.shape}
          range={rangeOf(spec)}
          size={140}
          label={name}
        />
      )}
      {form === 'text' && <p className={styles.whole}>{sampleText(column, 0)}</p>}
      {form === 'series' && (
        <Lines values={sampleValues(column, 0)} shape={column.shape} height={90} />
      )}
      {form === 'row' && (
        <dl>
          {rowCells(spec, sampleValues(column, 0)).map(([key, text]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{text || '–'}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
