import { useStore } from '@xyflow/react';
import { Maximize, Minus, Plus, WandSparkles } from 'lucide-react';
import { IconButton } from '../../controls/IconButton';
import { useWords } from '../../i18n';
import { fitAll, layOut, zoomBy, zoomTo } from '../camera';
import styles from './overlays.module.css';

export function ZoomControls() {
  const t = useWords();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className={`${styles.float} ${styles.zoom}`}>
      <IconButton
        icon={Minus}
        label={t('canvas.zoomOut')}
        shortcut="−"
        onClick={() => zoomBy(1 / 1.2)}
      />
      <button
        type="button"
        className={styles.percent}
        aria-label={`${percent}%. ${t('canvas.zoomLevel')}`}
        onClick={() => zoomTo(1)}
      >
        {percent}%
      </button>
      <IconButton icon={Plus} label={t('canvas.zoomIn')} shortcut="+" onClick={() => zoomBy(1.2)} />
      <IconButton icon={Maximize} label={t('canvas.fit')} shortcut="F" onClick={fitAll} />
      <IconButton
        icon={WandSparkles}
        label={t('canvas.layout')}
        shortcut="L"
        onClick={() => void layOut()}
      />
    </div>
  );
}
