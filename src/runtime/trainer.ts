/**
 * The training loop: phases, epochs, shuffling, pause, step, stop, early stopping, validation, telemetry and
 * snapshots. What one batch does to the weights is the procedure's affair.
 */
import type * as tf from '@tensorflow/tfjs';
import { disposeBatch } from './batches';
import { type Place, readWeights, type Snapshot, writeWeights } from './checkpoint';
import { histogramsOf } from './histogram';
import { explainNonFinite } from './non-finite';
import type { EpochLine, Progress } from './protocol';
import { createRandom } from './random';
import { epochOrder } from './stored-rows';
import { createMeter, type Meter } from './telemetry';
import { openPhase, type PhaseData } from './trainer-data';
import type { Outcome, Trainer, TrainerEvents, TrainerOptions } from './trainer-options';
import {
  copySums,
  epochValues,
  isWholly,
  namedWeights,
  phaseRandom,
  type Running,
  startPhase,
  takeSnapshot,
} from './trainer-phase';
import { createStopWatch, type StopWatch } from './trainer-stop';
import { createUpdateNorms, withUpdate } from './update-norms';
import { warmUp } from './warm-up';
import { createBreather } from './yield';

const SNAPSHOT_INTERVAL = 10_000;
const HISTOGRAM_INTERVAL = 1000;

export function createTrainer(options: TrainerOptions): Trainer {
  return new Loop(options);
}

class Loop implements Trainer {
  private readonly options: TrainerOptions;
  private readonly events: TrainerEvents;
  private readonly meter: Meter;
  private readonly updates = createUpdateNorms();
  private data: PhaseData | null = null;
  private readonly breathe: () => Promise<void> | undefined;
  private stopWatch: StopWatch;
  private readonly stepsPerEpoch: number;
  private place: Place;
  private running: Running | null = null;
  private mode: 'running' | 'paused' | 'stopping' = 'running';
  private steps = 0;
  private wake: (() => void) | null = null;
  private isWatched = false;
  private keepsGradients = false;
  private lastHistograms = 0;
  private lastSnapshot = 0;
  private good: Snapshot | null = null;
  private last: Snapshot | null = null;
  private movedRate: number | null = null;

  constructor(options: TrainerOptions) {
    this.options = options;
    this.events = options.events ?? {};
    this.meter = createMeter(options.now);
    this.breathe = createBreather(options.now);
    this.stopWatch = createStopWatch(options.stop, options.snapshot);
    this.stepsPerEpoch = Math.ceil(options.data.train.count / options.batchSize);
    this.place = options.snapshot?.place ?? { phase: 0, epoch: 0, step: 0, total: 0 };
    if (options.startPaused) this.mode = 'paused';
  }

  /** Not while a phase is being made ready, even where it is to pause then. */
  get isPaused(): boolean {
    return this.mode === 'paused' && this.running !== null;
  }

  pause(): void {
    if (this.mode === 'running') this.mode = 'paused';
  }

  resume(): void {
    if (this.mode === 'paused') this.change('running');
  }

  step(): void {
    this.steps++;
    if (this.mode === 'running') this.mode = 'paused';
    this.wake?.();
  }

  stop(): void {
    this.change('stopping');
  }

  setLearningRate(value: number): void {
    if (this.running) this.running.procedure.learningRate = value;
    else this.movedRate = value;
  }

  watchHistograms(isWatched: boolean): void {
    this.isWatched = isWatched;
  }

  keepGradients(keep: boolean): void {
    this.keepsGradients = keep;
    this.running?.procedure.keepGradients?.(keep);
  }

  gradients(): ReadonlyMap<string, tf.Tensor> {
    return this.running?.procedure.gradients?.() ?? new Map();
  }

  async snapshot(): Promise<Snapshot> {
    if (!this.running && this.last) return this.last;
    return takeSnapshot({
      place: this.place,
      models: this.options.models,
      procedure: this.running?.procedure ?? null,
      random: this.running?.random ?? phaseRandom(this.options.seed, this.place.phase),
      stopWatch: this.stopWatch,
      sums: this.meter.sums,
    });
  }

  async run(): Promise<Outcome> {
    const { phases, snapshot } = this.options;
    try {
      if (this.options.data.train.count === 0) {
        throw new Error('The training part has no samples. Choose a smaller validation share.');
      }
      let pending = snapshot;
      while (this.place.phase < phases.length) {
        const reason = await this.enterAndRun(pending);
        pending = undefined;
        if (reason === 'stopped') this.last = await this.snapshot();
        if (reason === 'stopped') return { reason };
        this.finishPhase();
        if (reason === 'early' && this.place.phase >= phases.length) {
          return { reason, ...this.restored() };
        }
      }
      return { reason: 'completed', ...this.restored() };
    } finally {
      this.running?.procedure.dispose();
      this.running = null;
      this.meter.dispose();
      this.updates.dispose();
      this.data?.dispose();
    }
  }

