/**
 * Walks a sequence with a cell. The product of the input with its kernel is done for all steps at once beforehand,
 * and the gradient is written out by hand: back through time it needs a handful of kernels a step instead of dozens.
 */
import * as tf from '@tensorflow/tfjs';
import type { Before, Cell, CellGradient, Rows } from './cell';
import { piece } from './slices';

export interface Walk {
  readonly cell: Cell;
  /** x · kernel + bias of all steps, [steps · batch, width], the first step on top. */
  readonly projected: Rows;
  readonly weights: readonly tf.Tensor[];
  /** States before the first step, [batch, …]. */
  readonly initial: readonly tf.Tensor[];
  /** 1 for a step and 0 for padding, [steps · batch, 1 …]. */
  readonly mask: Rows | null;
  /** Factors of the output on its way back into the cell, the same at every step. */
  readonly dropout: tf.Tensor | null;
  readonly backwards: boolean;
}

export interface Walked {
  /** Outputs in the order in which the steps were walked, [steps · batch, …]. */
  readonly outputs: Rows;
  /** States after the last step; the first is the last output. */
  readonly states: readonly tf.Tensor[];
}

export function walk(given: Walk): Walked {
  const { gradient } = given.cell;
  return gradient ? walkWithGradient(given, gradient) : walkOpenly(given);
}

const batchOf = ({ initial }: Walk): number => initial[0]!.shape[0]!;
const stepsOf = (given: Walk): number => given.projected.shape[0]! / batchOf(given);

/** Which rows a step of the walk meets, in what stands in the order of the sequence. */
const placeOf = (given: Walk, step: number): number =>
  given.backwards ? stepsOf(given) - 1 - step : step;

/** What every step had before it and what it kept. */
interface Trace {
  readonly outputs: readonly tf.Tensor[];
  readonly states: readonly tf.Tensor[];
  readonly before: readonly Before[];
  readonly kept: readonly (readonly tf.Tensor[])[];
}

function run(given: Walk): Trace {
  const { cell, weights, initial, dropout } = given;
  const [steps, batch] = [stepsOf(given), batchOf(given)];
  let states = initial;
  const trace = {
    outputs: [] as tf.Tensor[],
    before: [] as Before[],
    kept: [] as (readonly tf.Tensor[])[],
  };
  for (let step = 0; step < steps; step++) {
    const output = states[0]!;
    const before = { states, seen: dropout ? tf.mul(output, dropout) : output };
    const at = placeOf(given, step);
    const made = cell.step(piece(given.projected, at, batch), before, weights);
    const mask = given.mask && piece(given.mask, at, batch);
    // Padding leaves the states as they are.
    states = mask
      ? made.states.map((state, i) => tf.add(states[i]!, tf.mul(mask, tf.sub(state, states[i]!))))
      : made.states;
    trace.outputs.push(states[0]!);
    trace.before.push(before);
    trace.kept.push(made.kept);
  }
  return { ...trace, states };
}

const below = (list: readonly tf.Tensor[]): tf.Tensor =>
  list.length === 1 ? list[0]! : tf.concat([...list], 0);

/** By the gradients of the single operations, for functions whose slope does not follow from their value. */
function walkOpenly(given: Walk): Walked {
  const { outputs, states } = run(given);
  return { outputs: below(outputs), states };
}

/** Column `i` of a table whose rows are steps. */
const column = (table: readonly (readonly tf.Tensor[])[], i: number): tf.Tensor =>
  below(table.map((row) => row[i]!));

const columns = (table: readonly (readonly tf.Tensor[])[]): tf.Tensor[] =>
  (table[0] ?? []).map((_, i) => column(table, i));

