/** Pieces that rows of more than one state share: the state's chip and the button that starts a run. */
import { Play } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../controls/Button';
import { Chip, type Tone } from '../controls/Chip';
import { useWords } from '../i18n';
import { viewStore } from '../stores/view';
import { runClient } from '../worker-client';
import styles from './RunRow.module.css';
import { isDrawingHeld } from './record';
import type { RunControls } from './run-controls';

export function StateChip(props: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly spinner?: boolean;
  readonly dot?: boolean;
}) {
  return (
    <Chip tone={props.tone} className={styles.state}>
      {props.spinner && <span className={styles.spinner} aria-hidden />}
      {props.dot && <RunningDot />}
      {props.children}
    </Chip>
  );
}

/** Fainter every other second, but still while a card is dragged: a change of it sorts all layers of the page anew. An animation in CSS would compose the window at every frame, which training pays for. */
function RunningDot() {
  const dot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isDrawingHeld()) dot.current?.toggleAttribute('data-faint');
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  return <span ref={dot} className={styles.dot} aria-hidden />;
}

export function TrainButton({ controls }: { readonly controls: RunControls }) {
  const t = useWords();
  const reason = controls.hasTraining
    ? t('training.mendFirst', { count: controls.errors.length })
    : t('training.noTraining');
  const press = () => {
    if (controls.canTrain) return startRun();
    if (controls.errors.length > 0) viewStore.getState().set({ dockTab: 'problems' });
  };
  return (
    <Button
      variant="primary"
      icon={Play}
      dimmed={!controls.canTrain}
      title={controls.canTrain ? undefined : reason}
      onClick={press}
    >
      {t('training.train')}
    </Button>
  );
}

export function startRun(): void {
  viewStore.getState().set({ coached: true });
  runClient.train('scratch');
}
