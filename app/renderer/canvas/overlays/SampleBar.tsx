import { ChevronLeft, ChevronRight, Gauge } from 'lucide-react';
import { formatCount } from '../../controls/format';
import { IconButton } from '../../controls/IconButton';
import { useWords } from '../../i18n';
import { useRun } from '../../stores/run';
import { useView } from '../../stores/view';
import styles from './overlays.module.css';

/** Which validation sample the cards show, and what the width of edges says while the network trains. */
export function SampleBar() {
  const t = useWords();
  const count = useRun((run) => run.data?.validation ?? 0);
  const training = useRun(({ state }) => state.phase === 'running' || state.phase === 'paused');
  const faces = useView((view) => view.faces);
  const sample = useView((view) => view.sample);
  const preview = useView((view) => view.preview);
  const set = useView((view) => view.set);
  const hasSample = faces === 'activations' && count > 0;
  if (preview || (!hasSample && !training)) return null;
  const show = (index: number) => set({ sample: (index + count) % count });
  return (
    <div className={`${styles.float} ${styles.bar}`}>
      {hasSample && (
        <>
          <IconButton
            icon={ChevronLeft}
            label={t('canvas.previousSample')}
            onClick={() => show(sample - 1)}
          />
          <span className={styles.numbers} role="status">
            {t('canvas.sample', { index: formatCount(sample + 1), count: formatCount(count) })}
          </span>
          <IconButton
            icon={ChevronRight}
            label={t('canvas.nextSample')}
            onClick={() => show(sample + 1)}
          />
        </>
      )}
      {training && (
        <span
          className={styles.legend}
          title={t('canvas.edgeLegend')}
          data-alone={!hasSample || undefined}
        >
          <Gauge size={14} strokeWidth={1.75} aria-hidden /> {t('canvas.edgeLegend')}
        </span>
      )}
    </div>
  );
}
