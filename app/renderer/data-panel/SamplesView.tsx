/** The samples of a part or class, as many as there are, and the one that is looked at beside them. */
import { type ReactNode, useCallback, useState } from 'react';
import { labelColumn } from '../../../src/compiler/data-changes';
import { FILES } from '../../../src/compiler/files';
import type { DatasetSpec } from '../../../src/compiler/world';
import type { Data } from '../../../src/graph/document';
import { type LookPart, lookParts } from '../../../src/runtime/data-protocol';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { Segmented } from '../controls/Segmented';
import { Select } from '../controls/Select';
import { useWords } from '../i18n';
import { changeLabel } from './change-sample';
import styles from './DataPanel.module.css';
import { choosePlace, lookAt, useSeen } from './look-store';
import { SampleDetail } from './SampleDetail';
import { PICTURE, SampleItem, SHOWN_COLUMNS } from './SampleItem';
import { type Form, formOf, labelText, mainColumn, rowCells, sampleValues } from './sample-form';
import { type Page, usePage } from './use-page';
import { type Shown, VirtualGrid } from './VirtualGrid';

const HEIGHTS: Readonly<Record<Form, number>> = { picture: 66, text: 40, series: 34, row: 24 };

export function SamplesView(props: {
  readonly data: Data;
  readonly spec: DatasetSpec;
  /** What stands before the filter. */
  readonly bar: ReactNode;
}) {
  const { data, spec } = props;
  const t = useWords();
  const { look, place } = useSeen(data);
  const [shown, setShown] = useState<Shown>({ first: 0, count: 50 });
  const { value, error } = usePage(data, look, shown);
  const label = labelColumn(spec);
  const main = mainColumn(spec.columns, label);
  const onShow = useCallback(
    (next: Shown) =>
      setShown((old) => (old.first === next.first && old.count === next.count ? old : next)),
    [],
  );
  if (main === undefined) return null;
  const form = formOf(spec.columns[main]!);
  const nameOf = (index: number): string => {
    const at = value?.at(index);
    if (!value || at === undefined) return '';
    const number = formatCount(value.page.numbers[at]! + 1);
    const own = labelOf(value, at, spec);
    return own === ''
      ? t('dataPanel.sampleNumber', { number })
      : t('dataPanel.sampleName', { number, label: own });
  };
  const own = data.dataset === FILES;
  const at = place === null ? undefined : value?.at(place);
  const number = at === undefined ? undefined : value!.page.numbers[at];
  return (
    <>
      <div className={styles.bar}>
        {props.bar}
        <Filter data={data} spec={spec} total={value?.page.total} />
      </div>
      {error && (
        <p role="alert" className={styles.bad}>
          {error}
        </p>
      )}
      <div className={styles.split}>
        <VirtualGrid
          label={t('dataPanel.samples')}
          total={value?.page.total ?? 0}
          itemWidth={form === 'picture' ? PICTURE + 14 : undefined}
          itemHeight={HEIGHTS[form]}
          chosen={place}
          onChoose={choosePlace}
          onShow={onShow}
          onDelete={
            own && number !== undefined && look.part !== 'leftOut'
              ? () => changeLabel(number, value!.page.firstTest, null)
              : undefined
          }
          nameOf={nameOf}
          head={form === 'row' && value && <Head spec={spec} main={main} page={value} />}
        >
          {(index) => {
            const inPage = value?.at(index);
            const column = value?.page.columns[main];
            if (!value || inPage === undefined || !column) return null;
            return (
              <SampleItem
                form={form}
                spec={spec.columns[main]!}
                column={column}
                index={inPage}
                number={formatCount(value.page.numbers[inPage]! + 1)}
                label={labelOf(value, inPage, spec)}
              />
            );
          }}
        </VirtualGrid>
        {number !== undefined && (
          <SampleDetail data={data} spec={spec} number={number} isOut={look.part === 'leftOut'} />
        )}
      </div>
    </>
  );
}

function labelOf({ page }: Page, at: number, spec: DatasetSpec): string {
  const name = labelColumn(spec);
  if (name === undefined) return '';
  return labelText(page.columns[name]?.values[at], spec.columns[name]);
}

function Head(props: { readonly spec: DatasetSpec; readonly main: string; readonly page: Page }) {
  const t = useWords();
  const column = props.page.page.columns[props.main];
  const own = props.spec.columns[props.main]!;
  if (!column) return null;
  return (
    <div className={styles.head} aria-hidden>
      <span className={styles.number}>#</span>
      {rowCells(own, sampleValues(column, 0))
        .slice(0, SHOWN_COLUMNS)
        .map(([name]) => (
          <span key={name} className={styles.cell} title={name}>
            {name}
          </span>
        ))}
      <span className={styles.label}>{t('training.target')}</span>
    </div>
  );
}

function Filter(props: {
  readonly data: Data;
  readonly spec: DatasetSpec;
  readonly total: number | undefined;
}) {
  const t = useWords();
  const { data, spec, total } = props;
  const { look, reason } = useSeen(data);
  const label = labelColumn(spec);
  const classes = label === undefined ? undefined : spec.columns[label]?.classes;
  const hasTest = spec.samples.test > 0 && data.validation !== 'test';
  const offered = lookParts.filter((part) =>
    part === 'test' ? hasTest : part !== 'leftOut' || data.dataset === FILES,
  );
  const count = total !== undefined && t('dataPanel.count', { count: formatCount(total) });
  if (reason !== null) {
    return (
      <>
        <b>{reason}</b>
        <span className={styles.quiet}>{count}</span>
        <Button onClick={() => lookAt({ part: 'train' })}>{t('dataPanel.allSamples')}</Button>
      </>
    );
  }
  return (
    <>
      <Segmented<LookPart>
        auto
        label={t('dataPanel.part')}
        value={look.part}
        options={offered.map((part) => ({ value: part, label: t(`dataPanel.part-${part}`) }))}
        onChange={(part) => lookAt({ ...look, part })}
      />
      {classes && (
        <div className={styles.classes}>
          <Select
            label={t('dataPanel.class')}
            value={look.label === undefined ? '' : String(look.label)}
            options={[
              { value: '', label: t('dataPanel.allClasses') },
              ...classes.map((name, i) => ({ value: String(i), label: name })),
            ]}
            onChange={(chosen) =>
              lookAt({ part: look.part, ...(chosen !== '' && { label: Number(chosen) }) })
            }
          />
        </div>
      )}
      <span className={styles.quiet}>{count}</span>
    </>
  );
}
