/** Steps through the validation set; the same sample shows on the canvas. */
import { ChevronLeft, ChevronRight, Shuffle } from 'lucide-react';
import { formatCount } from '../controls/format';
import { IconButton } from '../controls/IconButton';
import { useWords } from '../i18n';
import { useRun } from '../stores/run';
import { useView, viewStore } from '../stores/view';
import styles from './TryIt.module.css';

export function SamplePicker({ onPick }: { readonly onPick?: () => void }) {
  const t = useWords();
  const index = useView((view) => view.sample);
  const count = useRun((run) => run.data?.validation ?? 0);
  const show = (next: number) => {
    if (count > 0) viewStore.getState().set({ sample: ((next % count) + count) % count });
    onPick?.();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons and a number are no form
    <div role="group" aria-label={t('training.pickSample')} className={styles.picker}>
      <IconButton
        icon={ChevronLeft}
        label={t('training.previousSample')}
        onClick={() => show(index - 1)}
      />
      <span>
        {t('training.sampleOf', { index: formatCount(index + 1), count: formatCount(count) })}
      </span>
      <IconButton
        icon={ChevronRight}
        label={t('training.nextSample')}
        onClick={() => show(index + 1)}
      />
      <IconButton
        icon={Shuffle}
        label={t('training.random')}
        onClick={() => show(Math.floor(Math.random() * count))}
      />
    </div>
  );
}
