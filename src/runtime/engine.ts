/**
 * The one engine, behind messages: the studio's worker and tests talk to it alike. It owns the models, the data
 * and the run; what a host must provide is passed in.
 */
import type { Document } from '../graph/document';
import { decodeSnapshot, readWeights } from './checkpoint';
import { createEngineBackend, type EngineBackend } from './engine-backend';
import { type CheckpointSender, createCheckpointSender } from './engine-checkpoints';
import { createHold, type Hold } from './engine-hold';
import { probesOf, type Watched } from './engine-probes';
import { createReadyDocument, type Making, type ReadyDocument } from './engine-ready';
import { type Question, type Ready, reply, type Send } from './engine-requests';
import { carryOver } from './engine-resume';
import { failureOf } from './failure';
import type { Host } from './host';
import { procedures } from './procedures/all';
import type { BackendId, Failure, RunState, ToWorker } from './protocol';
import { setDropout } from './setup';
import { createTrainer } from './trainer';
import type { FeatureStore, Trainer, TrainerEvents } from './trainer-options';

export interface Engine {
  /** Handles a message; answers come through `send`. Never throws. */
  receive(message: ToWorker): void;
  /** Resolves when everything received so far has been handled and no run goes on. */
  settled(): Promise<void>;
  dispose(): Promise<void>;
}

interface Run {
  readonly trainer: Trainer;
  readonly done: Promise<void>;
}

const PROBE_INTERVAL = 200;

export function createEngine(host: Host, send: Send): Engine {
  return new MessageEngine(host, send);
}

class MessageEngine implements Engine {
  private readonly host: Host;
  private readonly send: Send;
  private readonly drawing: Hold;
  private readonly backend: EngineBackend;
  private readonly checkpoints: CheckpointSender;
  private readonly features: FeatureStore = new Map();
  private readonly held: ReadyDocument;
  private run: Run | null = null;
  private generation = 0;
  private queue: Promise<void> = Promise.resolve();
  private ending: Promise<void> = Promise.resolve();
  private jobs: (() => Promise<void>)[] = [];
  /** Something is being made ready or waits for its turn: a stop is answered. */
  private isAsked = false;
  private lastProbes = 0;
  private watched: Watched = {
    type: 'watch',
    histograms: false,
    probes: 'structure',
    nodes: [],
    sample: 0,
  };

  constructor(host: Host, send: Send) {
    this.host = host;
    this.drawing = createHold(send);
    this.send = this.drawing.send;
    this.backend = createEngineBackend(host, send, () => this.lose());
    const tell = (state: RunState): void => this.state(state);
    this.held = createReadyDocument(host, this.backend, { send, tell });
    this.checkpoints = createCheckpointSender(send, host.now, this.drawing.isHeld);
  }

  receive(message: ToWorker): void {
    if ('request' in message) {
      this.answer(message);
      return;
    }
    switch (message.type) {
      case 'choose-backend':
        this.enqueue(() => this.choose(message.choice, message.measureAgain === true));
        return;
      case 'prepare':
        this.supersede((isWanted) => this.prepare(message.document, isWanted));
        return;
      case 'train':
        this.supersede((isWanted) => this.train(message, isWanted));
        return;
      case 'pause':
        this.run?.trainer.pause();
        return;
      case 'resume':
        this.resume(message.document);
        return;
      case 'step':
        this.step();
        return;
      case 'stop':
        this.stop();
        return;
      case 'set-learning-rate':
        this.run?.trainer.setLearningRate(message.value);
        return;
      case 'set-dropout':
        setDropout(this.ready?.models ?? new Map(), message.node, message.rate);
        return;
      case 'hold':
        this.drawing.hold(message.hold);
        if (!message.hold) this.checkpoints.flush();
        return;
      case 'watch':
        this.watch(message);
        return;
    }
  }

  async settled(): Promise<void> {
    await this.queue;
    await this.run?.done;
    await this.queue;
  }

