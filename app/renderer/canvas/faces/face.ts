/**
 * Which picture a card shows and how much room it takes. Known from facts alone, before any value arrives,
 * so that cards never change their height while a network trains.
 */
import type { Shape } from '../../../../src/compiler/layer';
import { NETWORK_KIND } from '../../../../src/graph/document';
import type { Faces } from '../../stores/view';
import { pictureSize } from '../../training/picture';

/** Largest picture on a card, in CSS pixels at zoom 1. */
export const FACE = { width: 132, height: 100, gap: 4 } as const;

/** At most this many maps are drawn; the rest is a number. */
const MAPS = 12;

export type Face =
  /** Feature maps or kernels: `count` planes of `rows` by `columns` pixels, `shown` of them drawn. */
  | {
      readonly type: 'maps';
      readonly rows: number;
      readonly columns: number;
      readonly count: number;
      readonly shown: number;
      readonly grid: Grid;
    }
  /** One plane, shrunk to fit: a dense kernel, a sequence of features. */
  | { readonly type: 'matrix'; readonly rows: number; readonly columns: number }
  /** The units of a layer as a grid of cells. */
  | { readonly type: 'units'; readonly count: number; readonly columns: number }
  /** Probabilities as bars with their classes. */
  | { readonly type: 'bars'; readonly count: number }
  | { readonly type: 'sample'; readonly shape: readonly number[] }
  | { readonly type: 'answer' }
  /** A block: its inside in small. */
  | { readonly type: 'glyph' };

export interface Grid {
  readonly across: number;
  readonly down: number;
  /** Size of one cell. */
  readonly width: number;
  readonly height: number;
}

/** The grid that draws `count` planes of one form largest within the face. */
export function gridFor(count: number, rows: number, columns: number): Grid {
  let best: Grid = { across: 1, down: count, width: 1, height: 1 };
  for (let across = 1; across <= count; across += 1) {
    const down = Math.ceil(count / across);
    const room = (FACE.width - (across - 1) * FACE.gap) / across;
    const tall = (FACE.height - (down - 1) * FACE.gap) / down;
    const scale = Math.min(room / columns, tall / rows);
    const width = Math.max(1, Math.floor(columns * scale));
    const height = Math.max(1, Math.floor(rows * scale));
    if (width * height > best.width * best.height) best = { across, down, width, height };
  }
  return best;
}

function maps(rows: number, columns: number, count: number): Face {
  const shown = Math.min(count, MAPS);
  return { type: 'maps', rows, columns, count, shown, grid: gridFor(shown, rows, columns) };
}

function known(shape: Shape | undefined): readonly number[] | undefined {
  if (shape === undefined || shape.length === 0) return undefined;
  const sizes = shape.filter((size): size is number => size !== null && size > 0);
  return sizes.length === shape.length ? sizes : undefined;
}

function plane(shape: readonly number[]): Face {
  const [first = 1, second = 1, third] = shape;
  if (shape.length === 3 && third !== undefined) return maps(first, second, third);
  if (shape.length === 2) return { type: 'matrix', rows: first, columns: second };
  return { type: 'units', count: first, columns: unitColumns(first) };
}

/** Columns of a grid of `count` units about three times as wide as high. */
export function unitColumns(count: number): number {
  const wanted = Math.max(1, Math.round(Math.sqrt(count * 2.6)));
  // A divisor near the wanted width leaves no ragged last row.
  for (let off = 0; off < wanted / 2; off += 1) {
    if (count % (wanted + off) === 0) return wanted + off;
    if (count % (wanted - off) === 0) return wanted - off;
  }
  return Math.min(count, wanted);
}

export interface FaceQuestion {
  readonly kind: string;
  readonly activation: unknown;
  readonly output: Shape | undefined;
  /** Shape of the layer's main weight, where it has one. */
  readonly kernel: readonly number[] | undefined;
}

const BARS = 24;

/** More values than this in a square number are a picture, as in the data panel; fewer may be classes. */
const FLAT_PICTURE = 120;

/** A flat picture with its sides again; other shapes as they are. */
function asPicture(shape: readonly number[]): readonly number[] {
  const size = shape.length === 1 && shape[0]! >= FLAT_PICTURE ? pictureSize(shape) : null;
  return size ? [size.height, size.width, size.channels] : shape;
}

/** The picture of a node under a switch of the canvas; `null` where there is nothing to show. */
export function faceOf(
  faces: Faces,
  { kind, activation, output, kernel }: FaceQuestion,
): Face | null {
  if (faces === 'structure') return null;
  if (kind === NETWORK_KIND) return { type: 'glyph' };
  if (faces === 'weights' || faces === 'gradients') return kernelFace(kernel);
  const shape = known(output);
  const picture = shape && asPicture(shape);
  if (kind === 'Output' && (picture?.length ?? 1) === 1) return { type: 'answer' };
  if (shape === undefined || picture === undefined || shape.length > 3) return null;
  if (kind === 'Input' || kind === 'Output') {
    // Inside a block its ports carry maps, not samples.
    const channels = picture.length === 3 ? picture[2] : 1;
    return channels === 1 || channels === 3 ? { type: 'sample', shape: picture } : plane(shape);
  }
  const isDistribution = kind === 'Softmax' || activation === 'softmax';
  if (isDistribution && shape.length === 1 && shape[0]! <= BARS) {
    return { type: 'bars', count: shape[0]! };
  }
  return plane(shape);
}

function kernelFace(kernel: readonly number[] | undefined): Face | null {
  if (kernel === undefined) return null;
  const [first = 1, second = 1, third = 1, fourth] = kernel;
  if (kernel.length === 4 && fourth !== undefined) return maps(first, second, fourth);
  if (kernel.length === 3) return maps(first, second, third);
  return plane(kernel);
}

/** Height of the picture on the card. */
export function faceHeight(face: Face | null): number {
  if (face === null) return 0;
  switch (face.type) {
    case 'maps':
      return face.grid.down * (face.grid.height + FACE.gap) - FACE.gap;
    case 'matrix':
      return matrixSize(face.rows, face.columns).height;
    case 'units':
      return unitsSize(face.count, face.columns).height;
    case 'bars':
      return 64;
    case 'sample':
      return face.shape.length === 3 ? 92 : 52;
    case 'answer':
      return 64;
    case 'glyph':
      return 52;
  }
}

/** A matrix fills the width; its height follows, between 24 and 72. */
export function matrixSize(rows: number, columns: number): { width: number; height: number } {
  const height = Math.round((FACE.width * rows) / Math.max(1, columns));
  return { width: FACE.width, height: Math.min(72, Math.max(24, height)) };
}

export function unitsSize(count: number, columns: number): { width: number; height: number } {
  const rows = Math.max(1, Math.ceil(count / columns));
  const cell = Math.min(14, FACE.width / columns, 72 / rows);
  return { width: Math.round(cell * columns), height: Math.max(10, Math.round(cell * rows)) };
}