function walkWithGradient(given: Walk, gradient: CellGradient): Walked {
  const { weights, initial } = given;
  const [batch, width] = initial[0]!.shape as [number, number];
  const constants = [given.mask, given.dropout].filter((tensor) => tensor !== null);
  const op = tf.customGrad((...args) => {
    const save = args.at(-1) as tf.GradSaveFunc;
    const inputs = args.slice(0, -1) as tf.Tensor[];
    const own = {
      ...given,
      projected: inputs[0]!,
      weights: inputs.slice(1, 1 + weights.length),
      initial: inputs.slice(1 + weights.length),
    };
    const trace = run(own);
    const kept = columns(trace.kept);
    const before = columns(trace.before.map(({ states }) => states));
    const seen = given.dropout ? [below(trace.before.map((one) => one.seen))] : [];
    save([...kept, ...before, ...seen, ...own.weights, ...constants]);
    return {
      value: below([...trace.outputs, ...trace.states.slice(1)]),
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => {
        const left = [...saved];
        const next = (count: number): tf.Tensor[] => left.splice(0, count);
        const [ofKept, states] = [next(kept.length), next(before.length)];
        return backThroughTime({
          given,
          gradient,
          upstream,
          kept: ofKept,
          before: { states, seen: next(seen.length)[0] ?? states[0]! },
          weights: next(weights.length),
          mask: given.mask && next(1)[0]!,
          dropout: given.dropout && next(1)[0]!,
        });
      },
    };
  });
  const value = op(given.projected, ...weights, ...initial);
  const steps = stepsOf(given);
  const rowsFrom = (start: number, count: number) => tf.slice(value, [start, 0], [count, width]);
  const last = rowsFrom((steps - 1) * batch, batch);
  const rest = initial.slice(1).map((_, i) => rowsFrom((steps + i) * batch, batch));
  const outputs = rest.length > 0 ? rowsFrom(0, steps * batch) : value;
  return { outputs, states: [last, ...rest] };
}

interface Saved {
  readonly given: Walk;
  readonly gradient: CellGradient;
  /** Of all outputs, then of the states after the last step but the first. */
  readonly upstream: Rows;
  readonly kept: readonly Rows[];
  readonly before: Before;
  readonly weights: readonly tf.Tensor[];
  readonly mask: Rows | null;
  readonly dropout: tf.Tensor | null;
}

/** Gradients of `projected`, the weights and the first states; Werbos, 1990. */
function backThroughTime(saved: Saved): tf.Tensor[] {
  const { given, gradient, upstream, kept, before, weights, dropout } = saved;
  const [steps, batch] = [stepsOf(given), batchOf(given)];
  const arriving = (step: number): tf.Tensor => piece(upstream, step, batch);
  const factors = gradient.factors(kept, before);
  const ofEnd = given.initial.slice(1).map((_, i) => arriving(steps + i));
  let next: (tf.Tensor | null)[] = [null, ...ofEnd];
  const projected: tf.Tensor[] = [];
  for (let step = steps - 1; step >= 0; step--) {
    const [first, ...rest] = next as [tf.Tensor | null, ...tf.Tensor[]];
    const whole = [first ? tf.add(first, arriving(step)) : arriving(step), ...rest];
    const mask = saved.mask && piece(saved.mask, placeOf(given, step), batch);
    const through = mask ? whole.map((dy) => tf.mul(dy, mask)) : whole;
    const made = gradient.back(
      through,
      factors.map((rows) => piece(rows, step, batch)),
      weights,
    );
    const seen = dropout ? tf.mul(made.seen, dropout) : made.seen;
    const [straight, ...others] = made.states;
    const back = [straight ? tf.add(straight, seen) : seen, ...others] as tf.Tensor[];
    // What padding left as it was goes straight back.
    next = mask ? back.map((dy, i) => tf.add(dy, tf.sub(whole[i]!, through[i]!))) : back;
    projected.push(made.projected);
  }
  const walked = below([...projected].reverse());
  const ofWeights = gradient.weights(walked, kept, before.seen);
  const ofInput = given.backwards ? below(projected) : walked;
  return [ofInput, ...ofWeights, ...(next as tf.Tensor[])];
}
