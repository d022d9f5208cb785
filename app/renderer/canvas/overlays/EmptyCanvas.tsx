import { actionById } from '../../actions/all';
import { Kbd } from '../../controls/Kbd';
import { useWords } from '../../i18n';
import styles from './overlays.module.css';

/** Three quiet lines, each with one verb. */
export function EmptyCanvas() {
  const t = useWords();
  return (
    <div className={styles.empty}>
      <p>
        {t('canvas.emptyDrag')} <Kbd>/</Kbd> {t('canvas.emptyDragEnd')}
      </p>
      <button
        type="button"
        className={styles.link}
        onClick={() => actionById('file.templates')?.run()}
      >
        {t('canvas.emptyTemplate')}
      </button>
      <button type="button" className={styles.link} onClick={() => actionById('file.open')?.run()}>
        {t('canvas.emptyOpen')}
      </button>
    </div>
  );
}