  private async enterAndRun(from?: Snapshot): Promise<'completed' | 'early' | 'stopped'> {
    this.data?.dispose();
    // The still part computes with the weights that the run goes on from.
    if (from) writeWeights(this.options.models, from.weights);
    this.data = await openPhase(this.options, this.place.phase, () => this.mode === 'stopping');
    if (!this.data) this.last = from ?? this.last;
    if (!this.data) return 'stopped';
    const { options, place, stepsPerEpoch, data } = this;
    await warmUp({ options, place, stepsPerEpoch, data });
    this.start(from);
    if (this.mode === 'running') this.events.onState?.('running');
    return this.runPhase();
  }

  private change(mode: 'running' | 'stopping'): void {
    this.mode = mode;
    this.wake?.();
  }

  /** Starts a phase afresh, or where `from` stands. */
  private start(from?: Snapshot): void {
    const next = startPhase(this.options, this.place, this.stepsPerEpoch, from);
    if (this.movedRate !== null) next.procedure.learningRate = this.movedRate;
    this.movedRate = null;
    this.running?.procedure.dispose();
    this.running = next;
    this.meter.startEpoch(from ? copySums(from.sums) : {});
  }

  private finishPhase(): void {
    this.running?.procedure.dispose();
    this.running = null;
    this.place = { phase: this.place.phase + 1, epoch: 0, step: 0, total: this.place.total };
    if (this.place.phase < this.options.phases.length) {
      this.stopWatch = createStopWatch(this.options.stop);
    }
  }

  private async runPhase(): Promise<'completed' | 'early' | 'stopped'> {
    const { phase } = this.running!;
    this.good = await this.snapshot();
    this.lastSnapshot = this.options.now();
    // A run that had stopped early and is resumed with the same patience is still over.
    while (this.place.epoch < phase.epochs && !this.stopWatch.isOver()) {
      if (!(await this.runEpoch())) return 'stopped';
    }
    this.restoreBest();
    return this.stopWatch.isOver() ? 'early' : 'completed';
  }

  private restored(): Pick<Outcome, 'bestEpoch'> {
    return this.stopWatch.best().size > 0 ? { bestEpoch: this.stopWatch.state().bestEpoch } : {};
  }

  private restoreBest(): void {
    const best = this.stopWatch.best();
    if (best.size > 0) writeWeights(this.options.models, best);
  }

  /** The rows of an epoch depend on seed, phase and epoch alone: a resumed run shuffles the same way. */
  private order(): Int32Array {
    const { phase, epoch } = this.place;
    const random = createRandom(this.options.seed).fork(`shuffle ${phase} ${epoch}`);
    return epochOrder(this.options.data.train, random);
  }

  private rowsAt(order: Int32Array, step: number): Int32Array {
    const { batchSize } = this.options;
    return order.subarray(step * batchSize, (step + 1) * batchSize);
  }

  /** False where the run was stopped. */
  private async runEpoch(): Promise<boolean> {
    const { now } = this.options;
    const started = now();
    let idle = 0;
    const order = this.order();
    if (this.place.step === 0) this.meter.startEpoch();
    while (this.place.step < this.stepsPerEpoch) {
      const before = now();
      if (!(await this.gate())) return false;
      const waited = now() - before;
      if (waited > 5) this.rest(waited);
      idle += waited > 5 ? waited : 0;
      const isMeasured = this.takeStep(this.rowsAt(order, this.place.step));
      if (this.meter.isDue()) await this.report();
      if (isMeasured && this.isHistogramDue()) await this.sendHistograms();
      if (now() - this.lastSnapshot > SNAPSHOT_INTERVAL) await this.saveSnapshot();
      const pause = this.breathe();
      if (pause) {
        await pause;
        await this.events.onIdle?.();
      }
    }
    await this.finishEpoch((now() - started - idle) / 1000);
    return true;
  }

  private rest(milliseconds: number): void {
    this.meter.skip(milliseconds);
    this.lastSnapshot += milliseconds;
  }

  private isWaiting(): boolean {
    return this.mode === 'paused' && this.steps === 0;
  }

  /** Waits while the run is paused; false where it is to stop. */
  private async gate(): Promise<boolean> {
    if (this.mode === 'running') return true;
    await this.report(true);
    while (this.isWaiting()) {
      this.events.onState?.('paused');
      await this.events.onIdle?.();
      // Whatever was asked for while `onIdle` worked is in `mode` and `steps` already.
      if (this.isWaiting()) await new Promise<void>((resolve) => void (this.wake = resolve));
      this.wake = null;
    }
    if (this.mode === 'stopping') return false;
    if (this.isPaused) this.steps--;
    else this.events.onState?.('running');
    return true;
  }

