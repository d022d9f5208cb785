import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
} from 'lucide-react';
import { IconButton } from '../../controls/IconButton';
import { useWords } from '../../i18n';
import { useView } from '../../stores/view';
import { type Alignment, alignSelection } from '../align';
import styles from './overlays.module.css';

const buttons = [
  ['left', 'canvas.alignLeft', AlignStartVertical],
  ['centre', 'canvas.alignCentre', AlignCenterVertical],
  ['top', 'canvas.alignTop', AlignStartHorizontal],
  ['middle', 'canvas.alignMiddle', AlignCenterHorizontal],
  ['across', 'canvas.distributeAcross', AlignHorizontalDistributeCenter],
  ['down', 'canvas.distributeDown', AlignVerticalDistributeCenter],
] as const satisfies readonly (readonly [Alignment, string, unknown])[];

/** Align and distribute, while several nodes are selected. */
export function SelectionBar() {
  const t = useWords();
  const count = useView((view) => view.selection.length);
  if (count < 2) return null;
  return (
    <div
      role="toolbar"
      aria-label={t('canvas.align')}
      className={`${styles.float} ${styles.selection}`}
    >
      <span>{t('canvas.selected', { count })}</span>
      {buttons.map(([alignment, key, icon]) => (
        <IconButton
          key={alignment}
          icon={icon}
          label={t(key)}
          disabled={count < 3 && (alignment === 'across' || alignment === 'down')}
          onClick={() => alignSelection(alignment)}
        />
      ))}
    </div>
  );
}
