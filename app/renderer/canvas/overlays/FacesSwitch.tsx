import { Activity } from 'lucide-react';
import { Segmented, type SegmentOption } from '../../controls/Segmented';
import { useWords } from '../../i18n';
import { useRun } from '../../stores/run';
import { type Faces, useView } from '../../stores/view';
import styles from './overlays.module.css';

/** What cards show; disabled where nothing is known yet. */
export function FacesSwitch() {
  const t = useWords();
  const faces = useView((view) => view.faces);
  const set = useView((view) => view.set);
  const hasModel = useRun((run) => run.data !== null);
  const hasGradients = useRun(({ state }) =>
    ['running', 'paused', 'finished'].includes(state.phase),
  );
  const options: readonly SegmentOption<Faces>[] = [
    { value: 'structure', label: t('canvas.structure') },
    { value: 'activations', label: t('canvas.activations'), icon: Activity, disabled: !hasModel },
    { value: 'weights', label: t('canvas.weights'), disabled: !hasModel },
    { value: 'gradients', label: t('canvas.gradients'), disabled: !hasGradients },
  ];
  return (
    <div
      className={`${styles.float} ${styles.faces}`}
      title={hasModel ? undefined : t('canvas.facesWait')}
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
