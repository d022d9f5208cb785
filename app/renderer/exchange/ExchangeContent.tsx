/** What the dialog holds at each point of the way. */
import { importers } from '../../../src/compiler/importers/all';
import type { ImportedReport } from '../../../src/runtime/exchange-protocol';
import { Button } from '../controls/Button';
import { useWords } from '../i18n/index';
import { worded } from '../i18n/messages';
import styles from './Exchange.module.css';
import { ExportForm } from './ExportForm';
import type { Progress } from './exchange-client';
import { chooseExporter, closeExchange, type ExchangeState } from './exchange-store';
import { MappingForm } from './MappingForm';
import { PassportView } from './PassportView';

export function ExchangeContent({ state }: { readonly state: ExchangeState }) {
  switch (state.at) {
    case 'closed':
      return null;
    case 'choosing':
      return <ExportForm />;
    case 'working':
      return <Working stage={state.stage} percent={state.percent} />;
    case 'mapping':
      return <MappingForm file={state.file} found={state.mapping} />;
    case 'imported':
      return <ImportView report={state.report} />;
    case 'exported':
      return (
        <Exported files={state.files.length} passport={<PassportView {...state.passport} />} />
      );
  }
}

function Working(props: {
  readonly stage: Progress['stage'];
  readonly percent: number | undefined;
}) {
  const { stage, percent } = props;
  const t = useWords();
  return (
    <>
      <p role="status" className={styles.stage}>
        {t(`exchange.${stage}`)} …
      </p>
      {/* Without a value it says that nobody knows how long. */}
      <progress
        className={styles.progress}
        max={100}
        value={percent}
        aria-label={t(`exchange.${stage}`)}
      />
      <p className={styles.hint}>{percent === undefined ? '\u00a0' : `${percent} %`}</p>
      <div className={styles.foot}>
        <Button onClick={closeExchange}>{t('exchange.cancel')}</Button>
      </div>
    </>
  );
}

function Exported(props: { readonly files: number; readonly passport: React.ReactNode }) {
  const t = useWords();
  return (
    <>
      <p>{t('exchange.files', { count: props.files })}</p>
      {props.passport}
      <div className={styles.foot}>
        <Button onClick={chooseExporter}>{t('exchange.again')}</Button>
        <Button variant="primary" onClick={closeExchange}>
          {t('exchange.done')}
        </Button>
      </div>
    </>
  );
}

function ImportView({ report }: { readonly report: ImportedReport }) {
  const t = useWords();
  const { importer, weights, kept, placeholders, notes, passport } = report;
  const counted = weights > 0 ? t('exchange.importedWeights', { count: weights }) : null;
  return (
    <>
      <p>{t('exchange.imported', { format: importers[importer].label })}</p>
      <p>{kept ? (counted ?? t('exchange.importedNone')) : t('exchange.notKept')}</p>
      {placeholders.length > 0 && (
        <section aria-label={t('exchange.placeholders')}>
          <h3 className={styles.heading}>{t('exchange.placeholders')}</h3>
          <ul className={styles.list}>
            {placeholders.map(({ network, node, kind, reason }) => (
              <li key={`${network}.${node}`}>
                {t('exchange.gap', { node, kind, reason: worded(reason) })}
              </li>
            ))}
          </ul>
          <p className={styles.hint}>{t('exchange.placeholdersHint')}</p>
        </section>
      )}
      {notes.length > 0 && (
        <section aria-label={t('exchange.notes')}>
          <h3 className={styles.heading}>{t('exchange.notes')}</h3>
          <ul className={styles.list}>
            {notes.map(({ node, message }) => (
              <li key={node + message}>{worded(message)}</li>
            ))}
          </ul>
        </section>
      )}
      {weights > 0 && <PassportView {...passport} isImport />}
      <div className={styles.foot}>
        <Button variant="primary" onClick={closeExchange}>
          {t('exchange.done')}
        </Button>
      </div>
    </>
  );
}
