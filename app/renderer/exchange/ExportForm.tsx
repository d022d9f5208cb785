import { useMemo, useState } from 'react';
import { exporters } from '../../../src/compiler/exporters/all';
import type { Exporter, Gap, Quantization } from '../../../src/compiler/exporters/exporter';
import { lowered } from '../../../src/compiler/lower';
import type { Program } from '../../../src/compiler/program';
import type { Document } from '../../../src/graph/document';
import { Button } from '../controls/Button';
import { Segmented } from '../controls/Segmented';
import { useWords } from '../i18n/index';
import { worded } from '../i18n/messages';
import { exporterDoc, exporterName } from '../i18n/names';
import { useDocument } from '../stores/document';
import styles from './Exchange.module.css';
import { exportModel, hasWeights } from './exchange-store';

const all = [...exporters.values()];
const first = all[0]!; // the registry is not empty

/** Formats with what each cannot say, known before anything is written. */
export function ExportForm() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const [exporter, setExporter] = useState<Exporter>(first);
  const [precision, setPrecision] = useState<'float32' | Quantization>('float32');
  const program = useMemo(() => programOf(document), [document]);
  const gaps = program ? exporter.gaps(program) : [];
  const precisions = ['float32', ...(exporter.quantizations ?? [])] as const;
  const choose = (next: Exporter): void => {
    setExporter(next);
    if (precision !== 'float32' && !next.quantizations?.includes(precision)) {
      setPrecision('float32');
    }
  };
  return (
    <>
      <div role="radiogroup" aria-label={t('exchange.format')} className={styles.formats}>
        {all.map((each) => (
          <label key={each.id} className={styles.format}>
            <input
              type="radio"
              name="exporter"
              checked={each === exporter}
              onChange={() => choose(each)}
            />
            <span>
              <strong>{exporterName(t, each)}</strong>
              <span className={styles.hint}>{exporterDoc(t, each)}</span>
            </span>
          </label>
        ))}
      </div>
      {precisions.length > 1 && (
        <div className={styles.precision}>
          <span>{t('exchange.precision')}</span>
          <Segmented
            label={t('exchange.precision')}
            value={precision}
            options={precisions.map((value) => ({ value, label: value }))}
            onChange={setPrecision}
            auto
          />
        </div>
      )}
      {gaps.length > 0 ? <Gaps gaps={gaps} /> : <Along />}
      <p className={styles.hint}>{t('exchange.otherTools')}</p>
      <div className={styles.foot}>
        <Button
          variant="primary"
          disabled={gaps.length > 0 || !program}
          onClick={() =>
            void exportModel({
              exporter: exporter.id,
              ...(precision === 'float32' ? {} : { quantization: precision }),
            })
          }
        >
          {t('exchange.start')}
        </Button>
      </div>
    </>
  );
}

function Along() {
  const t = useWords();
  return <p>{t(hasWeights() ? 'exchange.trained' : 'exchange.fresh')}</p>;
}

function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const t = useWords();
  return (
    <section aria-label={t('exchange.gapsTitle')}>
      <h3 className={styles.heading}>{t('exchange.gapsTitle')}</h3>
      <ul className={styles.list}>
        {gaps.slice(0, 50).map(({ node, kind, reason }) => (
          <li key={`${node} ${reason}`}>
            {t('exchange.gap', { node, kind, reason: worded(reason) })}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{t('exchange.gapsHint')}</p>
    </section>
  );
}

/** `undefined` while the document has an error, which Problems shows. */
const programOf = (document: Document): Program | undefined =>
  lowered(document, Object.values(document.training?.phases[0]?.networks ?? {})[0]);
