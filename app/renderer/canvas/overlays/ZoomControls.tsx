import { useStore } from '@xyflow/react';
import { Database, Maximize, Minus, Plus, WandSparkles } from 'lucide-react';
import { IconButton } from '../../controls/IconButton';
import { useWords } from '../../i18n';
import { useDocument } from '../../stores/document';
import { useView } from '../../stores/view';
import { fitAll, layOut, togglePreparation, zoomBy, zoomTo } from '../camera';
import styles from './overlays.module.css';

export function ZoomControls() {
  const t = useWords();
  const preparation = useView((view) => view.preparation);
  // Inside a block no data arrive.
  const isRoot = useView(({ path }) => path.length === 1);
  const hasData = useDocument(({ document }) => document.data !== undefined) && isRoot;
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
      {hasData && (
        <IconButton
          icon={Database}
          label={t('canvas.preparation')}
          shortcut="D"
          pressed={preparation}
          onClick={togglePreparation}
        />
      )}
    </div>
  );
}
