/** Epochs, batch size and optimizer of the next run, editable in place, and how long it will take. */
import { useState } from 'react';
import { optimizers } from '../../../src/compiler/training/optimizers';
import type { Document } from '../../../src/graph/document';
import { merge } from '../../../src/graph/history';
import { useWords } from '../i18n';
import { documentStore, useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { compileKey } from './compile-key';
import { optimizerOf, setBatchSize, setEpochs, setOptimizer } from './edits';
import styles from './RunRow.module.css';
import { backendNames, timeText } from './run-words';
import { knownSpeed } from './speeds';

export function IdleChips() {
  const t = useWords();
  const training = useDocument((state) => state.document.training);
  const phase = training?.phases[0];
  if (!training || !phase) return null;
  const optimizer = optimizerOf(phase);
  return (
    <>
      <NumberChip
        label={t('training.epochsField')}
        value={phase.epochs}
        max={100_000}
        edit={setEpochs}
      />
      <NumberChip
        label={t('training.batchField')}
        value={training.batchSize}
        max={65_536}
        edit={setBatchSize}
      />
      {optimizer && typeof optimizer.id === 'string' && (
        <label className={styles.chip}>
          <span>{t('training.optimizerField')}</span>
          <select
            value={optimizer.id}
            onChange={(event) => {
              const id = event.target.value;
              edit('optimizer', t('training.optimizerField'), (d) => setOptimizer(d, id));
            }}
          >
            {Object.keys(optimizers).map((id) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
      )}
      <Estimate />
    </>
  );
}

function edit(key: string, label: string, change: (document: Document) => Document): void {
  documentStore()
    .getState()
    .dispatch(change, merge(`training-${key}`, label));
}

/** What is typed stands as it is until the field is left; every whole number on the way is an edit of one gesture. */
function NumberChip(props: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly edit: (document: Document, value: number) => Document;
}) {
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? String(props.value);
  return (
    <label className={styles.chip}>
      <span>{props.label}</span>
      <input
        type="number"
        min={1}
        max={props.max}
        value={shown}
        style={{ width: `${Math.max(2, shown.length) + 1}ch` }}
        onBlur={() => {
          setText(null);
          documentStore().getState().endGesture();
        }}
        onChange={(event) => {
          setText(event.target.value);
          const value = Math.round(event.target.valueAsNumber);
          if (!(value >= 1)) return;
          const held = Math.min(props.max, value);
          edit(props.label, props.label, (d) => props.edit(d, held));
        }}
      />
    </label>
  );
}

/** Only from a speed that this machine has shown on this very document; otherwise nothing is said. */
function Estimate() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const samples = useRun((run) => run.data?.train);
  const backend = useRun((run) => run.verdict?.backend);
  const speed = knownSpeed(compileKey(document), backend);
  if (!speed || !samples || !backend) return null;
  const epochs = document.training?.phases.reduce((sum, phase) => sum + phase.epochs, 0) ?? 0;
  const time = timeText(t, (samples * epochs) / speed);
  return (
    <span className={styles.quiet}>
      {t('training.about', { time: time.replace(/^about /, ''), backend: backendNames[backend] })}
    </span>
  );
}
