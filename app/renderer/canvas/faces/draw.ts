/** One face as pixels: which planes of a probe's values stand where. */
import type { Probe } from '../../../../src/runtime/protocol';
import type { Tables } from './colours';
import { FACE, type Face, matrixSize, unitsSize } from './face';
import { blank, drawColour, drawPlane, drawUnits, type Pixels, spanOf } from './raster';

type Maps = Extract<Face, { type: 'maps' }>;

/** Device pixels per CSS pixel that faces are drawn with: sharp on dense screens, cheap enough on others. */
export const DENSITY = 2;

/** Pixels of a face that is drawn from values alone; `null` for faces that are words or bars. */
export function drawFace(face: Face, probe: Probe, tables: Tables): Pixels | null {
  const signed = probe.of !== 'activation';
  switch (face.type) {
    case 'maps':
      return drawMaps(face, probe, signed, tables);
    case 'matrix':
      return drawMatrix(probe, signed, tables);
    case 'units':
      return drawGrid(probe, face.columns, signed, tables);
    case 'sample':
      return drawSample(face.shape, probe, tables);
    case 'bars':
    case 'answer':
    case 'glyph':
      return null;
  }
}

/** The tensor's last axis counts the planes: channels of a map, filters of a kernel. */
function drawMaps(face: Maps, probe: Probe, signed: boolean, tables: Tables): Pixels {
  const { grid, rows, columns, shown } = face;
  const width = grid.across * (grid.width + FACE.gap) - FACE.gap;
  const height = grid.down * (grid.height + FACE.gap) - FACE.gap;
  const pixels = blank(width * DENSITY, height * DENSITY);
  const span = spanOf(probe.values, signed);
  const planes = probe.shape.at(-1) ?? 1;
  // Kernels have their input channels between place and filter; the first of them is shown.
  const between = probe.values.length / (rows * columns * planes);
  for (let k = 0; k < Math.min(shown, planes); k += 1) {
    const at = (row: number, column: number) =>
      probe.values[(row * columns + column) * between * planes + k] ?? 0;
    drawPlane(
      pixels,
      {
        x: (k % grid.across) * (grid.width + FACE.gap) * DENSITY,
        y: Math.floor(k / grid.across) * (grid.height + FACE.gap) * DENSITY,
        width: grid.width * DENSITY,
        height: grid.height * DENSITY,
        rows,
        columns,
        at,
      },
      span,
      tables,
    );
  }
  return pixels;
}

function drawMatrix(probe: Probe, signed: boolean, tables: Tables): Pixels {
  const columns = probe.shape.at(-1) ?? 1;
  const rows = probe.values.length / columns;
  const size = matrixSize(rows, columns);
  const pixels = blank(size.width * DENSITY, size.height * DENSITY);
  const at = (row: number, column: number) => probe.values[row * columns + column] ?? 0;
  const plane = { x: 0, y: 0, width: pixels.width, height: pixels.height, rows, columns, at };
  drawPlane(pixels, plane, spanOf(probe.values, signed), tables);
  return pixels;
}

function drawGrid(probe: Probe, columns: number, signed: boolean, tables: Tables): Pixels {
  const { width, height } = unitsSize(probe.values.length, columns);
  const pixels = blank(width * DENSITY, height * DENSITY);
  drawUnits(pixels, { values: probe.values, columns }, spanOf(probe.values, signed), tables);
  return pixels;
}

function drawSample(shape: readonly number[], probe: Probe, tables: Tables): Pixels {
  const [rows = 1, columns = 1, channels = 1] = shape;
  if (shape.length < 3) {
    if (shape.length === 2) return drawMatrix(probe, false, tables);
    return drawGrid(probe, Math.min(rows, 8), false, tables);
  }
  const scale = Math.min(FACE.width / columns, 92 / rows);
  const pixels = blank(
    Math.max(1, Math.round(columns * scale)) * DENSITY,
    Math.max(1, Math.round(rows * scale)) * DENSITY,
  );
  const span = spanOf(probe.values);
  if (channels === 3) {
    drawColour(pixels, shape, probe.values, span.limit);
    return pixels;
  }
  const at = (row: number, column: number) =>
    probe.values[(row * columns + column) * channels] ?? 0;
  const plane = { x: 0, y: 0, width: pixels.width, height: pixels.height, rows, columns, at };
  drawPlane(pixels, plane, span, tables);
  return pixels;
}
