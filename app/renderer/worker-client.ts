/**
 * The studio's side of the worker: sends requests, puts what comes back into the run store, prepares the document
 * after edits, keeps checkpoints, and starts another worker when this one dies. It knows no components.
 */
import type { Document } from '../../src/graph/document';
import type {
  BackendId,
  Failure,
  FromWorker,
  RunState,
  SampleView,
  ToWorker,
} from '../../src/runtime/protocol';
import { documentStore } from './stores/document';
import { mayTrain } from './stores/facts';
import { runStore, series } from './stores/run';
import {
  findCheckpoint,
  forgetCheckpoint,
  holdSession,
  storeCheckpoint,
} from './training/checkpoints';
import { compileKey } from './training/compile-key';
import { decimate } from './training/curves';
import { differOnlyLive, liveChanges } from './training/live-changes';
import {
  beginSeries,
  forgetSeries,
  holdDrawing,
  isDrawingHeld,
  record,
  recordState,
  restoreSeries,
} from './training/record';
import { createRequests, type Evaluation, type Generated } from './training/requests';
import { rememberSpeed } from './training/speeds';

export type { Evaluation, Generated } from './training/requests';

/** What the worker computes besides training, because somebody looks at it. */
export type Interest = Omit<Extract<ToWorker, { type: 'watch' }>, 'type'>;

export type BackendChoice = 'auto' | BackendId;

const CHOICE = 'netloom.backend';
const PREPARE_AFTER = 400;
/** A running worker tells its state ten times a second; even a slow step on a slow backend ends within this. */
const SILENCE = 60_000;
/** Stop is answered between two steps. */
const STOP_PATIENCE = 15_000;

let worker: Worker | null = null;
let heard = 0;
let stopAsked: number | null = null;
let prepareTimer: ReturnType<typeof setTimeout> | null = null;
let preparedKey: string | null = null;
let ownCheckpoint: ArrayBuffer | null = null;
let interest: Interest = { histograms: false, probes: 'structure', nodes: [], sample: 0 };
const requests = createRequests((message) => post(message));

function post(message: ToWorker, transfer: Transferable[] = []): void {
  try {
    (worker ?? launch()).postMessage(message, transfer);
  } catch (error) {
    died(error instanceof Error ? error.message : String(error));
  }
}

function launch(): Worker {
  const made = new Worker(new URL('../../src/runtime/worker.ts', import.meta.url), {
    type: 'module',
    name: 'netloom-runtime',
  });
  worker = made;
  heard = performance.now();
  made.onmessage = (event: MessageEvent<FromWorker>) => {
    if (worker !== made) return;
    heard = performance.now();
    receive(event.data);
  };
  made.onerror = (event) => {
    event.preventDefault();
    if (worker === made) died(event.message);
  };
  made.onmessageerror = () => worker === made && died('a message could not be read');
  made.postMessage({ type: 'choose-backend', choice: backendChoice() } satisfies ToWorker);
  made.postMessage({ type: 'watch', ...interest } satisfies ToWorker);
  return made;
}

function receive(message: FromWorker): void {
  if (requests.answer(message)) return;
  if (message.type === 'state') receiveState(message.state);
  else if (message.type === 'checkpoint') receiveCheckpoint(message);
  else record(message, performance.now());
}

function receiveState(state: RunState): void {
  const { set, preparing, modelVersion, telemetry, verdict, trainedDocument } = runStore.getState();
  if (state.phase === 'compiling') {
    // What nobody waits for any more belongs to a document that was closed.
    const isTraining = ['compiling', 'running'].includes(runStore.getState().state.phase);
    if (preparing) set({ preparing: state });
    else if (isTraining) set({ state });
    return;
  }
  // Of a preparation that a training has overtaken.
  const isAwaited = runStore.getState().state.phase === 'compiling' && stopAsked === null;
  if (state.phase === 'idle' && isAwaited && !preparing) return;
  stopAsked = null;
  // What lay in a lost context is gone, and nothing can be computed there any more.
  if (state.phase === 'failed' && state.failure.code === 'context-lost') retire(state.failure);
  recordState(state);
  set({
    state,
    preparing: null,
    modelVersion: preparing || state.phase === 'finished' ? modelVersion + 1 : modelVersion,
    failure: state.phase === 'failed' ? state.failure : null,
  });
  if (state.phase === 'finished') {
    if (telemetry && verdict && trainedDocument) {
      rememberSpeed(compileKey(trainedDocument), verdict.backend, telemetry.samplesPerSecond);
    }
    if (state.reason !== 'stopped') dropCheckpoint();
  }
}

