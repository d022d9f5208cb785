/**
 * Puts what the worker says into the run store and the ring buffers. Series are appended in place; `seriesVersion`
 * moves at most twice a second, so that charts redraw no more often, and numbers at most four times. It starts no run
 * and asks for nothing.
 */
import type {
  EpochLine,
  FromWorker,
  Histogram,
  Probe,
  RunState,
  Telemetry,
} from '../../../src/runtime/protocol';
import { earlierRuns, runStore, type Series, series } from '../stores/run';
import { stepInEpoch } from './progress';
import { advance, freshTimeLeft, rest, type TimeLeft } from './time-left';

const REDRAW = 500;
/** A long curve grows by less than a pixel in half a second; every redraw takes time from training. */
const REDRAW_LONG = 1000;
const LONG = 100;
const NUMBERS = 250;
const MOST_POINTS = 20_000;
const MOST_ROWS = 400;
const MOST_EARLIER = 4;

let timeLeft: TimeLeft = freshTimeLeft;
let lastBeat: number | null = null;
let lastRedraw = 0;
/** How long the page took for the last redraw, in milliseconds. */
let cost = 0;
let redraw: ReturnType<typeof setTimeout> | null = null;
/** The newest message whose numbers are not shown yet. */
let untold: { readonly telemetry: Telemetry; readonly now: number } | null = null;
let toldAt = Number.NEGATIVE_INFINITY;

/** Clears the curves for a new run; those of the last one stay as a grey line. */
export function beginSeries(name: string): void {
  if (series.epochs.length > 0) {
    earlierRuns.push({ name, series: copy(series) });
    if (earlierRuns.length > MOST_EARLIER) earlierRuns.shift();
  }
  forgetSeries();
}

/** Empties the curves without keeping them: another document was opened. */
export function forgetSeries(): void {
  series.points.length = 0;
  series.epochs.length = 0;
  series.histograms.clear();
  timeLeft = freshTimeLeft;
  lastBeat = null;
  untold = null;
  toldAt = Number.NEGATIVE_INFINITY;
  runStore.getState().set({ best: null, timeLeft: null, seconds: 0, progress: null });
  showSeries();
}

/** Puts the curves of a checkpoint back before its run goes on. */
export function restoreSeries(points: Series['points'], epochs: Series['epochs']): void {
  forgetSeries();
  series.points.push(...points);
  for (const line of epochs) recordEpoch(line);
}

function copy(from: Series): Series {
  return { points: [...from.points], epochs: [...from.epochs], histograms: new Map() };
}

/** Every message but the answers to requests, checkpoints and failures, which are the client's. */
export function record(message: FromWorker, now: number): void {
  const { set } = runStore.getState();
  if (message.type === 'backend') set({ verdict: message.verdict });
  else if (message.type === 'telemetry') recordTelemetry(message.telemetry, now);
  else if (message.type === 'epoch') recordEpoch(message.line);
  else if (message.type === 'histograms') recordHistograms(message.epoch, message.histograms);
  else if (message.type === 'probes') showProbes(message.probes);
  else if (message.type === 'data') {
    const { train, validation, classes } = message;
    set({ data: { train, validation, classes } });
  }
}

/** Keeps the clock of the run: a pause or an end stops it. */
export function recordState(state: RunState): void {
  if (state.phase === 'running') return;
  showNumbers();
  timeLeft = rest(timeLeft);
  lastBeat = null;
  if (state.phase !== 'paused') runStore.getState().set({ timeLeft: null });
  showSeries();
}

function recordTelemetry(telemetry: Telemetry, now: number): void {
  for (const point of telemetry.points) series.points.push(point);
  if (series.points.length > MOST_POINTS) halve(series.points);
  const { state, trainedDocument } = runStore.getState();
  const { progress } = telemetry;
  if (state.phase === 'running') {
    const phases = trainedDocument?.training?.phases ?? [];
    const before = phases.slice(0, progress.phaseIndex).reduce((sum, p) => sum + p.epochs, 0);
    const later = phases.slice(progress.phaseIndex + 1).reduce((sum, p) => sum + p.epochs, 0);
    const steps = (before + progress.epoch - 1) * progress.stepsPerEpoch + stepInEpoch(progress);
    const total = (before + progress.epochs + later) * progress.stepsPerEpoch;
    timeLeft = advance(timeLeft, now / 1000, { steps, total });
  }
  untold = { telemetry, now };
  if (state.phase !== 'running' || now - toldAt >= NUMBERS) showNumbers();
  if (telemetry.points.length > 0) changed();
}

