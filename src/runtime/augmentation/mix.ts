/** Blends of two samples with their targets: MixUp and CutMix. */
import type { Config } from '../../graph/document';
import type { HostBatch, HostColumn } from '../dataset';
import type { Random } from '../random';

/** Beta(α, α) by Jöhnk's method, which accepts quickly for small α; large α is near one half. */
function beta(random: Random, alpha: number): number {
  for (let tries = 0; tries < 50; tries++) {
    const [x, y] = [random.next() ** (1 / alpha), random.next() ** (1 / alpha)];
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
  return 0.5;
}

interface Pair {
  readonly size: number;
  readonly order: Int32Array;
  /** What remains of each sample itself. */
  readonly shares: Float32Array;
}

/** Every sample of a column blended with its partner by its share. */
function blend({ values }: HostColumn, { size, order, shares }: Pair): void {
  const width = values.length / size;
  const before = values.slice();
  for (let n = 0; n < size; n++) {
    const [own, other] = [n * width, order[n]! * width];
    const share = shares[n]!;
    for (let i = 0; i < width; i++) {
      values[own + i] = before[own + i]! * share + before[other + i]! * (1 - share);
    }
  }
}

/** Puts a rectangle of each sample's partner into it; gives the share that remains. */
function paste({ values, shape }: HostColumn, pair: Pair, random: Random): Float32Array {
  const [height, width, channels] = shape.map((size) => size ?? 1) as [number, number, number];
  const before = values.slice();
  const size = height * width * channels;
  return pair.shares.map((share, n) => {
    const side = Math.sqrt(1 - share);
    const [rows, columns] = [Math.round(side * height), Math.round(side * width)];
    const [top, left] = [random.int(height - rows + 1), random.int(width - columns + 1)];
    for (let y = top; y < top + rows; y++) {
      const from = (y * width + left) * channels;
      const piece = before.subarray(
        pair.order[n]! * size + from,
        pair.order[n]! * size + from + columns * channels,
      );
      values.set(piece, n * size + from);
    }
    return 1 - (rows * columns) / (height * width);
  });
}

/** Steps that blend targets, which class numbers cannot be. */
export const blends: ReadonlySet<string> = new Set(['MixUp', 'CutMix']);

/** Blends the input column, and the targets with it. */
export function mix(
  { kind, config }: { readonly kind: string; readonly config: Config },
  input: HostColumn,
  { size, targets }: HostBatch,
  random: Random,
): void {
  const alpha = Number(config.alpha ?? 0);
  if (alpha <= 0 || size < 2) return;
  const order = random.permutation(size);
  const shares = Float32Array.from({ length: size }, () => beta(random, alpha));
  const pair = { size, order, shares };
  if (kind === 'MixUp') blend(input, pair);
  const kept = kind === 'MixUp' ? shares : paste(input, pair, random);
  for (const target of Object.values(targets)) blend(target, { size, order, shares: kept });
}