function receiveCheckpoint(message: Extract<FromWorker, { type: 'checkpoint' }>): void {
  const { trainedDocument, set } = runStore.getState();
  const { bytes, epoch, step } = message;
  ownCheckpoint = bytes;
  set({ checkpoint: { epoch, step, earlier: false } });
  if (!trainedDocument) return;
  const points = series.points.map((point) => ({
    ...point,
    x: point.step,
    y: point.values.loss ?? 0,
  }));
  void storeCheckpoint({
    session: documentStore().getState().session,
    key: compileKey(trainedDocument),
    bytes,
    epoch,
    step,
    at: Date.now(),
    points: decimate(points, 600).map(({ step, epoch, values }) => ({ step, epoch, values })),
    epochs: [...series.epochs],
  });
}

function dropCheckpoint(): void {
  ownCheckpoint = null;
  runStore.getState().set({ checkpoint: null });
  void forgetCheckpoint(documentStore().getState().session);
}

/** Nothing more is asked of this worker; the next request starts another. */
function retire(failure: Failure): void {
  worker?.terminate();
  worker = null;
  preparedKey = null;
  requests.failAll(failure);
}

/** The worker is gone or silent: says so, and fails what waits for it. */
function died(detail: string): void {
  const failure: Failure = {
    code: 'worker-died',
    message: detail,
    hint: ownCheckpoint ? 'resume' : 'restart',
  };
  retire(failure);
  const state: RunState = { phase: 'failed', failure };
  recordState(state);
  runStore.getState().set({ state, failure, preparing: null });
}

function watchSilence(): void {
  const { state } = runStore.getState();
  const now = performance.now();
  if (stopAsked !== null && now - stopAsked > STOP_PATIENCE) {
    stopAsked = null;
    died('it did not stop');
  } else if (state.phase === 'running' && now - heard > SILENCE && !document.hidden) {
    died('it did not answer for a minute');
  }
}

/** Backend as chosen in this browser; `auto` until somebody chose. */
export function backendChoice(): BackendChoice {
  try {
    const value = localStorage.getItem(CHOICE);
    return value === 'webgpu' || value === 'webgl' || value === 'wasm' || value === 'cpu'
      ? value
      : 'auto';
  } catch {
    return 'auto';
  }
}

function prepareNow(): void {
  if (prepareTimer) clearTimeout(prepareTimer);
  prepareTimer = null;
  const { document } = documentStore().getState();
  const { state, set } = runStore.getState();
  const busy = ['compiling', 'running', 'paused'].includes(state.phase);
  if (busy || compileKey(document) === preparedKey) return;
  if (!mayTrain(document)) return;
  preparedKey = compileKey(document);
  set({ preparing: { phase: 'compiling', stage: 'build', done: 0, total: 0 } });
  post({ type: 'prepare', document });
}

function prepareSoon(): void {
  if (prepareTimer) clearTimeout(prepareTimer);
  prepareTimer = setTimeout(prepareNow, PREPARE_AFTER);
}

/** An edit: parameters that may change in a run go to the worker at once, all else waits for a quiet moment. */
function edited(document: Document, before: Document): void {
  if (compileKey(document) === compileKey(before)) return;
  const { phase } = runStore.getState().state;
  if (phase === 'running') {
    for (const change of liveChanges(document, before)) post(change);
    const { trainedDocument, set } = runStore.getState();
    // Nothing waits for a pause: this is the document that trains now, and its checkpoints are found by it.
    if (trainedDocument && differOnlyLive(trainedDocument, document)) {
      set({ trainedDocument: document });
    }
  } else if (phase !== 'paused') prepareSoon();
}

function opened(): void {
  const { state, preparing, set } = runStore.getState();
  const { session, document } = documentStore().getState();
  if (worker && (preparing || state.phase !== 'idle')) post({ type: 'stop' });
  ownCheckpoint = null;
  forgetSeries();
  set({
    state: { phase: 'idle' },
    preparing: null,
    checkpoint: null,
    failure: null,
    data: null,
    telemetry: null,
    probes: new Map(),
    trainedDocument: null,
  });
  holdSession(session);
  void offerEarlier(session, document);
  preparedKey = null;
  prepareSoon();
}

async function offerEarlier(session: string, document: Document): Promise<void> {
  const found = await findCheckpoint(session, compileKey(document));
  // The search may have waited for a page to end; another document is open or a run has begun meanwhile.
  const now = documentStore().getState();
  const isSame = now.session === session && compileKey(now.document) === compileKey(document);
  if (!found || !isSame || ownCheckpoint || runStore.getState().state.phase !== 'idle') return;
  ownCheckpoint = found.bytes;
  const { epoch, step } = found;
  runStore.getState().set({ checkpoint: { epoch, step, earlier: true } });
  restoreSeries([...found.points], [...found.epochs]);
}

