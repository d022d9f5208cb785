/** One bar segment for each epoch of the run; over sixty they become one bar. */
import { useWords } from '../i18n';
import { useRun } from '../stores/run';
import { stepInEpoch } from './progress';
import styles from './RunRow.module.css';

const MOST = 60;

export function EpochSegments() {
  const t = useWords();
  const progress = useRun((run) => run.progress);
  const epochs = progress?.epochs ?? 1;
  const within = progress ? stepInEpoch(progress) / Math.max(1, progress.stepsPerEpoch) : 0;
  const done = progress ? progress.epoch - 1 + within : 0;
  const segments = epochs <= MOST ? epochs : 1;
  const filled = (done / epochs) * segments;
  return (
    <div
      role="progressbar"
      aria-label={t('training.progress')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((done / epochs) * 100)}
      className={styles.segments}
    >
      {Array.from({ length: segments }, (_, i) => (
        <span key={i} className={styles.segment}>
          <span style={{ width: `${Math.min(1, Math.max(0, filled - i)) * 100}%` }} />
        </span>
      ))}
    </div>
  );
}
