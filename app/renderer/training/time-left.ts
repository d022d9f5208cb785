/**
 * How long a run will still take: the median speed of windows of five seconds, shown after two, and never
 * moving by more than a fifth at once. Time is a parameter, so tests need no clock.
 */

const WINDOW = 5;
const FIRST = 2;
const WINDOWS = 20;
const JUMP = 0.2;

interface Mark {
  readonly at: number;
  readonly steps: number;
}

export interface TimeLeft {
  readonly start: Mark | null;
  readonly window: Mark | null;
  /** Steps a second of the last windows, newest last. */
  readonly rates: readonly number[];
  readonly shown: { readonly at: number; readonly seconds: number } | null;
}

export const freshTimeLeft: TimeLeft = { start: null, window: null, rates: [], shown: null };

/** `at` in seconds of any clock; `steps` done and `total` of the whole run. */
export function advance(
  state: TimeLeft,
  at: number,
  progress: { readonly steps: number; readonly total: number },
): TimeLeft {
  const { steps, total } = progress;
  const mark = { at, steps };
  if (!state.start || !state.window || steps < state.window.steps) {
    return { ...freshTimeLeft, start: mark, window: mark };
  }
  const elapsed = at - state.window.at;
  const done = steps - state.window.steps;
  const closes = elapsed >= WINDOW && done > 0;
  const rates = closes ? [...state.rates, done / elapsed].slice(-WINDOWS) : state.rates;
  const window = closes ? mark : state.window;
  const current = rates.length > 0 ? median(rates) : done / elapsed;
  const waited = at - state.start.at;
  if (waited < FIRST || !(current > 0)) return { ...state, rates, window };
  const estimate = Math.max(0, total - steps) / current;
  return { start: state.start, window, rates, shown: { at, seconds: calm(state, at, estimate) } };
}

/** The clock between two tellings is no jump: the limit is against what would be left by now. */
function calm(state: TimeLeft, at: number, estimate: number): number {
  if (!state.shown) return estimate;
  const expected = Math.max(0, state.shown.seconds - (at - state.shown.at));
  return Math.min(expected * (1 + JUMP) + 1, Math.max(expected * (1 - JUMP), estimate));
}

/** A pause is not time that training took. */
export function rest(state: TimeLeft): TimeLeft {
  return { ...state, start: null, window: null, shown: null };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
