/**
 * One matrix product for everything: C[rows, columns] (+)= A · B (+ bias) (relu), six rows by eight columns at a
 * time in registers. A is read through a pointer for each row and two nested steps, so that a convolution's
 * patches, a transposed matrix and a plain one are the same loop and nothing is unfolded in memory.
 * B is read eight columns at a time, `bStep` bytes from one k to the next.
 */

/** C is overwritten. */
export const SET: i32 = 0;
/** C is added to. */
export const ADD: i32 = 1;
/** C is overwritten by max(0, ·). */
export const RELU: i32 = 2;

@inline
function put(c: usize, low: v128, high: v128, columns: i32, mode: i32): void {
  if (columns >= 8) {
    if (mode == ADD) {
      low = f32x4.add(low, v128.load(c));
      high = f32x4.add(high, v128.load(c, 16));
    }
    v128.store(c, low);
    v128.store(c, high, 16);
    return;
  }
  let part = low;
  let left = columns;
  if (left >= 4) {
    v128.store(c, mode == ADD ? f32x4.add(low, v128.load(c)) : low);
    part = high;
    left -= 4;
    c += 16;
  }
  if (left > 0) {
    const value = f32x4.extract_lane(part, 0);
    f32.store(c, mode == ADD ? f32.load(c) + value : value);
  }
  if (left > 1) {
    const value = f32x4.extract_lane(part, 1);
    f32.store(c, mode == ADD ? f32.load(c, 4) + value : value, 4);
  }
  if (left > 2) {
    const value = f32x4.extract_lane(part, 2);
    f32.store(c, mode == ADD ? f32.load(c, 8) + value : value, 8);
  }
}

/**
 * One tile. `a0 … a5` and `c0 … c5` are the rows; a short tile repeats its last row, which is then written twice
 * with the same values, so with `ADD` rows that repeat must be sent to a spare row by the caller.
 * `bias` points at eight floats.
 */
export function tile(
  a0: usize, a1: usize, a2: usize, a3: usize, a4: usize, a5: usize,
  inner: i32, innerStep: usize, outer: i32, outerStep: usize,
  b: usize, bStep: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, c4: usize, c5: usize,
  columns: i32, bias: usize, mode: i32,
): void {
  let l0 = v128.load(bias);
  let h0 = v128.load(bias, 16);
  let l1 = l0, l2 = l0, l3 = l0, l4 = l0, l5 = l0;
  let h1 = h0, h2 = h0, h3 = h0, h4 = h0, h5 = h0;
  for (let o = 0; o < outer; o++) {
    let at: usize = <usize>o * outerStep;
    for (let i = 0; i < inner; i++) {
      const low = v128.load(b);
      const high = v128.load(b, 16);
      b += bStep;
      let x = v128.load32_splat(a0 + at);
      l0 = f32x4.add(l0, f32x4.mul(x, low));
      h0 = f32x4.add(h0, f32x4.mul(x, high));
      x = v128.load32_splat(a1 + at);
      l1 = f32x4.add(l1, f32x4.mul(x, low));
      h1 = f32x4.add(h1, f32x4.mul(x, high));
      x = v128.load32_splat(a2 + at);
      l2 = f32x4.add(l2, f32x4.mul(x, low));
      h2 = f32x4.add(h2, f32x4.mul(x, high));
      x = v128.load32_splat(a3 + at);
      l3 = f32x4.add(l3, f32x4.mul(x, low));
      h3 = f32x4.add(h3, f32x4.mul(x, high));
      x = v128.load32_splat(a4 + at);
      l4 = f32x4.add(l4, f32x4.mul(x, low));
      h4 = f32x4.add(h4, f32x4.mul(x, high));
      x = v128.load32_splat(a5 + at);
      l5 = f32x4.add(l5, f32x4.mul(x, low));
      h5 = f32x4.add(h5, f32x4.mul(x, high));
      at += innerStep;
    }
  }
  if (mode == RELU) {
    const zero = f32x4.splat(0);
    // f32x4.max gives NaN where either side is NaN, so a broken run is seen.
    l0 = f32x4.max(l0, zero); h0 = f32x4.max(h0, zero);
    l1 = f32x4.max(l1, zero); h1 = f32x4.max(h1, zero);
    l2 = f32x4.max(l2, zero); h2 = f32x4.max(h2, zero);
    l3 = f32x4.max(l3, zero); h3 = f32x4.max(h3, zero);
    l4 = f32x4.max(l4, zero); h4 = f32x4.max(h4, zero);
    l5 = f32x4.max(l5, zero); h5 = f32x4.max(h5, zero);
  }
  put(c0, l0, h0, columns, mode);
  put(c1, l1, h1, columns, mode);
  put(c2, l2, h2, columns, mode);
  put(c3, l3, h3, columns, mode);
  put(c4, l4, h4, columns, mode);
  put(c5, l5, h5, columns, mode);
}

