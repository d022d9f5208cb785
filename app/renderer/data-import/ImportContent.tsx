/** What the import dialog holds at each point of the way: types and target can be corrected before anything is read. */
import { Progress } from '@mantine/core';
import { useState } from 'react';
import { type ColumnType, columnTypes } from '../../../src/runtime/files/column-types';
import type { Guess } from '../../../src/runtime/files/import-protocol';
import { WINDOW_BYTES } from '../../../src/runtime/stored-rows';
import { Button } from '../controls/Button';
import { formatBytes, formatCount } from '../controls/format';
import { Select } from '../controls/Select';
import { KeptFiles } from '../data-panel/KeptFiles';
import { useWords } from '../i18n/index';
import { worded } from '../i18n/messages';
import styles from './ImportDialog.module.css';
import type { Import } from './import-state';
import { closeImport, importData } from './import-store';

export function ImportContent({ state }: { readonly state: Import }) {
  return (
    <div className={styles.body}>
      {state.phase === 'reading' && <Reading state={state} />}
      {state.phase === 'opened' && <Guessed name={state.name} guess={state.guess} />}
      {state.phase === 'done' && <Done state={state} />}
      {state.phase === 'failed' && <Failed state={state} />}
    </div>
  );
}

function Reading({ state }: { readonly state: Extract<Import, { phase: 'reading' }> }) {
  const t = useWords();
  const percent = Math.floor(state.share * 100);
  return (
    <>
      <p className={styles.note}>{t('dataImport.reading', { percent })}</p>
      <Progress value={percent} aria-label={t('dataImport.reading', { percent })} />
      {state.resumes && <p className={styles.note}>{t('dataImport.resumes')}</p>}
      <div className={styles.row}>
        <Button onClick={closeImport}>{t('dataImport.cancel')}</Button>
      </div>
    </>
  );
}

function Guessed({ name, guess }: { readonly name: string; readonly guess: Guess }) {
  const t = useWords();
  const [types, setTypes] = useState<Readonly<Record<string, ColumnType>>>({});
  const [target, setTarget] = useState('');
  const use = () => importData(name, { types, ...(target !== '' && { target }) });
  return (
    <>
      <p>{useGuessText(guess)}</p>
      {guess.table && (
        <>
          <TargetChoice guess={guess} target={target} onChange={setTarget} />
          <Types table={guess.table} types={types} onChange={setTypes} />
        </>
      )}
      <p className={styles.note}>{t('dataImport.stays')}</p>
      <div className={styles.row}>
        <Button onClick={closeImport}>{t('dataImport.cancel')}</Button>
        <Button variant="primary" onClick={use}>
          {t('dataImport.use')}
        </Button>
      </div>
    </>
  );
}

function useGuessText({ kind, columns }: Guess): string {
  const t = useWords();
  if (kind !== 'images') return t(`dataImport.${kind}`);
  const all = Object.values(columns);
  const picture = all.find((column) => column.type === 'picture');
  const classes = all.find((column) => column.type === 'category')?.classes.length ?? 0;
  return t('dataImport.images', {
    height: picture?.height ?? 0,
    width: picture?.width ?? 0,
    classes,
  });
}

function TargetChoice(props: {
  readonly guess: Guess;
  readonly target: string;
  readonly onChange: (name: string) => void;
}) {
  const t = useWords();
  const { target } = props.guess.columns;
  const from = target && 'from' in target ? target.from : undefined;
  const guessed = typeof from === 'string' ? from : (from?.[0] ?? '');
  const options = [
    { value: '', label: t('dataImport.guessedTarget', { name: guessed }) },
    ...(props.guess.table ?? []).map(({ name }) => ({ value: name, label: name })),
  ];
  return (
    <div>
      <span className={styles.note}>{t('dataImport.target')}</span>
      <Select
        label={t('dataImport.target')}
        value={props.target}
        options={options}
        onChange={props.onChange}
      />
    </div>
  );
}

/** More columns than this are as guessed; the command line corrects any. */
const SHOWN = 200;

function Types(props: {
  readonly table: NonNullable<Guess['table']>;
  readonly types: Readonly<Record<string, ColumnType>>;
  readonly onChange: (types: Readonly<Record<string, ColumnType>>) => void;
}) {
  const t = useWords();
  const options = columnTypes.map((type) => ({ value: type, label: t(`dataImport.type-${type}`) }));
  return (
    <div className={styles.scroll}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('dataImport.column')}</th>
            <th scope="col">{t('dataImport.type')}</th>
            <th scope="col">{t('dataImport.missing')}</th>
          </tr>
        </thead>
        <tbody>
          {props.table.slice(0, SHOWN).map(({ name, type, missing }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>
                <Select
                  label={t('dataImport.typeOf', { name })}
                  value={props.types[name] ?? type}
                  options={options}
                  onChange={(value) => {
                    const chosen = columnTypes.find((known) => known === value);
                    if (chosen) props.onChange({ ...props.types, [name]: chosen });
                  }}
                />
              </td>
              <td>{missing > 0 ? formatCount(missing) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Done({ state }: { readonly state: Extract<Import, { phase: 'done' }> }) {
  const t = useWords();
  const { train, test } = state.description;
  return (
    <>
      <p>{t('dataImport.done', { samples: formatCount(train + test) })}</p>
      {state.storedBytes > 0 && (
        <p className={styles.note}>
          {t('dataImport.stored', {
            stored: formatBytes(state.storedBytes),
            memory: formatBytes(WINDOW_BYTES),
          })}
        </p>
      )}
      {state.count > 0 && (
        <>
          <p className={styles.note}>{t('dataImport.problems', { count: state.count })}</p>
          <ul className={styles.problems}>
            {state.problems.map(({ file, row, message }) => (
              <li key={`${file} ${row ?? ''} ${message}`}>
                <b>{row === undefined ? file : t('dataImport.row', { file, row })}</b>{' '}
                {worded(message)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.row}>
        <Button variant="primary" onClick={closeImport}>
          {t('dataImport.close')}
        </Button>
      </div>
    </>
  );
}

function Failed({ state }: { readonly state: Extract<Import, { phase: 'failed' }> }) {
  const t = useWords();
  return (
    <>
      <p>{t('dataImport.failed')}</p>
      <p className={styles.note}>
        {state.reason === 'quota' ? t('dataImport.quota') : worded(state.message)}
      </p>
      {state.reason === 'quota' && <KeptFiles />}
      <div className={styles.row}>
        <Button variant="primary" onClick={closeImport}>
          {t('dataImport.close')}
        </Button>
      </div>
    </>
  );
}