function beginTraining(
  message: { readonly checkpoint?: ArrayBuffer; readonly from?: 'weights' | 'scratch' },
  name: string,
): void {
  const { document } = documentStore().getState();
  if (prepareTimer) clearTimeout(prepareTimer);
  prepareTimer = null;
  preparedKey = compileKey(document);
  if (!message.checkpoint && message.from !== 'weights') beginSeries(name);
  runStore.getState().set({
    state: { phase: 'compiling', stage: 'build', done: 0, total: 0 },
    preparing: null,
    failure: null,
    startedAt: Date.now(),
    trainedDocument: document,
  });
  post({ type: 'train', document, ...message });
}

export const runClient = {
  /** Attaches to the document store; called once, by `main.tsx` or the first dock. Returns how to let go. */
  start(): () => void {
    opened();
    const forgetDocument = documentStore().subscribe((now, before) => {
      if (now.session !== before.session) opened();
      else if (now.document !== before.document) edited(now.document, before.document);
    });
    const timer = setInterval(watchSilence, 2000);
    return () => {
      forgetDocument();
      clearInterval(timer);
      if (prepareTimer) clearTimeout(prepareTimer);
      worker?.terminate();
      worker = null;
    };
  },
  train(from: 'weights' | 'scratch' = 'scratch'): void {
    beginTraining({ from }, new Date().toTimeString().slice(0, 5));
  },
  /** Goes on from the last checkpoint of this document, in a new worker when the last one failed. */
  resumeFromCheckpoint(): void {
    if (!ownCheckpoint) return;
    if (runStore.getState().state.phase === 'failed') {
      worker?.terminate();
      worker = null;
    }
    // A copy: the worker takes its own, and this one may be needed again.
    beginTraining({ checkpoint: ownCheckpoint.slice(0) }, '');
  },
  pause(): void {
    post({ type: 'pause' });
  },
  /** Edits made in the pause go along. */
  resume(): void {
    const { trainedDocument, set } = runStore.getState();
    const { document } = documentStore().getState();
    const changed = trainedDocument && compileKey(trainedDocument) !== compileKey(document);
    if (changed) {
      preparedKey = compileKey(document);
      set({ trainedDocument: document });
    }
    post(changed ? { type: 'resume', document } : { type: 'resume' });
  },
  step(): void {
    if (runStore.getState().state.phase !== 'paused') {
      prepareNow();
      runStore.getState().set({ trainedDocument: documentStore().getState().document });
    }
    post({ type: 'step' });
  },
  stop(): void {
    stopAsked = performance.now();
    post({ type: 'stop' });
  },
  setLearningRate(value: number): void {
    post({ type: 'set-learning-rate', value });
  },
  setDropout(node: string, rate: number): void {
    post({ type: 'set-dropout', node, rate });
  },
  /** Merges with what others watch: the dock says `histograms`, the canvas `probes`, `nodes` and `sample`. */
  watch(part: Partial<Interest>): void {
    const next = { ...interest, ...part };
    if (JSON.stringify(next) === JSON.stringify(interest)) return;
    interest = next;
    if (worker) post({ type: 'watch', ...interest });
  },
  /** While a card is dragged the window belongs to the hand: faces, charts and numbers wait until it lets go. */
  holdDrawing(hold: boolean): void {
    if (hold === isDrawingHeld()) return;
    holdDrawing(hold);
    if (worker) post({ type: 'hold', hold });
  },
  chooseBackend(choice: BackendChoice, measureAgain = false): void {
    try {
      localStorage.setItem(CHOICE, choice);
    } catch {
      // The choice then lasts as long as the page.
    }
    post({ type: 'choose-backend', choice, measureAgain });
  },
  /** Values of one sample in the network's own form; rejects with an `Error` worded for people. */
  sample(part: 'train' | 'validation', index: number): Promise<SampleView> {
    return requests.send((request) => ({ type: 'sample', request, part, index }));
  },
  /** Outputs by Output id for one sample or several after one another, by Input id; `raw` as the data set has them. */
  predict(
    inputs: Readonly<Record<string, Float32Array>>,
    { raw = false }: { readonly raw?: boolean } = {},
  ): Promise<Readonly<Record<string, Float32Array>>> {
    return requests.send((request) => ({ type: 'predict', request, inputs, raw }));
  },
  evaluate(): Promise<Evaluation> {
    return requests.send((request) => ({ type: 'evaluate', request }));
  },
  generate(count: number): Promise<Generated> {
    return requests.send((request) => ({ type: 'generate', request, count }));
  },
  saveWeights(): Promise<ArrayBuffer> {
    return requests.send((request) => ({ type: 'save-weights', request }));
  },
};