/** As `tile`, for the last columns where four or fewer are left: half the arithmetic. */
export function narrowTile(
  a0: usize, a1: usize, a2: usize, a3: usize, a4: usize, a5: usize,
  inner: i32, innerStep: usize, outer: i32, outerStep: usize,
  b: usize, bStep: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, c4: usize, c5: usize,
  columns: i32, bias: usize, mode: i32,
): void {
  let l0 = v128.load(bias);
  let l1 = l0, l2 = l0, l3 = l0, l4 = l0, l5 = l0;
  for (let o = 0; o < outer; o++) {
    let at: usize = <usize>o * outerStep;
    for (let i = 0; i < inner; i++) {
      const low = v128.load(b);
      b += bStep;
      let x = v128.load32_splat(a0 + at);
      l0 = f32x4.add(l0, f32x4.mul(x, low));
      x = v128.load32_splat(a1 + at);
      l1 = f32x4.add(l1, f32x4.mul(x, low));
      x = v128.load32_splat(a2 + at);
      l2 = f32x4.add(l2, f32x4.mul(x, low));
      x = v128.load32_splat(a3 + at);
      l3 = f32x4.add(l3, f32x4.mul(x, low));
      x = v128.load32_splat(a4 + at);
      l4 = f32x4.add(l4, f32x4.mul(x, low));
      x = v128.load32_splat(a5 + at);
      l5 = f32x4.add(l5, f32x4.mul(x, low));
      at += innerStep;
    }
  }
  const zero = f32x4.splat(0);
  if (mode == RELU) {
    l0 = f32x4.max(l0, zero);
    l1 = f32x4.max(l1, zero);
    l2 = f32x4.max(l2, zero);
    l3 = f32x4.max(l3, zero);
    l4 = f32x4.max(l4, zero);
    l5 = f32x4.max(l5, zero);
  }
  put(c0, l0, zero, columns, mode);
  put(c1, l1, zero, columns, mode);
  put(c2, l2, zero, columns, mode);
  put(c3, l3, zero, columns, mode);
  put(c4, l4, zero, columns, mode);
  put(c5, l5, zero, columns, mode);
}

/** The tile that fits what is left of the columns. */
@inline
export function anyTile(
  a0: usize, a1: usize, a2: usize, a3: usize, a4: usize, a5: usize,
  inner: i32, innerStep: usize, outer: i32, outerStep: usize,
  b: usize, bStep: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, c4: usize, c5: usize,
  columns: i32, bias: usize, mode: i32,
): void {
  if (columns > 4) {
    tile(
      a0, a1, a2, a3, a4, a5, inner, innerStep, outer, outerStep, b, bStep,
      c0, c1, c2, c3, c4, c5, columns, bias, mode,
    );
  } else {
    narrowTile(
      a0, a1, a2, a3, a4, a5, inner, innerStep, outer, outerStep, b, bStep,
      c0, c1, c2, c3, c4, c5, columns, bias, mode,
    );
  }
}

/**
 * Copies a matrix of `depth` × `columns` into panels of eight columns, zero beyond the last, `depth` rows each.
 * Strides are in bytes, so a transposed source costs nothing extra.
 */
export function packPanels(
  source: usize, rowStep: usize, columnStep: usize, depth: i32, columns: i32, panels: usize,
): void {
  for (let j = 0; j < columns; j += 8) {
    const width = min(8, columns - j);
    const from = source + <usize>j * columnStep;
    if (width == 8 && columnStep == 4) {
      for (let k = 0; k < depth; k++) {
        const row = from + <usize>k * rowStep;
        v128.store(panels, v128.load(row));
        v128.store(panels, v128.load(row, 16), 16);
        panels += 32;
      }
      continue;
    }
    for (let k = 0; k < depth; k++) {
      const row = from + <usize>k * rowStep;
      for (let x = 0; x < width; x++) {
        f32.store(panels + (<usize>x << 2), f32.load(row + <usize>x * columnStep));
      }
      for (let x = width; x < 8; x++) f32.store(panels + (<usize>x << 2), 0);
      panels += 32;
    }
  }
}

/** `count` floats (none: zeros) followed by zeros up to a multiple of eight. */
export function packBias(bias: usize, count: i32, target: usize): void {
  const padded = (count + 7) & ~7;
  for (let i = 0; i < padded; i++) {
    f32.store(target + (<usize>i << 2), bias != 0 && i < count ? f32.load(bias + (<usize>i << 2)) : 0);
  }
}

/**
 * C[rows, columns] = A · panels, row-major C. A(i, k) is at `a + i · rowStep + k · depthStep` (bytes).
 * `spare` is room for eight floats.
 */
export function gemm(
  a: usize, rowStep: usize, depthStep: usize, panels: usize, depth: i32,
  c: usize, rows: i32, columns: i32, bias: usize, mode: i32, spare: usize,
): void {
  const cStep = <usize>columns << 2;
  for (let i = 0; i < rows; i += 6) {
    const left = rows - i - 1;
    const a0 = a + <usize>i * rowStep;
    const a1 = a0 + <usize>min(1, left) * rowStep;
    const a2 = a0 + <usize>min(2, left) * rowStep;
    const a3 = a0 + <usize>min(3, left) * rowStep;
    const a4 = a0 + <usize>min(4, left) * rowStep;
    const a5 = a0 + <usize>min(5, left) * rowStep;
    let panel = panels;
    for (let j = 0; j < columns; j += 8) {
      const c0 = c + <usize>i * cStep + (<usize>j << 2);
      anyTile(
        a0, a1, a2, a3, a4, a5, depth, depthStep, 1, 0, panel, 32,
        c0,
        left >= 1 ? c0 + cStep : spare,
        left >= 2 ? c0 + 2 * cStep : spare,
        left >= 3 ? c0 + 3 * cStep : spare,
        left >= 4 ? c0 + 4 * cStep : spare,
        left >= 5 ? c0 + 5 * cStep : spare,
        columns - j, bias + (<usize>j << 2), mode,
      );
      panel += <usize>depth << 5;
    }
  }
}
