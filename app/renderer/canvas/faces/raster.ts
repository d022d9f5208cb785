/** Values to pixels, nearest neighbour, without a DOM: what a face draws, given its place and its colours. */
import type { Tables } from './colours';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Packed RGBA; 0 is transparent. */
  readonly data: Uint32Array;
}

/** What the colours of a face span: from zero to the largest value, or both ways where there are negative ones. */
export interface Span {
  readonly signed: boolean;
  /** Largest magnitude; at least a tiny number, so that a face of zeros is all ground. */
  readonly limit: number;
}

export function spanOf(values: ArrayLike<number>, forceSigned = false): Span {
  let low = 0;
  let high = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value < low) low = value;
    else if (value > high && value < Number.POSITIVE_INFINITY) high = value;
  }
  const signed = forceSigned || low < 0;
  const limit = signed ? Math.max(high, low === Number.NEGATIVE_INFINITY ? 0 : -low) : high;
  return { signed, limit: limit || 1e-12 };
}

/** Packed colour of a value; NaN is drawn as zero, values beyond the limit as the limit. */
export function colourOf(value: number, span: Span, tables: Tables): number {
  const part = value / span.limit;
  if (span.signed) {
    const at = Math.round(127.5 + 127.5 * (part || 0));
    return tables.signed[Math.max(0, Math.min(255, at))]!;
  }
  return tables.values[Math.max(0, Math.min(255, Math.round(255 * (part || 0))))]!;
}

/** One plane inside a picture: `at(row, column)` gives its value. */
export interface Plane {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  readonly at: (row: number, column: number) => number;
}

export function blank(width: number, height: number): Pixels {
  return { width, height, data: new Uint32Array(width * height) };
}

/** Draws a plane by nearest neighbour; a plane with more cells than pixels is sampled. */
export function drawPlane(pixels: Pixels, plane: Plane, span: Span, tables: Tables): void {
  const { data, width } = pixels;
  for (let y = 0; y < plane.height; y += 1) {
    const row = Math.floor((y * plane.rows) / plane.height);
    const start = (plane.y + y) * width + plane.x;
    for (let x = 0; x < plane.width; x += 1) {
      const column = Math.floor((x * plane.columns) / plane.width);
      data[start + x] = colourOf(plane.at(row, column), span, tables);
    }
  }
}

/** A colour picture with values from 0 to the largest; `at` as in `Plane`, by channel. */
export function drawColour(
  pixels: Pixels,
  shape: readonly number[],
  values: ArrayLike<number>,
  limit: number,
): void {
  const [rows = 1, columns = 1, channels = 3] = shape;
  const scale = 255 / limit;
  const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value * scale)));
  for (let y = 0; y < pixels.height; y += 1) {
    const row = Math.floor((y * rows) / pixels.height);
    for (let x = 0; x < pixels.width; x += 1) {
      const at = (row * columns + Math.floor((x * columns) / pixels.width)) * channels;
      const [r, g, b] = [byte(values[at]!), byte(values[at + 1]!), byte(values[at + 2]!)];
      pixels.data[y * pixels.width + x] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    }
  }
}

/** A grid of units: each a square cell with a hairline between, row by row. */
export function drawUnits(
  pixels: Pixels,
  { values, columns }: { readonly values: ArrayLike<number>; readonly columns: number },
  span: Span,
  tables: Tables,
): void {
  const rows = Math.ceil(values.length / columns);
  for (let i = 0; i < values.length; i += 1) {
    const column = i % columns;
    const row = (i - column) / columns;
    const left = Math.round((column * pixels.width) / columns);
    const right = Math.round(((column + 1) * pixels.width) / columns);
    const top = Math.round((row * pixels.height) / rows);
    const bottom = Math.round(((row + 1) * pixels.height) / rows);
    const gap = right - left > 6 ? 1 : 0;
    const colour = colourOf(values[i]!, span, tables);
    for (let y = top; y < bottom - gap; y += 1) {
      pixels.data.fill(colour, y * pixels.width + left, y * pixels.width + right - gap);
    }
  }
}
