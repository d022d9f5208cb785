import { describe, expect, it, vi } from 'vitest';
import type { EpochLine, Telemetry } from '../../../src/runtime/protocol';
import { runStore, series } from '../stores/run';
import { forgetSeries, holdDrawing, record, recordState } from './record';

const lineOf = (epoch: number): EpochLine => ({
  phase: 0,
  epoch,
  values: { loss: 1 },
  samplesPerSecond: 1,
  seconds: 1,
});

describe('charts while a card is dragged', () => {
  it('stand still, and show the latest when the hand lets go', () => {
    vi.useFakeTimers();
    forgetSeries();
    const drawn = () => runStore.getState().seriesVersion;
    const before = drawn();
    holdDrawing(true);
    record({ type: 'epoch', line: lineOf(1) }, 0);
    vi.advanceTimersByTime(60_000);
    expect(drawn()).toBe(before);
    holdDrawing(false);
    vi.advanceTimersByTime(2_000);
    expect(drawn()).toBe(before + 1);
    expect(series.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    vi.useRealTimers();
  });
});

describe('numbers of a run', () => {
  const telemetry = (step: number): Telemetry => ({
    progress: { phaseIndex: 0, epoch: 1, epochs: 1, step, stepsPerEpoch: 100 },
    points: [{ step, epoch: step / 100, values: { loss: 1 } }],
    samplesPerSecond: 1,
    memory: { tensors: 0, bytes: 0 },
  });
  const step = () => runStore.getState().progress?.step;

  it('are shown four times a second, the last of them whenever the run stands', () => {
    forgetSeries();
    runStore.getState().set({ state: { phase: 'running' } });
    for (const now of [0, 100, 200, 300, 400]) {
      record({ type: 'telemetry', telemetry: telemetry(now / 100) }, now);
    }
    expect(step()).toBe(3);
    expect(series.points).toHaveLength(5);
    recordState({ phase: 'paused' });
    expect(step()).toBe(4);
  });
});
