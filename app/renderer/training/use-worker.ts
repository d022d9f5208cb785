/** Questions to the worker as values of a component: asked again when the model or the question changes. */
import { useEffect, useRef, useState } from 'react';
import type { SampleView } from '../../../src/runtime/protocol';
import { errorText } from '../i18n/messages';
import { useRun } from '../stores/run';
import { runClient } from '../worker-client';
import { isDrawingHeld } from './record';

/** Grows whenever answers may have changed: with a new model and, while training, twice a second. */
export function useModelPulse(): number {
  const version = useRun((run) => run.modelVersion);
  const phase = useRun((run) => run.state.phase);
  const step = useRun((run) => (run.state.phase === 'paused' ? run.progress?.step : 0));
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    if (phase !== 'running') return;
    const timer = setInterval(() => {
      if (!isDrawingHeld()) setBeat((n) => n + 1);
    }, 500);
    return () => clearInterval(timer);
  }, [phase]);
  const phases = ['idle', 'compiling', 'running', 'paused', 'finished', 'failed'];
  return version * 1e6 + beat * 10 + phases.indexOf(phase) + (step ?? 0) * 1e-3;
}

/** The network is there to be asked: prepared, training or trained. */
export function useReady(): boolean {
  const phase = useRun((run) => run.state.phase);
  const version = useRun((run) => run.modelVersion);
  const data = useRun((run) => run.data);
  return data !== null && phase !== 'compiling' && (version > 0 || phase !== 'idle');
}

/** The answer to the newest question, asked again when something in `when` is another; an older answer stays until the newer one comes. `null`: none yet. */
export function useAnswer<T>(
  ask: (() => Promise<T>) | null,
  when: readonly unknown[],
): { readonly value: T | null; readonly error: string | null } {
  const [state, setState] = useState<{ value: T | null; error: string | null }>({
    value: null,
    error: null,
  });
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const asked = useSame(when);
  useEffect(() => {
    const question = latest.current;
    if (!question) return;
    let current = true;
    question().then(
      (value) => current && setState({ value, error: null }),
      (error: unknown) =>
        current &&
        setState((old) => ({
          value: old.value,
          error: errorText(error),
        })),
    );
    return () => {
      current = false;
    };
  }, [asked]);
  return state;
}

/** The same list as long as it holds the same things. */
function useSame(list: readonly unknown[]): readonly unknown[] {
  const [kept, keep] = useState(list);
  const same = kept.length === list.length && kept.every((item, i) => Object.is(item, list[i]));
  if (!same) keep(list);
  return same ? kept : list;
}

export function useSample(
  part: 'train' | 'validation',
  index: number,
): { readonly value: SampleView | null; readonly error: string | null } {
  const ready = useReady();
  const data = useRun((run) => run.data);
  return useAnswer(ready ? () => runClient.sample(part, index) : null, [ready, data, part, index]);
}
