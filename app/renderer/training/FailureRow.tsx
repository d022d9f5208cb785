/** A run that failed: what happened, where, and what to do next, with the repair. */
import { RotateCcw } from 'lucide-react';
import { commit } from '../../../src/graph/history';
import type { Failure } from '../../../src/runtime/protocol';
import { Button } from '../controls/Button';
import { type Translate, useWords } from '../i18n';
import { worded } from '../i18n/messages';
import { documentStore, useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { runClient } from '../worker-client';
import { setLearningRate } from './edits';
import { tickText } from './format';
import { learningRate } from './live-changes';
import styles from './RunRow.module.css';
import { StateChip, TrainButton } from './row-parts';
import type { RunControls } from './run-controls';
import { backendNames } from './run-words';

export function FailureRow({ controls }: { readonly controls: RunControls }) {
  const t = useWords();
  const state = useRun((run) => run.state);
  const checkpoint = useRun((run) => run.checkpoint);
  const backend = useRun((run) => run.verdict?.backend);
  const rate = useDocument((s) => learningRate(s.document));
  if (state.phase !== 'failed') return null;
  const { failure } = state;
  const lower = failure.code === 'non-finite' && rate !== null ? lowered(rate) : null;
  const words = failureWords(t, failure, { lower, backend: backend && backendNames[backend] });
  const mend = () => {
    if (lower === null) return;
    const label = t('training.lowerRate');
    documentStore()
      .getState()
      .dispatch((d) => setLearningRate(d, lower), commit(label));
    runClient.train('scratch');
  };
  return (
    <>
      <StateChip tone="bad">{t('training.failed')}</StateChip>
      <span className={styles.words} role="alert">
        <b>{words.what}</b> {words.next}
      </span>
      <span className={styles.room} />
      {lower !== null && (
        <Button variant="primary" disabled={!controls.canTrain} onClick={mend}>
          {t('training.lowerRate')}
        </Button>
      )}
      {checkpoint && (
        <Button
          icon={RotateCcw}
          disabled={!controls.canTrain}
          onClick={() => runClient.resumeFromCheckpoint()}
        >
          {t('training.resumeCheckpoint')}
        </Button>
      )}
      {lower === null && <TrainButton controls={controls} />}
    </>
  );
}

/** A tenth, written shortly: 0.01 → 0.001. */
function lowered(rate: number): number {
  return Number((rate / 10).toPrecision(2));
}

export function failureWords(
  t: Translate,
  failure: Failure,
  around: { readonly lower: number | null; readonly backend: string | undefined },
): { readonly what: string; readonly next: string } {
  const { code, step, node, message, hint } = failure;
  const backend = around.backend ?? '';
  if (code === 'non-finite') {
    const what =
      step === undefined
        ? t('training.failNonFinitePlain')
        : node === undefined
          ? t('training.failNonFiniteStep', { step })
          : t('training.failNonFinite', { step, node });
    const next =
      around.lower === null
        ? t('training.failNonFiniteHintPlain')
        : t('training.failNonFiniteHint', { rate: tickText(around.lower) });
    return { what, next };
  }
  if (code === 'memory') {
    return { what: t('training.failMemory', { backend }), next: t('training.failMemoryHint') };
  }
  if (code === 'context-lost') {
    return { what: t('training.failContext'), next: t('training.failContextHint') };
  }
  if (code === 'worker-died') {
    return {
      what: t('training.failWorker', { detail: message }),
      next: t(
        hint === 'resume' ? 'training.failWorkerHintResume' : 'training.failWorkerHintRestart',
      ),
    };
  }
  const what = { data: 'training.failData', build: 'training.failBuild' } as const;
  const known = code === 'data' || code === 'build' ? t(what[code]) : t('training.failUnknown');
  return { what: known, next: `${worded(message)} ${worded(hint)}` };
}
