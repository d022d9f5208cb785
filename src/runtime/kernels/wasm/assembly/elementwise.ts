/** Passes over flat arrays and over the rows of a [rows, columns] matrix. */

/** dz = y > 0 ? dy : 0. */
export function reluGradient(dy: usize, y: usize, count: i32, dz: usize): void {
  let i = 0;
  const zero = f32x4.splat(0);
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(dz + at, v128.and(v128.load(dy + at), f32x4.gt(v128.load(y + at), zero)));
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    f32.store(dz + at, f32.load(y + at) > 0 ? f32.load(dy + at) : 0);
  }
}

/**
 * Rows that are added up before the partial sum joins the total: short sums lose less to rounding, and a block
 * stays in the first cache while its columns are walked.
 */
export const BLOCK: i32 = 128;

/** sums[columns] = column sums of x[rows, columns]. */
export function columnSums(x: usize, rows: i32, columns: i32, sums: usize): void {
  const step = <usize>columns << 2;
  memory.fill(sums, 0, step);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const offset = <usize>j << 2;
      let at = x + offset;
      let sum = f32x4.splat(0);
      for (let i = 0; i < count; i++) {
        sum = f32x4.add(sum, v128.load(at));
        at += step;
      }
      v128.store(sums + offset, f32x4.add(v128.load(sums + offset), sum));
    }
    for (; j < columns; j++) {
      const offset = <usize>j << 2;
      let at = x + offset;
      let sum: f32 = 0;
      for (let i = 0; i < count; i++) {
        sum += f32.load(at);
        at += step;
      }
      f32.store(sums + offset, f32.load(sums + offset) + sum);
    }
    x += <usize>count * step;
  }
}

/** Copies rows of `columns` floats into rows of `padded` floats, zero beyond. */
export function padRows(x: usize, rows: i32, columns: i32, padded: i32, target: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      f32.store(target + ((<usize>j) << 2), f32.load(x + ((<usize>j) << 2)));
    }
    for (let j = columns; j < padded; j++) f32.store(target + ((<usize>j) << 2), 0);
    x += (<usize>columns) << 2;
    target += (<usize>padded) << 2;
  }
}
