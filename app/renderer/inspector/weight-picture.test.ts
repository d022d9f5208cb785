import { describe, expect, it } from 'vitest';
import { drawWeights, pictureForm } from './weight-picture';

/** The place in the table is the colour, so that a pixel tells its value. */
const table = Uint32Array.from({ length: 256 }, (_, i) => i + 1);
const tables = { values: table, signed: table };

describe('the picture of a weight', () => {
  it('has one plane for every filter, and the input maps to choose from', () => {
    expect(pictureForm('kernel', [5, 5, 6, 12])).toMatchObject({ maps: 6, planes: 12, across: 6 });
    expect(pictureForm('depthwiseKernel', [3, 3, 8, 2])).toMatchObject({ maps: 1, planes: 16 });
  });

  it('is a matrix for a dense kernel and nothing for a vector', () => {
    expect(pictureForm('kernel', [120, 60])).toMatchObject({ type: 'matrix', rows: 120 });
    expect(pictureForm('bias', [60])).toBeNull();
  });

  it('shows the kernel of the chosen input map, negative and positive around zero', () => {
    // [1, 1, 2 maps, 2 filters]: map 0 holds -1 and 0, map 1 holds 1 and 0.5.
    const form = pictureForm('kernel', [1, 1, 2, 2])!;
    const values = [-1, 0, 1, 0.5];
    const first = drawWeights(form, values, 0, tables);
    const second = drawWeights(form, values, 1, tables);
    expect(first.data[0]).toBe(1);
    expect(second.data[0]).toBe(256);
    expect(second.data.includes(table[191]!)).toBe(true);
  });
});
