/** Which groups of real samples a generator has found: the measure that mode collapse cannot hide from. */
import type { Column } from '../dataset';

/** The first `count` samples as the network receives them. */
export function pointsOf({ values, shape, scale = 1, offset = 0 }: Column, count: number) {
  const size = shape.reduce<number>((product, length) => product * (length ?? 1), 1);
  return Float32Array.from(values.subarray(0, count * size), (value) => value * scale + offset);
}

/**
 * `modes`: groups of real samples that at least a fifth of their fair share of generated ones lie in.
 * `quality`: share of generated samples that lie in any group.
 *
 * Groups are made by the leader algorithm (Hartigan, 1975): a sample joins the first group whose leader is within
 * `radius`, or leads a new one. A generated sample lies in a group when it is within half of `radius` of its mean.
 */
export function countModes(
  real: Float32Array,
  fake: Float32Array,
  size: number,
  radius: number,
): { readonly modes: number; readonly quality: number } {
  const groups: { leader: Float32Array; sum: Float64Array; count: number }[] = [];
  for (let at = 0; at < real.length; at += size) {
    const point = real.subarray(at, at + size);
    let group = groups.find(({ leader }) => distance(leader, point) <= radius);
    if (group === undefined) {
      group = { leader: point, sum: new Float64Array(size), count: 0 };
      groups.push(group);
    }
    group.count++;
    for (let k = 0; k < size; k++) group.sum[k]! += point[k]!;
  }
  const means = groups.map(({ sum, count }) => sum.map((value) => value / count));
  const hits = groups.map(() => 0);
  for (let at = 0; at < fake.length; at += size) {
    const point = fake.subarray(at, at + size);
    const nearest = means.findIndex((mean) => distance(mean, point) <= radius / 2);
    if (nearest >= 0) hits[nearest]!++;
  }
  const scale = fake.length / real.length;
  return {
    modes: groups.filter(({ count }, i) => hits[i]! >= 0.2 * count * scale).length,
    quality: (hits.reduce((sum, count) => sum + count, 0) * size) / fake.length,
  };
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squares = 0;
  for (let k = 0; k < a.length; k++) squares += (a[k]! - b[k]!) ** 2;
  return Math.sqrt(squares);
}
