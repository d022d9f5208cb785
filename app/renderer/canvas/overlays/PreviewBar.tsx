import { CornerDownLeft, Eye } from 'lucide-react';
import { Button } from '../../controls/Button';
import { useWords } from '../../i18n';
import { repairWords } from '../../problems/wording';
import { useView } from '../../stores/view';
import { applyPreview, endPreview } from '../preview';
import styles from './overlays.module.css';

/** A repair is shown on the canvas; Enter applies it, Esc ends the preview. */
export function PreviewBar() {
  const t = useWords();
  const preview = useView((view) => view.preview);
  if (!preview) return null;
  return (
    <div className={`${styles.float} ${styles.bar} ${styles.preview}`} role="status">
      <Eye size={15} strokeWidth={1.75} aria-hidden />
      <span>
        {t('canvas.previewing')} <b>{repairWords(preview).title}</b>
      </span>
      <Button onClick={endPreview}>{t('canvas.escape')}</Button>
      <Button variant="primary" onClick={applyPreview}>
        {t('canvas.apply')} <CornerDownLeft size={14} aria-hidden />
      </Button>
    </div>
  );
}
