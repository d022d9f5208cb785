/** x · Φ(x), the normal distribution's share below x, by one exponential for value and slope. */

/** e^x of four values from −87 to 88: 2ⁿ times a polynomial of degree 6 (Cephes, expf). */
@inline
function exp4(x: v128): v128 {
  const within = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(within, f32x4.splat(1.44269504088896341)));
  // ln 2 in two parts, so that nothing of the rest is lost.
  let r = f32x4.sub(within, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** Φ(x) from e^(−x² ÷ 2), within 1.5e-7 (Abramowitz and Stegun, 7.1.26). */
@inline
function below(x: v128, bell: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.70710678118654752));
  const t = f32x4.div(
    f32x4.splat(1),
    f32x4.add(f32x4.splat(1), f32x4.mul(z, f32x4.splat(0.3275911))),
  );
  let p = f32x4.splat(1.061405429);
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-1.453152027));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(1.421413741));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-0.284496736));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(0.254829592));
  // Half of 1 − erf(|x| ÷ √2): the share beyond |x|.
  const beyond = f32x4.mul(f32x4.mul(p, f32x4.mul(t, bell)), f32x4.splat(0.5));
  const isNegative = f32x4.lt(x, f32x4.splat(0));
  return v128.bitselect(beyond, f32x4.sub(f32x4.splat(1), beyond), isNegative);
}

@inline
function bellOf(x: v128): v128 {
  return exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
}

@inline
function value(x: v128): v128 {
  return f32x4.mul(x, below(x, bellOf(x)));
}

/** Φ(x) + x · φ(x). */
@inline
function slope(x: v128): v128 {
  const bell = bellOf(x);
  const density = f32x4.mul(bell, f32x4.splat(0.39894228040143268));
  return f32x4.add(below(x, bell), f32x4.mul(x, density));
}

/** y = x · Φ(x). */
export function gelu(x: usize, count: i32, y: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(y + at, value(v128.load(x + at)));
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    f32.store(y + at, f32x4.extract_lane(value(f32x4.splat(f32.load(x + at))), 0));
  }
}

/** dx = dy · (Φ(x) + x · φ(x)). */
export function geluGradient(dy: usize, x: usize, count: i32, dx: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(dx + at, f32x4.mul(v128.load(dy + at), slope(v128.load(x + at))));
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    const s = f32x4.extract_lane(slope(f32x4.splat(f32.load(x + at))), 0);
    f32.store(dx + at, f32.load(dy + at) * s);
  }
}
