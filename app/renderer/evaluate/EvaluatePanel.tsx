/** How the network does on the held-out samples: metrics, and a confusion matrix whose cells open their samples. */
import { useState } from 'react';
import type { Confusion } from '../../../src/runtime/protocol';
import { Button } from '../controls/Button';
import { useWords } from '../i18n';
import { errorText } from '../i18n/messages';
import { runStore, useRun } from '../stores/run';
import { metricName, metricText } from '../training/metric-words';
import { useReady } from '../training/use-worker';
import { type Evaluation, runClient } from '../worker-client';
import { CellSamples } from './CellSamples';
import { ConfusionMatrix } from './ConfusionMatrix';
import styles from './Evaluate.module.css';

interface Kept {
  readonly evaluation: Evaluation;
  /** Model and run that it is of; another one makes it old news. */
  readonly of: string;
}

/** Kept while the window is open, so that a look at another tab costs nothing. */
let kept: Kept | null = null;

const model = () => `${runStore.getState().modelVersion}/${runStore.getState().startedAt}`;

export function EvaluatePanel() {
  const t = useWords();
  const ready = useReady();
  const trained = useRun((run) => run.startedAt !== null);
  const [evaluation, setEvaluation] = useState(kept?.of === model() ? kept.evaluation : null);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ask = async () => {
    setAsking(true);
    setError(null);
    try {
      const answer = await runClient.evaluate();
      kept = { evaluation: answer, of: model() };
      setEvaluation(answer);
    } catch (reason) {
      setError(errorText(reason));
    } finally {
      setAsking(false);
    }
  };
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <Button
          variant={evaluation ? 'default' : 'primary'}
          disabled={!ready || asking}
          onClick={() => void ask()}
        >
          {t(asking ? 'training.evaluating' : 'training.evaluateButton')}
        </Button>
        {!trained && <span className={styles.quiet}>{t('training.evaluateUntrained')}</span>}
        {error && (
          <span role="alert" className={styles.bad}>
            {error}
          </span>
        )}
        {evaluation && <Metrics evaluation={evaluation} />}
      </div>
      {evaluation?.confusions.map((c) => (
        <ConfusionView key={c.output} confusion={c} />
      ))}
      {!evaluation?.confusions.length && (
        <p className={styles.empty}>
          {t(
            evaluation
              ? 'training.noConfusion'
              : ready
                ? 'training.evaluateEmpty'
                : 'training.tryEmpty',
          )}
        </p>
      )}
    </div>
  );
}

function Metrics({ evaluation }: { readonly evaluation: Evaluation }) {
  const t = useWords();
  return (
    <dl className={styles.metrics}>
      {Object.entries(evaluation.metrics).map(([name, value]) => (
        <div key={name}>
          <dt>{metricName(t, name)}</dt>
          <dd>{metricText(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function ConfusionView({ confusion }: { readonly confusion: Confusion }) {
  const t = useWords();
  const [cell, setCell] = useState<number | null>(null);
  return (
    <div className={styles.body}>
      <ConfusionMatrix confusion={confusion} chosen={cell} onChoose={setCell} />
      {cell === null ? (
        <p className={styles.empty}>{t('training.pickCell')}</p>
      ) : (
        <CellSamples confusion={confusion} cell={cell} />
      )}
    </div>
  );
}
