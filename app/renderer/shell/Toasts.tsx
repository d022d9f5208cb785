/**
 * Short messages at the bottom right, one at a time: nodes that were deleted and can come back, and a training that
 * finished where nobody was looking. Everything else is said at the thing it concerns.
 */
import '@mantine/notifications/styles.css';
import { Notifications, notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { words } from '../i18n/index';
import { type DocumentState, documentStore } from '../stores/document';
import { type RunValues, runStore } from '../stores/run';
import { viewStore } from '../stores/view';
import { deletedNodes } from './deleted-nodes';
import styles from './Toasts.module.css';

const SHOWN = 5000;

export function Toasts() {
  useEffect(() => {
    const stops = [listenToDeletions(), listenToRuns()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <Notifications
      position="bottom-right"
      limit={1}
      autoClose={SHOWN}
      transitionDuration={140}
      containerWidth={340}
      pauseResetOnHover="all"
      className={styles.place ?? ''}
    />
  );
}

interface Toast {
  readonly text: string;
  readonly verb: string;
  readonly run: () => void;
}

function toast({ text, verb, run }: Toast): void {
  // The newest matters: what waits behind it would be about something else.
  notifications.clean();
  const id = notifications.show({
    role: 'status',
    withBorder: true,
    closeButtonProps: { 'aria-label': words('shell.close') },
    classNames: { root: styles.toast ?? '' },
    message: (
      <span className={styles.text}>
        {text}
        <button
          type="button"
          onClick={() => {
            notifications.hide(id);
            run();
          }}
        >
          {verb}
        </button>
      </span>
    ),
  });
}

/** An edit after the deletion takes the toast away: Undo would take back something else. */
function listenToDeletions(): () => void {
  return documentStore().subscribe((state, before) => {
    if (state.document === before.document) return;
    notifications.clean();
    if (!isNewStep(state, before)) return;
    const count = deletedNodes(before.document, state.document);
    if (count === 0) return;
    toast({
      text: words('shell.deleted', { count }),
      verb: words('shell.undo'),
      run: () => documentStore().getState().undo(),
    });
  });
}

/** Not an undo, a redo or another document. */
function isNewStep(now: DocumentState, before: DocumentState): boolean {
  return (
    now.session === before.session &&
    now.history.past.at(-1)?.document === before.document &&
    before.history.future[0]?.document !== now.document
  );
}

function listenToRuns(): () => void {
  return runStore.subscribe((run, before) => {
    if (run.state === before.state || run.state.phase !== 'finished') return;
    const { screen, dockTab, dockFolded, set } = viewStore.getState();
    const inSight = screen === 'studio' && dockTab === 'training' && !dockFolded;
    if (inSight || run.state.reason === 'stopped') return;
    toast({
      text: resultText(run.best),
      verb: words('shell.show'),
      run: () => set({ screen: 'studio', dockTab: 'training', dockFolded: false }),
    });
  });
}

function resultText(best: RunValues['best']): string {
  if (best?.metric !== 'valAccuracy') return words('shell.runFinished');
  return words('shell.runFinishedAt', { accuracy: `${(best.value * 100).toFixed(1)}%` });
}
