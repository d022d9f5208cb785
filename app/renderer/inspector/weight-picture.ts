/**
 * A weight as small signed pictures: the kernels of one input map of a convolution, side by side, or a matrix as a heat
 * map. Pure: places and pixels from shape and values. All pictures of a weight share one scale around zero.
 */
import type { Tables } from '../canvas/faces/colours';
import { blank, drawPlane, type Pixels, spanOf } from '../canvas/faces/raster';

/** Width in pixels of the canvas element; it is drawn half as wide in CSS pixels. */
const WIDTH = 576;
const GAP = 10;
const MOST_PLANES = 48;
const MATRIX = { least: 32, most: 260 } as const;

export interface PictureForm {
  readonly type: 'kernels' | 'matrix';
  /** Size of one plane in values. */
  readonly rows: number;
  readonly columns: number;
  /** Input maps that can be chosen; 1 where there is nothing to choose. */
  readonly maps: number;
  /** Planes of one input map, and how many of them are drawn. */
  readonly planes: number;
  readonly shown: number;
  readonly across: number;
  readonly width: number;
  readonly height: number;
}

/** Kernels of rank 4 are planes, of rank 2 and 3 matrices; vectors have no picture. */
export function pictureForm(name: string, shape: readonly number[]): PictureForm | null {
  if (shape.some((size) => size < 1)) return null;
  if (shape.length === 4) {
    const [rows = 1, columns = 1, inputs = 1, outputs = 1] = shape;
    const isDepthwise = /depthwise/i.test(name);
    return kernels(
      { rows, columns },
      isDepthwise ? 1 : inputs,
      isDepthwise ? inputs * outputs : outputs,
    );
  }
  if (shape.length !== 2 && shape.length !== 3) return null;
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const height = Math.min(
    MATRIX.most,
    Math.max(MATRIX.least, Math.round((WIDTH * rows) / columns)),
  );
  const form = { type: 'matrix', rows, columns, maps: 1, planes: 1, shown: 1, across: 1 } as const;
  return { ...form, width: WIDTH, height };
}

function kernels(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  maps: number,
  planes: number,
): PictureForm {
  const shown = Math.min(planes, MOST_PLANES);
  const across = shown <= 12 ? 6 : shown <= 24 ? 8 : 12;
  const cell = cellSize({ rows, columns, across });
  const down = Math.ceil(shown / across);
  const height = down * (cell.height + GAP) - GAP;
  return { type: 'kernels', rows, columns, maps, planes, shown, across, width: WIDTH, height };
}

function cellSize({ rows, columns, across }: Pick<PictureForm, 'rows' | 'columns' | 'across'>) {
  const width = Math.floor((WIDTH - (across - 1) * GAP) / across);
  return { width, height: Math.max(1, Math.round((width * rows) / columns)) };
}

/** `map` counts from 0. */
export function drawWeights(
  form: PictureForm,
  values: ArrayLike<number>,
  map: number,
  tables: Tables,
): Pixels {
  const pixels = blank(form.width, form.height);
  const span = spanOf(values, true);
  const { rows, columns, maps, planes } = form;
  if (form.type === 'matrix') {
    const at = (row: number, column: number) => values[row * columns + column] ?? 0;
    const size = { x: 0, y: 0, width: form.width, height: form.height };
    drawPlane(pixels, { ...size, rows, columns, at }, span, tables);
    return pixels;
  }
  const cell = cellSize(form);
  for (let k = 0; k < form.shown; k += 1) {
    const at = (row: number, column: number) =>
      values[((row * columns + column) * maps + map) * planes + k] ?? 0;
    const x = (k % form.across) * (cell.width + GAP);
    const y = Math.floor(k / form.across) * (cell.height + GAP);
    drawPlane(pixels, { x, y, ...cell, rows, columns, at }, span, tables);
  }
  return pixels;
}
