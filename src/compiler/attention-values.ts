/** Numbers of attention that follow from sizes alone; kernels and exporters share them. */

/** Added to a score that is not seen, as in Keras: so low that nothing of it is left in 32 bits, and finite. */
export const HIDDEN = -1e9;

export interface Looking {
  /** Nothing that comes later is seen. */
  readonly causal: boolean;
  /** Only what is fewer steps away is seen; `null` sees all. */
  readonly window: number | null;
}

/** What is added to scores [queries, keys]: 0 and `HIDDEN`; `null` where everything is seen. */
export function hiddenScores(
  queries: number,
  keys: number,
  { causal, window }: Looking,
): Float32Array | null {
  if (!causal && window === null) return null;
  const values = new Float32Array(queries * keys);
  for (let i = 0; i < queries; i++) {
    for (let j = 0; j < keys; j++) {
      const tooLate = causal && j > i;
      const tooFar = window !== null && Math.abs(i - j) >= window;
      if (tooLate || tooFar) values[i * keys + j] = HIDDEN;
    }
  }
  return values;
}

/** Sines at even features and cosines at odd ones, [positions, features]; Vaswani et al., 2017, §3.5. */
export function sinePositions(
  length: number,
  features: number,
  maxWavelength: number,
): Float32Array {
  const values = new Float32Array(length * features);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < features; i++) {
      const angle = t / maxWavelength ** ((2 * Math.floor(i / 2)) / features);
      values[t * features + i] = i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return values;
}

/** Attended axes of MultiHeadAttention, batch included; all but batch and features where none is named. */
export function attendedAxes(attentionAxes: unknown, rank: number): number[] {
  const axes = Array.isArray(attentionAxes)
    ? attentionAxes.map(Number)
    : Array.from({ length: rank - 2 }, (_, i) => i + 1);
  return axes.map((axis) => (axis < 0 ? rank + axis : axis));
}

/** Axes of [batch, …, heads, size] with what is not attended over first, then heads, attended axes and size. */
export function headsInFront(rank: number, seen: readonly number[]): number[] {
  const rest = Array.from({ length: rank - 2 }, (_, i) => i).filter((i) => !seen.includes(i));
  return [...rest, rank - 2, ...seen, rank - 1];
}
