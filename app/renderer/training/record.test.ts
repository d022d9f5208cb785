import { beforeEach, describe, expect, it } from 'vitest';
import type { EpochLine, Probe, Telemetry } from '../../../src/runtime/protocol';
import { runStore, series } from '../stores/run';
import { forgetSeries, holdDrawing, record, recordState } from './record';

const probe = (value: number): Probe => ({
  node: 'conv1',
  of: 'activation',
  shape: [1],
  values: Float32Array.of(value),
});
const shown = () => runStore.getState().probes.get('conv1')?.[0]?.values[0];

const lineOf = (epoch: number): EpochLine => ({
  phase: 0,
  epoch,
  values: { loss: 1 },
  samplesPerSecond: 1,
  seconds: 1,
});

describe('drawing while a card is dragged', () => {
  beforeEach(() => record({ type: 'probes', probes: [probe(1)], sample: 0 }, 0));

  it('waits, and shows the latest faces when the hand lets go', () => {
    holdDrawing(true);
    record({ type: 'probes', probes: [probe(2)], sample: 0 }, 0);
    record({ type: 'probes', probes: [probe(3)], sample: 0 }, 0);
    expect(shown()).toBe(1);
    holdDrawing(false);
    expect(shown()).toBe(3);
  });

  it('keeps every epoch that ends meanwhile', () => {
    forgetSeries();
    holdDrawing(true);
    for (const epoch of [1, 2]) record({ type: 'epoch', line: lineOf(epoch) }, 0);
    expect(series.epochs).toEqual([]);
    holdDrawing(false);
    expect(series.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
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