  /** Returns whether gradients and updates of this step were kept for its histograms. */
  private takeStep(rows: Int32Array): boolean {
    const { procedure, phase, models } = this.running!;
    const isMeasured = this.willShowHistograms();
    if (isMeasured || this.keepsGradients) procedure.keepGradients?.(true);
    const batch = this.data!.take(rows, this.place);
    if (isMeasured) this.updates.before(namedWeights(models));
    const values = procedure.trainStep(
      batch,
      this.place.epoch * this.stepsPerEpoch + this.place.step,
    );
    disposeBatch(batch);
    if (isMeasured) this.updates.after(namedWeights(models));
    const { epoch, step, total } = this.place;
    this.place = { ...this.place, step: step + 1, total: total + 1 };
    const progress: Progress = {
      phaseIndex: this.place.phase,
      epoch: epoch + 1,
      epochs: phase.epochs,
      step: total + 1,
      stepsPerEpoch: this.stepsPerEpoch,
    };
    this.meter.add({ size: rows.length, progress, values });
    return isMeasured;
  }

  private willShowHistograms(): boolean {
    if (!this.events.onHistograms) return false;
    return this.isHistogramDue() || this.place.step === this.stepsPerEpoch - 1;
  }

  private isHistogramDue(): boolean {
    return (
      this.isWatched &&
      this.events.onHistograms !== undefined &&
      this.options.now() - this.lastHistograms >= HISTOGRAM_INTERVAL
    );
  }

  /** Reads what waits on the device and tells it. */
  private async report(isFinal = false): Promise<void> {
    const bad = await this.meter.read();
    if (bad !== null) await this.fail(bad);
    if (!isFinal && !this.meter.mayTell()) return;
    const message = this.meter.telemetry(this.running?.procedure.learningRate);
    if (message) this.events.onTelemetry?.(message);
  }

  private async sendHistograms(): Promise<void> {
    if (!this.events.onHistograms) return;
    this.lastHistograms = this.options.now();
    const { models, procedure } = this.running!;
    const weights = namedWeights(models);
    const gradients = procedure.gradients?.() ?? new Map<string, tf.Tensor>();
    const updates = await this.updates.read();
    const histograms = [
      ...(await histogramsOf('weight', weights)).map((histogram) => withUpdate(histogram, updates)),
      ...(await histogramsOf('gradient', gradients)),
    ];
    if (!this.keepsGradients) procedure.keepGradients?.(false);
    this.events.onHistograms(this.place.epoch + this.place.step / this.stepsPerEpoch, histograms);
  }

  private async saveSnapshot(): Promise<void> {
    const bad = await this.meter.read();
    if (bad !== null) await this.fail(bad);
    const snapshot = await this.snapshot();
    if (!isWholly(snapshot.weights)) await this.fail(this.place.total);
    this.good = snapshot;
    this.lastSnapshot = this.options.now();
    this.events.onSnapshot?.(snapshot);
  }

  private async finishEpoch(seconds: number): Promise<void> {
    const { now, data } = this.options;
    await this.report(this.place.epoch + 1 >= this.running!.phase.epochs);
    await this.sendHistograms();
    const before = now();
    const { procedure } = this.running!;
    const measured =
      data.validation.count > 0 ? await procedure.evaluate?.(this.data!.validation) : undefined;
    const epoch = this.place.epoch + 1;
    const line: EpochLine = {
      phase: this.place.phase,
      epoch,
      values: epochValues(this.meter.sums, measured),
      samplesPerSecond: data.train.count / Math.max(1e-3, seconds),
      seconds,
    };
    this.place = { ...this.place, epoch, step: 0 };
    if (this.stopWatch.observe(epoch, line.values)) {
      this.stopWatch.keep(await readWeights(this.options.models));
    }
    this.meter.startEpoch();
    this.events.onEpoch?.(line);
    await this.saveSnapshot();
    this.last = this.good;
    this.meter.skip(now() - before);
  }

  /** Goes back to the last good snapshot, replays to the first bad step, names it and throws. */
  private async fail(step: number): Promise<never> {
    const good = this.good!;
    this.meter.dispose();
    this.place = good.place;
    this.start(good);
    const { procedure, models } = this.running!;
    const failure = await explainNonFinite({
      models,
      procedure,
      from: good.place.total,
      until: step,
      batch: (offset) => {
        const index = good.place.step + offset;
        const rows = this.rowsAt(this.order(), index);
        return {
          batch: this.data!.take(rows, { ...good.place, step: index }),
          index: good.place.epoch * this.stepsPerEpoch + index,
        };
      },
    });
    writeWeights(this.options.models, good.weights);
    this.last = good;
    throw failure;
  }
}
