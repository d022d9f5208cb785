/** What an edit made during a run means for its weights. */
import { useMemo } from 'react';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { keptLayers } from './kept-layers';
import styles from './RunRow.module.css';

export function EditedNote({ paused }: { readonly paused: boolean }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const trained = useRun((run) => run.trainedDocument);
  const counts = useMemo(
    () => (paused && trained ? keptLayers(trained, document) : null),
    [paused, trained, document],
  );
  if (!counts) return <span className={styles.warn}>{t('training.editedWhileRunning')}</span>;
  return (
    <span className={styles.warn}>
      {counts.kept === counts.total ? t('training.keepsAll') : t('training.keepsSome', counts)}
    </span>
  );
}
