/** Where the marks of an axis stand: three to six, at 1, 2 or 5 times a power of ten. Pure. */

export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** Marks at round numbers within [min, max]. */
export function linearTicks(min: number, max: number, most = 6): number[] {
  if (!(max > min)) return [min];
  const rough = (max - min) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  const size = step ?? 10 * power;
  const first = Math.ceil(min / size - 1e-9);
  const last = Math.floor(max / size + 1e-9);
  // Multiples, not sums: 0.1 + 0.2 would show as 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * size).toPrecision(12)),
  );
}

/** Marks at 1 and 3 times powers of ten within [min, max]; powers alone where those would be over six, round numbers in a narrow range. */
export function logTicks(min: number, max: number): number[] {
  const all = (factors: readonly number[]) => {
    const marks: number[] = [];
    for (let e = Math.floor(Math.log10(min)); e <= Math.ceil(Math.log10(max)); e++) {
      for (const factor of factors) {
        const mark = Number((factor * 10 ** e).toPrecision(6));
        if (mark >= min && mark <= max) marks.push(mark);
      }
    }
    return marks;
  };
  const thirds = all([1, 3]);
  if (thirds.length < 3) {
    const halves = all([1, 2, 5]);
    return halves.length < 3 ? linearTicks(min, max) : halves;
  }
  if (thirds.length <= 6) return thirds;
  const powers = all([1]);
  const every = Math.ceil(powers.length / 6);
  return powers.filter((_, i) => i % every === 0);
}

/** The axis of a loss: 5 % air on both sides, in logarithms where asked for. */
export function lossAxis(values: readonly number[], log: boolean): Axis {
  const finite = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (finite.length === 0) return log ? logAxis(0.01, 1) : { domain: [0, 1], ticks: [0, 0.5, 1] };
  const min = finite.reduce((a, b) => Math.min(a, b));
  const max = finite.reduce((a, b) => Math.max(a, b));
  if (log) return logAxis(min, max);
  const air = (max - min || Math.abs(max) || 1) * 0.05;
  const domain = [min >= 0 ? Math.max(0, min - air) : min - air, max + air] as const;
  return { domain, ticks: linearTicks(...domain) };
}

function logAxis(min: number, max: number): Axis {
  const air = Math.max((max / min) ** 0.05, 1.05);
  const domain = [min / air, max * air] as const;
  return { domain, ticks: logTicks(domain[0], domain[1]) };
}

/**
 * The axis of an accuracy: from the tenth below nine tenths of its values to 100 %, so that the steep start of a run
 * does not flatten all that follows.
 */
export function accuracyAxis(values: readonly number[]): Axis {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  const lowest = finite[Math.floor(finite.length * 0.1)] ?? 0;
  const floor = Math.min(0.9, Math.max(0, Math.floor(lowest * 10 + 1e-9) / 10));
  return { domain: [floor, 1], ticks: linearTicks(floor, 1, 6) };
}
