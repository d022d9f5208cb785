/** What happens to a series between the ring buffer and the screen: smoothing and decimation. Pure. */

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Exponential moving average with the bias of its start taken out, as Adam does (Kingma & Ba, 2015, §3):
 * `m ← w·m + (1 − w)·y`, shown as `m / (1 − wⁿ)`. Values that are not finite are passed over.
 * `weight` 0 returns the values, up to 0.999.
 */
export function smooth(values: readonly number[], weight: number): number[] {
  let mean = 0;
  let power = 1;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    mean = weight * mean + (1 - weight) * value;
    power *= weight;
    return mean / (1 - power);
  });
}

/**
 * At most `limit` points that keep every extreme: the lowest and the highest of each of `limit / 2` equal
 * stretches, in order, with the first and the last point. Shorter series are returned as they are.
 */
export function decimate<P extends CurvePoint>(points: readonly P[], limit: number): readonly P[] {
  if (points.length <= limit) return points;
  const buckets = Math.max(1, Math.floor((limit - 2) / 2));
  const inner = points.length - 2;
  const kept: P[] = [points[0]!];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    const [first, second] = extremes(points, from, to);
    kept.push(points[first]!);
    if (second !== first) kept.push(points[second]!);
  }
  kept.push(points[points.length - 1]!);
  return kept;
}

function extremes(points: readonly CurvePoint[], from: number, to: number): [number, number] {
  let low = from;
  let high = from;
  for (let i = from; i < to; i++) {
    if (points[i]!.y < points[low]!.y) low = i;
    if (points[i]!.y > points[high]!.y) high = i;
  }
  return low < high ? [low, high] : [high, low];
}

/** The point whose x is nearest, by bisection; points are sorted by x. */
export function nearest<P extends CurvePoint>(points: readonly P[], x: number): P | undefined {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x < x) low = middle;
    else high = middle;
  }
  const [a, b] = [points[low], points[high]];
  if (!a || !b) return a ?? b;
  return x - a.x <= b.x - x ? a : b;
}

/** Indices of at most `limit` of `length` rows, evenly spread, the newest always among them. */
export function thin(length: number, limit: number): number[] {
  if (length <= limit) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: limit }, (_, i) => Math.round((i * (length - 1)) / (limit - 1)));
}
