import { describe, expect, it } from 'vitest';
import { rgb } from '../../training/picture';
import { tableOf } from './colours';
import { blank, colourOf, drawPlane, drawUnits, spanOf } from './raster';

const tables = {
  values: tableOf(['#f0f0ed', '#a9c4cf', '#3e7f92', '#0f3d4e'].map(rgb)),
  signed: tableOf(['#b9530e', '#f3f3f0', '#1b56b8'].map(rgb)),
};
const packed = (hex: string) => tableOf([rgb(hex), rgb(hex)])[0];

describe('spanOf', () => {
  it('goes from zero up for values and both ways as soon as one is negative', () => {
    expect(spanOf([0, 2, 1])).toEqual({ signed: false, limit: 2 });
    expect(spanOf([0, 2, -3])).toEqual({ signed: true, limit: 3 });
  });

  it('does not let infinities and NaN set the scale', () => {
    expect(spanOf([1, Number.POSITIVE_INFINITY, Number.NaN])).toEqual({ signed: false, limit: 1 });
  });

  it('draws a face of zeros as ground', () => {
    expect(colourOf(0, spanOf([0, 0]), tables)).toBe(packed('#f0f0ed'));
  });
});

describe('colourOf', () => {
  it('gives zero the ground and the extremes the ends of the ramp', () => {
    const span = spanOf([-2, 2]);
    expect(colourOf(-2, span, tables)).toBe(packed('#b9530e'));
    expect(colourOf(2, span, tables)).toBe(packed('#1b56b8'));
    expect(colourOf(9, span, tables)).toBe(packed('#1b56b8'));
    expect(colourOf(Number.NaN, span, tables)).toBe(colourOf(0, span, tables));
  });
});

describe('drawPlane', () => {
  it('repeats each value over its block of pixels and leaves the rest transparent', () => {
    const pixels = blank(5, 4);
    const at = (row: number, column: number) => row * 2 + column;
    const plane = { x: 0, y: 0, width: 4, height: 4, rows: 2, columns: 2, at };
    const span = { signed: false, limit: 3 };
    drawPlane(pixels, plane, span, tables);
    const colours = [0, 1, 2, 3].map((value) => colourOf(value, span, tables));
    expect([...pixels.data.slice(0, 5)]).toEqual([
      colours[0],
      colours[0],
      colours[1],
      colours[1],
      0,
    ]);
    expect([...pixels.data.slice(15, 20)]).toEqual([
      colours[2],
      colours[2],
      colours[3],
      colours[3],
      0,
    ]);
  });
});

describe('drawUnits', () => {
  it('fills every cell, more of them than pixels too', () => {
    const pixels = blank(8, 2);
    drawUnits(
      pixels,
      { values: new Float32Array(64).fill(1), columns: 32 },
      { signed: false, limit: 1 },
      tables,
    );
    expect(pixels.data.every((pixel) => pixel === packed('#0f3d4e'))).toBe(true);
  });
});
