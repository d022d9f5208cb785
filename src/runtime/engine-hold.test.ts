import { describe, expect, it } from 'vitest';
import { createHold } from './engine-hold';
import type { FromWorker } from './protocol';

const telemetry = (step: number): FromWorker => ({
  type: 'telemetry',
  telemetry: {
    progress: { phaseIndex: 0, epoch: 1, epochs: 1, step, stepsPerEpoch: 100 },
    points: [{ step, epoch: step / 100, values: { loss: 1 } }],
    samplesPerSecond: step,
    memory: { tensors: 0, bytes: 0 },
  },
});
const epoch = (number: number): FromWorker => ({
  type: 'epoch',
  line: { phase: 0, epoch: number, values: { loss: 1 }, samplesPerSecond: 1, seconds: 1 },
});
const histograms = (at: number): FromWorker => ({ type: 'histograms', epoch: at, histograms: [] });
const probes = (sample: number): FromWorker => ({ type: 'probes', probes: [], sample });

function talk() {
  const said: FromWorker[] = [];
  return { said, ...createHold((message) => said.push(message)) };
}

describe('what is drawn, while a hand moves a card', () => {
  it('crosses only when the hand lets go: every epoch and histogram, the newest probes', () => {
    const { said, send, hold } = talk();
    hold(true);
    const kept = [epoch(1), histograms(1), epoch(2), histograms(2)];
    for (const message of [probes(1), ...kept, probes(2)]) send(message);
    expect(said).toEqual([]);
    hold(false);
    expect(said).toEqual([...kept, probes(2)]);
    send(epoch(3));
    expect(said.at(-1)).toEqual(epoch(3));
  });

  it('is told in one message with all points, where the run stands last', () => {
    const { said, send, hold } = talk();
    hold(true);
    for (const step of [1, 2, 3]) send(telemetry(step));
    hold(false);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      telemetry: {
        progress: { step: 3 },
        samplesPerSecond: 3,
        points: [1, 2, 3].map((step) => ({ step })),
      },
    });
  });

  it('keeps nothing else waiting', () => {
    const { said, send, hold } = talk();
    const others: FromWorker[] = [
      { type: 'state', state: { phase: 'paused' } },
      { type: 'checkpoint', bytes: new ArrayBuffer(1), epoch: 1, step: 1 },
      { type: 'evaluation', request: 1, metrics: {}, confusions: [] },
    ];
    hold(true);
    for (const message of others) send(message);
    expect(said).toEqual(others);
  });
});
