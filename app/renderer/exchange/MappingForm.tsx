import { useMemo, useState } from 'react';
import type { FileTensor } from '../../../src/compiler/mapping/file-tensor';
import type { LayoutId } from '../../../src/compiler/mapping/layouts';
import {
  choicesOf,
  corrected,
  fitting,
  type Mapping,
  type Row,
  unmatched,
} from '../../../src/compiler/mapping/mapping';
import type { WeightPlace } from '../../../src/compiler/mapping/places';
import type { NamedFile } from '../../../src/runtime/exchange-protocol';
import { Button } from '../controls/Button';
import { Select } from '../controls/Select';
import { useWords } from '../i18n/index';
import styles from './Exchange.module.css';
import { closeExchange, startFromWeights } from './exchange-store';

/** Beyond these a table is not read but searched; what was found for the rest still holds. */
const MOST_ROWS = 1000;
const MOST_NAMES = 50;

type Correct = (tensor: string, to: { key: string; layout?: LayoutId } | null) => void;

/** Which weight each tensor of a file becomes, to be corrected before the network starts from them. */
export function MappingForm(props: { readonly file: NamedFile; readonly found: Mapping }) {
  const t = useWords();
  const [mapping, setMapping] = useState(props.found);
  const { rows, places } = mapping;
  const chosen = rows.flatMap(({ tensor, to }) =>
    to ? [{ tensor: tensor.name, to: to.place.key, layout: to.layout.id }] : [],
  );
  const labelOf = useLabels(places);
  const choices = useChoices(props.found);
  const correct: Correct = (tensor, to) => setMapping(corrected(mapping, tensor, to));
  return (
    <>
      <p>{t('exchange.startIntro', { name: props.file.name, count: rows.length })}</p>
      <div className={styles.scroll}>
        <table className={styles.mapping}>
          <thead>
            <tr>
              {(['tensor', 'weight', 'axes', 'found'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`exchange.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row) => (
              <MappingRow
                key={row.tensor.name}
                {...{ row, mapping, labelOf, correct }}
                choices={choices(row.tensor)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST_ROWS && (
        <p className={styles.hint}>{t('exchange.more', { count: rows.length - MOST_ROWS })}</p>
      )}
      <p role="status">{t('exchange.starts', { count: chosen.length, all: places.length })}</p>
      <AsBefore places={unmatched(mapping)} labelOf={labelOf} />
      <div className={styles.foot}>
        <Button onClick={closeExchange}>{t('exchange.cancel')}</Button>
        <Button
          variant="primary"
          disabled={chosen.length === 0}
          onClick={() => void startFromWeights(props.file, chosen)}
        >
          {t('exchange.apply')}
        </Button>
      </div>
    </>
  );
}

interface MappingRowProps {
  readonly row: Row;
  readonly mapping: Mapping;
  readonly choices: readonly WeightPlace[];
  readonly labelOf: (place: WeightPlace) => string;
  readonly correct: Correct;
}

function MappingRow({ row, mapping, choices, labelOf, correct }: MappingRowProps) {
  const t = useWords();
  const { tensor, to } = row;
  const { name, shape, dtype } = tensor;
  const layouts = to ? fitting(shape, to.place, mapping.layouts) : [];
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>{name}</span>
        <span className={styles.hint}>
          [{shape.join(', ')}] {dtype}
        </span>
      </th>
      <td>
        {choices.length > 0 ? (
          <Select
            label={t('exchange.weightOf', { name })}
            value={to?.place.key ?? ''}
            options={[
              { value: '', label: t('exchange.unused') },
              ...choices.map((place) => ({ value: place.key, label: labelOf(place) })),
            ]}
            onChange={(key) => correct(name, key === '' ? null : { key })}
          />
        ) : (
          t(tensor.isFloat ? 'exchange.noPlace' : 'exchange.noFloats')
        )}
      </td>
      <td>
        {to && layouts.length > 1 ? (
          <Select
            label={t('exchange.axesOf', { name })}
            value={to.layout.id}
            options={layouts.map(({ id }) => ({ value: id, label: t(`exchange.layout-${id}`) }))}
            // The options are layouts.
            onChange={(id) => correct(name, { key: to.place.key, layout: id as LayoutId })}
          />
        ) : (
          to && t(`exchange.layout-${to.layout.id}`)
        )}
      </td>
      <td>{to && t(`exchange.by-${to.by}`)}</td>
    </tr>
  );
}

function AsBefore(props: {
  readonly places: readonly WeightPlace[];
  readonly labelOf: (place: WeightPlace) => string;
}) {
  const t = useWords();
  const { places, labelOf } = props;
  if (places.length === 0) return null;
  return (
    <section aria-label={t('exchange.asBefore')}>
      <h3 className={styles.heading}>{t('exchange.asBefore')}</h3>
      <p className={styles.names}>
        {places.slice(0, MOST_NAMES).map(labelOf).join(', ')}
        {places.length > MOST_NAMES &&
          ` … ${t('exchange.more', { count: places.length - MOST_NAMES })}`}
      </p>
    </section>
  );
}

/** Weights with the name of their network only where there are several. */
function useLabels(places: readonly WeightPlace[]): (place: WeightPlace) => string {
  const isOne = new Set(places.map(({ network }) => network)).size < 2;
  return ({ key, call, weight }) => (isOne ? `${call}.${weight}` : key);
}

/** The weights that a tensor may become: the same for all of one shape. */
function useChoices(found: Mapping): (tensor: FileTensor) => readonly WeightPlace[] {
  const known = useMemo(() => {
    const byShape = new Map<string, readonly WeightPlace[]>();
    for (const { tensor } of found.rows) {
      const key = `${tensor.isFloat} ${tensor.shape.join()}`;
      if (!byShape.has(key)) byShape.set(key, choicesOf(found, tensor));
    }
    return byShape;
  }, [found]);
  return ({ isFloat, shape }) => known.get(`${isFloat} ${shape.join()}`) ?? [];
}
