/** Training from anywhere: the same five actions drive the top bar, the keys and the native menu. */
import { Pause, Play, Square, StepForward } from 'lucide-react';
import { words } from '../i18n/index';
import { focusRegion } from '../shell/regions';
import { documentStore } from '../stores/document';
import { currentProblems, errorsOf, mayTrain } from '../stores/facts';
import { runStore } from '../stores/run';
import { viewStore } from '../stores/view';
import { runClient } from '../worker-client';
import type { Action } from './action';

/** Loading data before anybody pressed Train counts as idle. */
const phase = () => {
  const { state, preparing } = runStore.getState();
  return preparing ? 'idle' : state.phase;
};

export function isRunning(): boolean {
  return phase() === 'running' || phase() === 'compiling';
}

/** Train, or show what stands in its way: the first problem, or the data sets that a document without training needs. */
export function trainOrExplain(): void {
  const { document } = documentStore().getState();
  if (document.training === undefined) {
    viewStore.getState().set({ paletteTab: 'data', paletteFolded: false });
    return;
  }
  if (!mayTrain(document)) {
    showFirstProblem();
    return;
  }
  // Whoever tries the network sees it learn where they are.
  const { dockTab, set } = viewStore.getState();
  set({ coached: true, dockTab: dockTab === 'try' ? 'try' : 'training', dockFolded: false });
  runClient.train();
}

export function showFirstProblem(): void {
  const [first] = errorsOf(currentProblems());
  viewStore.getState().set({ dockTab: 'problems', dockFolded: false });
  if (
    first?.node !== undefined &&
    Object.hasOwn(documentStore().getState().document.networks, first.network)
  ) {
    viewStore.getState().set({ path: [first.network] });
    viewStore.getState().select([first.node]);
  }
  requestAnimationFrame(() => focusRegion('dock'));
}

export const runActions: readonly Action[] = [
  {
    id: 'run.train',
    section: 'run',
    label: () =>
      words(
        isRunning() ? 'shell.stop' : phase() === 'finished' ? 'shell.trainAgain' : 'shell.train',
      ),
    shortcut: 'Mod+Enter',
    icon: Play,
    run: () => {
      if (isRunning()) runClient.stop();
      else if (phase() === 'paused') runClient.resume();
      else trainOrExplain();
    },
  },
  {
    id: 'run.pause',
    section: 'run',
    label: () => words(phase() === 'paused' ? 'shell.resume' : 'shell.pause'),
    shortcut: 'Space',
    scope: 'dock',
    icon: Pause,
    enabled: () => phase() === 'running' || phase() === 'paused',
    run: () => (phase() === 'paused' ? runClient.resume() : runClient.pause()),
  },
  {
    id: 'run.step',
    section: 'run',
    label: () => words('shell.step'),
    icon: StepForward,
    enabled: () => !isRunning() && mayTrain(documentStore().getState().document),
    run: () => runClient.step(),
  },
  {
    id: 'run.stop',
    section: 'run',
    label: () => words('shell.stop'),
    icon: Square,
    enabled: () => isRunning() || phase() === 'paused',
    run: () => runClient.stop(),
  },
  {
    id: 'run.measure',
    section: 'run',
    label: () => words('shell.measureAgain'),
    run: () => runClient.chooseBackend('auto', true),
  },
];
