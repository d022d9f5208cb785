// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromWorker, ToWorker } from '../../src/runtime/protocol';
import { firstTemplate } from './persistence/templates';
import { installDocumentStore } from './stores/document';
import { runStore } from './stores/run';
import { runClient } from './worker-client';

/** The studio's worker as a test sees it: what it was told, and what it says when the test lets it. */
class FakeWorker {
  static made: FakeWorker[] = [];
  readonly told: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;

  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(message: ToWorker): void {
    this.told.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: FromWorker): void {
    this.onmessage?.({ data });
  }
  dies(message: string): void {
    this.onerror?.({ message, preventDefault: () => {} });
  }
}

const newest = (): FakeWorker => FakeWorker.made.at(-1)!;
const running: FromWorker = { type: 'state', state: { phase: 'running' } };
const bytes = Uint8Array.of(1, 2, 3, 4).buffer;
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  Object.defineProperty(document, 'hidden', { configurable: true, value: false });
  FakeWorker.made = [];
  runStore.setState(runStore.getInitialState(), true);
  installDocumentStore(firstTemplate().document);
  stop = runClient.start();
  runClient.train();
  newest().says(running);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a worker that dies', () => {
  it('fails the run and what waits for it, and another worker starts from the beginning', async () => {
    const question = runClient.evaluate();
    newest().dies('out of memory');
    await expect(question).rejects.toThrow('out of memory');
    expect(runStore.getState().state).toEqual({
      phase: 'failed',
      failure: { code: 'worker-died', message: 'out of memory', hint: 'restart' },
    });
    runClient.train();
    expect(FakeWorker.made).toHaveLength(2);
    expect(newest().told.map(({ type }) => type)).toEqual(['choose-backend', 'watch', 'train']);
  });

  it('goes on from the last checkpoint in a new worker', () => {
    newest().says({ type: 'checkpoint', bytes, epoch: 3, step: 2814 });
    newest().dies('context lost');
    expect(runStore.getState().failure?.hint).toBe('resume');
    runClient.resumeFromCheckpoint();
    expect(FakeWorker.made).toHaveLength(2);
    const train = newest().told.find(({ type }) => type === 'train');
    expect(train).toMatchObject({ checkpoint: bytes });
    newest().says(running);
    expect(runStore.getState().state.phase).toBe('running');
  });

  it('makes way for another when its graphics context is lost', async () => {
    const first = newest();
    const question = runClient.evaluate();
    const failure = { code: 'context-lost', message: 'gone', hint: '' } as const;
    first.says({ type: 'state', state: { phase: 'failed', failure } });
    await expect(question).rejects.toThrow('gone');
    expect(first.terminated).toBe(true);
    expect(runStore.getState().failure).toEqual(failure);
    runClient.train();
    expect(newest()).not.toBe(first);
  });

  it('is not heard any more once another has taken its place', () => {
    const first = newest();
    first.dies('crashed');
    runClient.train();
    first.says({ type: 'state', state: { phase: 'paused' } });
    expect(runStore.getState().state.phase).toBe('compiling');
  });
});

describe('a worker during a drag', () => {
  it('is told once that a card is in a hand, and once that it is not', () => {
    for (const isDragging of [true, true, true, false, false]) runClient.holdDrawing(isDragging);
    const told = newest().told.filter(({ type }) => type === 'hold');
    expect(told).toEqual([
      { type: 'hold', hold: true },
      { type: 'hold', hold: false },
    ]);
  });
});

describe('a training that overtakes a preparation', () => {
  it('is shown until it runs, and ends when it is stopped', () => {
    const idle: FromWorker = { type: 'state', state: { phase: 'idle' } };
    runClient.train();
    newest().says(idle);
    expect(runStore.getState().state.phase).toBe('compiling');
    runClient.stop();
    newest().says(idle);
    expect(runStore.getState().state.phase).toBe('idle');
  });
});

describe('a phase that is made ready in mid-training', () => {
  it('shows what is done, until it trains again', () => {
    const state = { phase: 'compiling', stage: 'features', done: 3, total: 9 } as const;
    newest().says({ type: 'state', state });
    expect(runStore.getState().state).toEqual(state);
    newest().says(running);
    expect(runStore.getState().state.phase).toBe('running');
  });
});

describe('a worker that is silent', () => {
  it('is given up after a minute of a run, and a new one starts', () => {
    const first = newest();
    vi.advanceTimersByTime(58_000);
    expect(runStore.getState().state.phase).toBe('running');
    vi.advanceTimersByTime(6_000);
    expect(first.terminated).toBe(true);
    expect(runStore.getState().failure).toMatchObject({ code: 'worker-died', hint: 'restart' });
    runClient.train();
    expect(newest()).not.toBe(first);
  });

  it('may be silent as long as it likes while paused', () => {
    newest().says({ type: 'state', state: { phase: 'paused' } });
    vi.advanceTimersByTime(600_000);
    expect(newest().terminated).toBe(false);
  });

  it('is ended when it does not stop', () => {
    runClient.stop();
    vi.advanceTimersByTime(18_000);
    expect(newest().terminated).toBe(true);
    expect(runStore.getState().state.phase).toBe('failed');
  });
});
