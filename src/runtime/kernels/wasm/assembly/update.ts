/** Optimizer steps over flat arrays. Slots change in place; the new weights go to a fresh array. */

@inline
function blend(memory: f32, held: v128, fresh: v128): v128 {
  return f32x4.add(
    f32x4.mul(f32x4.splat(memory), held),
    f32x4.mul(f32x4.splat(1 - memory), fresh),
  );
}

/** next = w · keep − rate · m̂ / (√v̂ + epsilon); `rate` and `epsilon` hold the bias corrections already. */
export function adam(
  w: usize, g: usize, m: usize, v: usize, count: i32,
  beta1: f32, beta2: f32, rate: f32, epsilon: f32, keep: f32, next: usize,
): void {
  let i = 0;
  const r = f32x4.splat(rate), e = f32x4.splat(epsilon), k = f32x4.splat(keep);
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    const gradient = v128.load(g + at);
    const mean = blend(beta1, v128.load(m + at), gradient);
    const square = blend(beta2, v128.load(v + at), f32x4.mul(gradient, gradient));
    v128.store(m + at, mean);
    v128.store(v + at, square);
    const move = f32x4.div(f32x4.mul(r, mean), f32x4.add(f32x4.sqrt(square), e));
    v128.store(next + at, f32x4.sub(f32x4.mul(v128.load(w + at), k), move));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    const gradient = f32.load(g + at);
    const mean = beta1 * f32.load(m + at) + (1 - beta1) * gradient;
    const square = beta2 * f32.load(v + at) + (1 - beta2) * (gradient * gradient);
    f32.store(m + at, mean);
    f32.store(v + at, square);
    f32.store(next + at, f32.load(w + at) * keep - (rate * mean) / (sqrt<f32>(square) + epsilon));
  }
}

/** m = momentum · m + g; next = w − rate · (nesterov ? g + momentum · m : m). Without `m` plain descent. */
export function momentum(
  w: usize, g: usize, m: usize, count: i32, decay: f32, rate: f32, nesterov: i32, next: usize,
): void {
  for (let i = 0; i < count; i++) {
    const at = <usize>i << 2;
    let step = f32.load(g + at);
    if (m != 0) {
      const held = decay * f32.load(m + at) + step;
      f32.store(m + at, held);
      step = nesterov ? step + decay * held : held;
    }
    f32.store(next + at, f32.load(w + at) - rate * step);
  }
}
