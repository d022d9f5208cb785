/** Batch normalisation over the rows of x[rows, channels]. */
import { BLOCK, columnSums } from './elementwise';

@inline
function scaleAll(values: usize, count: i32, factor: f32): void {
  for (let i = 0; i < count; i++) {
    const at = values + (<usize>i << 2);
    f32.store(at, f32.load(at) * factor);
  }
}

/** mean and variance (biased) of each channel, in two passes so that a large mean does not cancel. */
export function moments(x: usize, rows: i32, channels: i32, mean: usize, variance: usize): void {
  const step = <usize>channels << 2;
  columnSums(x, rows, channels, mean);
  scaleAll(mean, channels, 1 / <f32>rows);
  memory.fill(variance, 0, step);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first);
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const offset = <usize>c << 2;
      const middle = v128.load(mean + offset);
      let at = x + offset;
      let spread = f32x4.splat(0);
      for (let i = 0; i < count; i++) {
        const d = f32x4.sub(v128.load(at), middle);
        spread = f32x4.add(spread, f32x4.mul(d, d));
        at += step;
      }
      v128.store(variance + offset, f32x4.add(v128.load(variance + offset), spread));
    }
    for (; c < channels; c++) {
      const offset = <usize>c << 2;
      const middle = f32.load(mean + offset);
      let at = x + offset;
      let spread: f32 = 0;
      for (let i = 0; i < count; i++) {
        const d = f32.load(at) - middle;
        spread += d * d;
        at += step;
      }
      f32.store(variance + offset, f32.load(variance + offset) + spread);
    }
    x += <usize>count * step;
  }
  scaleAll(variance, channels, 1 / <f32>rows);
}

/** y = x · scale[c] + shift[c]. */
export function affine(
  x: usize,
  rows: i32,
  channels: i32,
  scale: usize,
  shift: usize,
  y: usize,
): void {
  for (let i = 0; i < rows; i++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const at = (<usize>c) << 2;
      v128.store(
        y + at,
        f32x4.add(f32x4.mul(v128.load(x + at), v128.load(scale + at)), v128.load(shift + at)),
      );
    }
    for (; c < channels; c++) {
      const at = (<usize>c) << 2;
      f32.store(y + at, f32.load(x + at) * f32.load(scale + at) + f32.load(shift + at));
    }
    x += (<usize>channels) << 2;
    y += (<usize>channels) << 2;
  }
}

/** sumDy[c] = Σ dy, sumDyX[c] = Σ dy · (x − mean[c]). */
export function normSums(
  dy: usize, x: usize, mean: usize, rows: i32, channels: i32, sumDy: usize, sumDyX: usize,
): void {
  const step = <usize>channels << 2;
  memory.fill(sumDy, 0, step);
  memory.fill(sumDyX, 0, step);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first);
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const offset = <usize>c << 2;
      const middle = v128.load(mean + offset);
      let plain = f32x4.splat(0);
      let product = f32x4.splat(0);
      let at = offset;
      for (let i = 0; i < count; i++) {
        const up = v128.load(dy + at);
        plain = f32x4.add(plain, up);
        product = f32x4.add(product, f32x4.mul(up, f32x4.sub(v128.load(x + at), middle)));
        at += step;
      }
      v128.store(sumDy + offset, f32x4.add(v128.load(sumDy + offset), plain));
      v128.store(sumDyX + offset, f32x4.add(v128.load(sumDyX + offset), product));
    }
    for (; c < channels; c++) {
      const offset = <usize>c << 2;
      const middle = f32.load(mean + offset);
      let plain: f32 = 0;
      let product: f32 = 0;
      let at = offset;
      for (let i = 0; i < count; i++) {
        const up = f32.load(dy + at);
        plain += up;
        product += up * (f32.load(x + at) - middle);
        at += step;
      }
      f32.store(sumDy + offset, f32.load(sumDy + offset) + plain);
      f32.store(sumDyX + offset, f32.load(sumDyX + offset) + product);
    }
    dy += <usize>count * step;
    x += <usize>count * step;
  }
}

/** dx = dy · a[c] + x · b[c] + d[c]. */
export function normGradient(
  dy: usize,
  x: usize,
  rows: i32,
  channels: i32,
  a: usize,
  b: usize,
  d: usize,
  dx: usize,
): void {
  for (let i = 0; i < rows; i++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const at = (<usize>c) << 2;
      const left = f32x4.mul(v128.load(dy + at), v128.load(a + at));
      const right = f32x4.mul(v128.load(x + at), v128.load(b + at));
      v128.store(dx + at, f32x4.add(f32x4.add(left, right), v128.load(d + at)));
    }
    for (; c < channels; c++) {
      const at = (<usize>c) << 2;
      f32.store(
        dx + at,
        f32.load(dy + at) * f32.load(a + at) +
          f32.load(x + at) * f32.load(b + at) +
          f32.load(d + at),
      );
    }
    const step = (<usize>channels) << 2;
    dy += step;
    x += step;
    dx += step;
  }
}
