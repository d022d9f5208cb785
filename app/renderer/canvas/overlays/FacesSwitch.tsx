import { Activity } from 'lucide-react';
import { Segmented, type SegmentOption } from '../../controls/Segmented';
import { useWords } from '../../i18n';
import { type Faces, useView } from '../../stores/view';
import { useShownFaces } from '../shown-faces';
import styles from './overlays.module.css';

/** What cards show; disabled where nothing is known yet. */
export function FacesSwitch() {
  const t = useWords();
  const set = useView((view) => view.set);
  const { faces, canRun, hasGradients } = useShownFaces();
  const options: readonly SegmentOption<Faces>[] = [
    { value: 'structure', label: t('canvas.structure') },
    { value: 'activations', label: t('canvas.activations'), icon: Activity, disabled: !canRun },
    { value: 'weights', label: t('canvas.weights'), disabled: !canRun },
    { value: 'gradients', label: t('canvas.gradients'), disabled: !hasGradients },
  ];
  return (
    <div
      className={`${styles.float} ${styles.faces}`}
      title={canRun ? undefined : t('canvas.facesWait')}
    >
      <Segmented
        auto
        label={t('canvas.faces')}
        value={faces}
        options={options}
        onChange={(value) => set({ faces: value })}
      />
    </div>
  );
}
