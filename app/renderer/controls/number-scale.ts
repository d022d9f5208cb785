/** How a number field steps, holds and reads what is typed. Pure, so that it is tested without a browser. */

export interface NumberScale {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean | undefined;
  /** Learning rates: one step is the next number of two significant digits. */
  readonly log?: boolean | undefined;
}

/** The step of a linear field: whole numbers, or about a hundredth of the range. */
export function stepOf({ min, max, integer }: NumberScale): number {
  if (integer) return 1;
  const range = max - min;
  if (range <= 2) return 0.01;
  return range <= 20 ? 0.1 : 1;
}

export function hold(value: number, { min, max, integer }: NumberScale): number {
  const whole = integer ? Math.round(value) : value;
  return Math.min(max, Math.max(min, whole));
}

/** `count` steps from `value`, held in the range. Fractions of a step (Alt) are allowed on fields of fractions. */
export function moveBy(value: number, count: number, scale: NumberScale): number {
  if (count === 0) return value;
  if (scale.log) {
    const from = value > 0 ? value : Math.max(scale.min, 1e-6);
    const moved = from * 10 ** (count / 20);
    let rounded = Number(moved.toPrecision(2));
    if (rounded === value) {
      const digit = 10 ** (Math.floor(Math.log10(from)) - 1);
      rounded = Number((from + Math.sign(count) * digit).toPrecision(2));
    }
    return hold(rounded, scale);
  }
  const step = stepOf(scale);
  const moves = scale.integer ? Math.sign(count) * Math.max(1, Math.round(Math.abs(count))) : count;
  return hold(Number((value + moves * step).toPrecision(10)), scale);
}

/** Place in the range from 0 to 1, for the soft fill; `null` where the range is too wide to mean anything. */
export function placeOf(value: number, { min, max, log }: NumberScale): number | null {
  if (log) {
    const low = Math.log10(Math.max(min, 1e-6));
    const high = Math.log10(Math.min(max, 1));
    if (value <= 0) return 0;
    return Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)));
  }
  if (max - min > 100_000) return null;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

export type Typed =
  | { readonly kind: 'number'; readonly value: number; readonly held: number | null }
  | { readonly kind: 'expression'; readonly value: string }
  | { readonly kind: 'nothing' };

/** Reads what was typed; `held` is the number that was out of range and is now at its edge. */
export function readTyped(text: string, scale: NumberScale): Typed {
  const trimmed = text.trim().replace('−', '-').replaceAll('＝', '=');
  if (trimmed.startsWith('=')) return { kind: 'expression', value: trimmed };
  if (trimmed === '') return { kind: 'nothing' };
  const value = Number(trimmed.replaceAll(',', ''));
  if (!Number.isFinite(value)) return { kind: 'nothing' };
  const kept = hold(value, scale);
  return {
    kind: 'number',
    value: kept,
    held: value < scale.min || value > scale.max ? value : null,
  };
}
