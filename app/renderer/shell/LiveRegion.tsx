/** What screen readers hear without asking: the run's states and epochs, problems gained and mended. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { words } from '../i18n/index';
import { currentProblems, errorsOf, subscribeProblems } from '../stores/facts';
import { runStore, series } from '../stores/run';
import { announce, announcements } from './announce';

export function LiveRegion() {
  const text = useStore(announcements, (state) => state.text);
  useEffect(() => {
    const stops = [listenToRun(), listenToProblems()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}

function listenToRun(): () => void {
  let epochs = series.epochs.length;
  return runStore.subscribe((state, before) => {
    if (state.state.phase !== before.state.phase && !state.preparing)
      announce('run', words(phaseWords[state.state.phase]));
    if (series.epochs.length === epochs) return;
    epochs = series.epochs.length;
    const line = series.epochs.at(-1);
    if (!line) return;
    const { loss, valLoss, valAccuracy } = line.values;
    const parts = { epoch: line.epoch, loss: short(loss), valLoss: short(valLoss) };
    announce(
      'epoch',
      valAccuracy === undefined || valAccuracy === null
        ? words('shell.epochLine', parts)
        : words('shell.epochAccuracy', {
            ...parts,
            accuracy: `${(valAccuracy * 100).toFixed(2)}%`,
          }),
    );
  });
}

const phaseWords = {
  idle: 'shell.runIdle',
  compiling: 'shell.runCompiling',
  running: 'shell.runRunning',
  paused: 'shell.runPaused',
  finished: 'shell.runFinished',
  failed: 'shell.runFailed',
} as const;

function short(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toPrecision(3);
}

function listenToProblems(): () => void {
  let before = errorsOf(currentProblems()).length;
  return subscribeProblems(() => {
    const now = errorsOf(currentProblems()).length;
    if (now === before) return;
    before = now;
    announce(
      'problems',
      now === 0 ? words('shell.noProblems') : words('shell.problems', { count: now }),
    );
  });
}