function showNumbers(): void {
  if (!untold) return;
  const { telemetry, now } = untold;
  untold = null;
  toldAt = now;
  const { state, seconds, set } = runStore.getState();
  const running = state.phase === 'running';
  set({
    telemetry,
    progress: telemetry.progress,
    timeLeft: timeLeft.shown?.seconds ?? null,
    seconds: seconds + (running && lastBeat !== null ? (now - lastBeat) / 1000 : 0),
  });
  lastBeat = running ? now : null;
}

/** Every second of the older half: the curve keeps its form and its newest end stays exact. */
function halve<T>(rows: T[]): void {
  const half = rows.length >> 1;
  const kept = rows.filter((_, i) => i >= half || i % 2 === 0);
  rows.length = 0;
  rows.push(...kept);
}

function recordEpoch(line: EpochLine): void {
  series.epochs.push(line);
  const { best, set } = runStore.getState();
  const judged = judge(line);
  if (judged) {
    const better =
      !best ||
      best.metric !== judged.metric ||
      (judged.higher ? judged.value > best.value : judged.value < best.value);
    if (better) set({ best: { metric: judged.metric, value: judged.value, epoch: line.epoch } });
  }
  changed();
}

/** The value by which an epoch is better than another: held-out accuracy, else the held-out loss, else the loss. */
export function judge(
  line: EpochLine,
): { readonly metric: string; readonly value: number; readonly higher: boolean } | null {
  const order = ['valAccuracy', 'valModes', 'valLoss', 'modes', 'accuracy', 'loss'];
  for (const metric of order) {
    const value = line.values[metric];
    if (typeof value === 'number') {
      return { metric, value, higher: /accuracy|modes/i.test(metric) };
    }
  }
  return null;
}

function recordHistograms(epoch: number, histograms: readonly Histogram[]): void {
  for (const histogram of histograms) {
    const key = `${histogram.variable}/${histogram.of}`;
    const rows = series.histograms.get(key) ?? [];
    rows.push({ epoch, histogram });
    if (rows.length > MOST_ROWS) halve(rows);
    series.histograms.set(key, rows);
  }
  changed();
}

let isHeld = false;

/** While a card is dragged no chart is drawn anew; what the worker keeps back meanwhile comes when the hand lets go. */
export function holdDrawing(hold: boolean): void {
  isHeld = hold;
  if (!hold) changed();
}

export const isDrawingHeld = (): boolean => isHeld;

function showProbes(probes: readonly Probe[]): void {
  runStore.getState().set({ probes: byNode(probes) });
}

function byNode(probes: readonly Probe[]): ReadonlyMap<string, readonly Probe[]> {
  const map = new Map<string, Probe[]>();
  for (const probe of probes) map.set(probe.node, [...(map.get(probe.node) ?? []), probe]);
  return map;
}

function changed(): void {
  if (redraw) return;
  // A page that is slow to draw gets three quarters of its time back for everything else.
  const pace = series.points.length > LONG ? REDRAW_LONG : REDRAW;
  redraw = setTimeout(
    showSeries,
    Math.max(0, lastRedraw + Math.max(pace, cost * 4) - performance.now()),
  );
}

function showSeries(): void {
  if (redraw) clearTimeout(redraw);
  redraw = null;
  if (isHeld) return;
  lastRedraw = performance.now();
  const { seriesVersion, set } = runStore.getState();
  set({ seriesVersion: seriesVersion + 1 });
  setTimeout(() => {
    cost = performance.now() - lastRedraw;
  });
}