  async dispose(): Promise<void> {
    this.generation++;
    await this.queue;
    await this.endRun();
    this.backend.dispose();
    this.held.dispose();
  }

  private get ready(): Ready | null {
    return this.held.ready;
  }

  private state(state: RunState): void {
    this.isAsked = state.phase === 'compiling';
    this.send({ type: 'state', state });
  }

  private enqueue(work: () => Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.fail(failureOf(error, 'build'));
    });
  }

  /** Whatever is being made ready makes way, and how it ends is nobody's business any more. */
  private makeAnew(work: (isWanted: Making['isWanted']) => Promise<void>): void {
    const generation = ++this.generation;
    const isWanted = (): boolean => generation === this.generation;
    this.isAsked = true;
    this.enqueue(async () => {
      try {
        await work(isWanted);
      } catch (error) {
        if (isWanted()) throw error;
      }
    });
  }

  /** Whatever compiles or runs makes way. */
  private supersede(work: (isWanted: Making['isWanted']) => Promise<void>): void {
    this.abandon();
    this.makeAnew(work);
  }

  /** The weights went with the context, and what waits for it may wait for ever: the run is let go as it stands. */
  private lose(): void {
    this.run?.trainer.stop();
    this.run = null;
    this.checkpoints.flush();
    this.fail(failureOf(new Error('context lost')));
  }

  private fail(failure: Failure): void {
    this.state({ phase: 'failed', failure });
  }

  private async choose(choice: 'auto' | BackendId, measureAgain: boolean): Promise<void> {
    const wasRunning = this.run !== null;
    await this.endRun();
    if (wasRunning) this.state({ phase: 'finished', reason: 'stopped' });
    await this.held.across(() => {
      this.backend.choose(choice);
      return this.backend.ensure(measureAgain);
    });
  }

  private async makeReady(document: Document, making: Making): Promise<Ready> {
    await this.endRun();
    return this.held.make(document, making);
  }

  private async prepare(document: Document, isWanted: Making['isWanted']): Promise<void> {
    await this.makeReady(document, { weights: 'keep', isWanted });
    this.state({ phase: 'idle' });
    await this.sendProbes();
  }

  private async train(
    { document, checkpoint, from }: Extract<ToWorker, { type: 'train' }>,
    isWanted: Making['isWanted'],
  ): Promise<void> {
    const snapshot = checkpoint ? decodeSnapshot(new Uint8Array(checkpoint)) : undefined;
    const weights = from === 'weights' ? 'keep' : 'draw';
    const ready = await this.makeReady(document, { weights, isWanted });
    this.start(ready, snapshot ? { snapshot } : {});
  }

  private start(
    { document, data, models }: Ready,
    options: Partial<Pick<Parameters<typeof createTrainer>[0], 'snapshot' | 'startPaused'>>,
  ): Trainer {
    const { training } = document;
    if (!training || training.phases.length === 0) {
      throw new Error('The document does not say how to train. Add a training phase.');
    }
    const trainer = createTrainer({
      ...training,
      models,
      procedures,
      data,
      now: this.host.now,
      features: this.features,
      ...options,
      events: this.events(),
    });
    trainer.watchHistograms(this.watched.histograms);
    trainer.keepGradients(this.watched.probes === 'gradients');
    this.checkpoints.forget();
    this.run = { trainer, done: this.follow(trainer) };
    return trainer;
  }

  private events(): TrainerEvents {
    return {
      onTelemetry: (telemetry) => this.send({ type: 'telemetry', telemetry }),
      onEpoch: (line) => this.send({ type: 'epoch', line }),
      onFeatures: (done, total) =>
        this.state({ phase: 'compiling', stage: 'features', done, total }),
      onWarm: () => this.state({ phase: 'compiling', stage: 'warm', done: 0, total: 0 }),
      onHistograms: (epoch, histograms) => this.send({ type: 'histograms', epoch, histograms }),
      onSnapshot: (snapshot) => {
        // What is read from a lost context are zeros.
        if (!this.backend.isLost) this.checkpoints.offer(snapshot);
      },
      onState: (phase) => {
        this.state({ phase });
        if (phase !== 'paused') return;
        this.checkpoints.flush();
        void this.sendProbes();
      },
      onIdle: async () => {
        while (this.jobs.length > 0) await this.jobs.shift()!();
        const isDue = this.host.now() - this.lastProbes >= PROBE_INTERVAL;
        if (isDue && !this.drawing.isHeld()) await this.sendProbes();
      },
    };
  }

  /** Waits for the end of a run and says how it came. */
  private async follow(trainer: Trainer): Promise<void> {
    // The run starts in a later task, so that `this.run` is set and messages have had their turn.
    await Promise.resolve();
    let state: RunState;
    try {
      const { reason, bestEpoch } = await trainer.run();
      state = { phase: 'finished', reason, ...(bestEpoch === undefined ? {} : { bestEpoch }) };
    } catch (error) {
      state = { phase: 'failed', failure: failureOf(error) };
    }
    // A lost context speaks for itself.
    if (this.run?.trainer !== trainer || this.backend.isLost) return;
    this.run = null;
    this.checkpoints.flush();
    this.state(state);
    for (const job of this.jobs.splice(0)) await job();
    await this.sendProbes();
  }

  /** Ends a run without a word: something else takes its place. */
  private abandon(): void {
    if (!this.run) return;
    const { trainer, done } = this.run;
    this.run = null;
    trainer.stop();
    this.ending = done;
  }

  private async endRun(): Promise<void> {
    this.abandon();
    await this.ending;
  }

  private resume(document?: Document): void {
    const run = this.run;
    if (!run) return;
    if (!document) {
      run.trainer.resume();
      return;
    }
    this.makeAnew(async (isWanted) => {
      const before = this.ready!.document;
      const snapshot = await run.trainer.snapshot();
      // A stop in the meantime is the run's own to answer.
      if (!isWanted()) return;
      const ready = await this.makeReady(document, { weights: 'keep', isWanted });
      const carried = carryOver(snapshot, before, document, ready.models);
      const weights = await readWeights(ready.models);
      this.start(ready, { snapshot: { ...carried, weights } });
    });
  }

  private step(): void {
    if (this.run) {
      this.run.trainer.step();
      return;
    }
    // From idle: after what is being prepared, one batch and a pause.
    this.enqueue(async () => {
      if (!this.run && this.ready) this.start(this.ready, { startPaused: true }).step();
    });
  }

  private stop(): void {
    this.generation++;
    if (this.run) {
      this.run.trainer.stop();
      return;
    }
    // At once: what is at work may be a long download or a measurement, and says nothing more when it ends.
    if (this.isAsked) this.state({ phase: 'idle' });
  }

  private watch(watched: Watched): void {
    this.watched = watched;
    this.run?.trainer.watchHistograms(watched.histograms);
    this.run?.trainer.keepGradients(watched.probes === 'gradients');
    if (!this.run || this.run.trainer.isPaused) this.enqueue(() => this.sendProbes());
  }

  private async sendProbes(): Promise<void> {
    if (!this.ready) return;
    this.lastProbes = this.host.now();
    const { models, data } = this.ready;
    const gradients = this.run?.trainer.gradients() ?? new Map();
    const { watched } = this;
    const probes = await probesOf({ models, data, gradients }, watched);
    if (probes.length > 0) this.send({ type: 'probes', probes, sample: watched.sample });
  }

  /** Questions wait for a gap between two steps, or for what is being compiled. */
  private answer(message: Question): void {
    const { request } = message;
    const job = async (): Promise<void> => {
      try {
        if (!this.ready) throw new Error('No document is ready. Prepare or train one first.');
        await reply(message, this.ready, this.send);
      } catch (error) {
        this.send({ type: 'request-failed', request, failure: failureOf(error) });
      }
    };
    if (this.run && !this.run.trainer.isPaused) this.jobs.push(job);
    else this.enqueue(job);
  }
}
