/**
 * Brings a drawing into the form of MNIST: the ink's box scaled to 20 pixels on its longer side, smoothed by area,
 * and placed in 28 × 28 so that its centre of mass is the centre (LeCun et al., 1998). Pure.
 */

export const SIDE = 28;
const BOX = 20;
/** Index of the pixel that MNIST's centres of mass fall on: 14.0 on average over its digits, not 13.5. */
const CENTRE = 14;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** `ink` is row-major, 0 to 255, `width` pixels a row; the result has 784 values, 0 to 255. */
export function centreDigit(ink: ArrayLike<number>, width: number): Float32Array {
  const digit = new Float32Array(SIDE * SIDE);
  const box = inkBox(ink, width);
  if (!box) return digit;
  const scale = BOX / Math.max(box.width, box.height);
  const columns = Math.max(1, Math.round(box.width * scale));
  const rows = Math.max(1, Math.round(box.height * scale));
  const small = shrink(ink, width, box, { columns, rows });
  const [x, y] = centreOfMass(small, columns);
  const left = clamp(Math.round(CENTRE - x), SIDE - columns);
  const top = clamp(Math.round(CENTRE - y), SIDE - rows);
  for (let row = 0; row < rows; row++) {
    const line = small.subarray(row * columns, (row + 1) * columns);
    digit.set(line, (top + row) * SIDE + left);
  }
  return digit;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}

function inkBox(ink: ArrayLike<number>, width: number): Box | null {
  let [left, top, right, bottom] = [width, Number.POSITIVE_INFINITY, -1, -1];
  for (let i = 0; i < ink.length; i++) {
    if (!(ink[i]! > 0)) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return null;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Every new pixel is the mean of the area that it covers, with parts of pixels at its edges. */
function shrink(
  ink: ArrayLike<number>,
  width: number,
  box: Box,
  to: { readonly columns: number; readonly rows: number },
): Float32Array {
  const out = new Float32Array(to.columns * to.rows);
  const [dx, dy] = [box.width / to.columns, box.height / to.rows];
  for (let row = 0; row < to.rows; row++) {
    for (let column = 0; column < to.columns; column++) {
      let sum = 0;
      for (const [y, high] of covered(row * dy, dy)) {
        for (const [x, wide] of covered(column * dx, dx)) {
          const inside = x < box.width && y < box.height;
          if (inside) sum += (ink[(box.top + y) * width + box.left + x] ?? 0) * wide * high;
        }
      }
      out[row * to.columns + column] = sum / (dx * dy);
    }
  }
  return out;
}

// The area may be wider than a pixel or, for a tiny drawing, narrower.
function covered(from: number, length: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let pixel = Math.floor(from); pixel < from + length - 1e-9; pixel++) {
    parts.push([pixel, Math.min(pixel + 1, from + length) - Math.max(pixel, from)]);
  }
  return parts;
}

function centreOfMass(values: Float32Array, width: number): [number, number] {
  let [mass, x, y] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    mass += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  }
  return mass > 0 ? [x / mass, y / mass] : [(width - 1) / 2, (values.length / width - 1) / 2];
}
