import { describe, expect, it } from 'vitest';
import { FACE, faceHeight, faceOf, gridFor, unitColumns, unitsSize } from './face';

const layer = { kind: 'Conv2D', activation: 'relu', output: [24, 24, 6], kernel: [5, 5, 1, 6] };

describe('faceOf', () => {
  it('shows nothing under Structure and where no shape is known', () => {
    expect(faceOf('structure', layer)).toBeNull();
    expect(faceOf('activations', { ...layer, output: undefined })).toBeNull();
    expect(faceOf('activations', { ...layer, output: [null, 8] })).toBeNull();
    expect(faceOf('weights', { ...layer, kernel: undefined })).toBeNull();
  });

  it('draws at most 12 maps and knows how many it leaves out', () => {
    const face = faceOf('activations', { ...layer, output: [8, 8, 32] });
    expect(face).toMatchObject({ type: 'maps', count: 32, shown: 12 });
  });

  it('draws a small softmax as bars and a large one as units', () => {
    const dense = { ...layer, kind: 'Dense', activation: 'softmax' };
    expect(faceOf('activations', { ...dense, output: [10] })).toEqual({ type: 'bars', count: 10 });
    expect(faceOf('activations', { ...dense, output: [1000] })?.type).toBe('units');
  });

  it('shows the kernels of a convolution under Weights', () => {
    expect(faceOf('weights', layer)).toMatchObject({ type: 'maps', rows: 5, columns: 5, count: 6 });
  });

  it.each([
    [24, 24, 6],
    [4, 4, 12],
    [1, 300, 3],
    [300, 1, 3],
    [2, 2, 500],
  ])('keeps maps of %i×%i×%i inside 132 × 100', (...shape) => {
    const face = faceOf('activations', { ...layer, output: shape });
    if (face?.type !== 'maps') throw new Error('expected maps');
    const { across, width } = face.grid;
    expect(across * (width + FACE.gap) - FACE.gap).toBeLessThanOrEqual(FACE.width);
    expect(faceHeight(face)).toBeLessThanOrEqual(FACE.height);
  });
});

describe('gridFor', () => {
  it('arranges six square maps in two rows of three and twelve in three rows of four', () => {
    expect(gridFor(6, 24, 24)).toMatchObject({ across: 3, down: 2 });
    expect(gridFor(12, 8, 8)).toMatchObject({ across: 4, down: 3 });
  });
});

describe('unitColumns', () => {
  it('leaves no ragged row where a divisor is near', () => {
    for (const count of [10, 60, 120, 192, 256]) expect(count % unitColumns(count)).toBe(0);
  });

  it('keeps a grid of any count inside the face', () => {
    for (const count of [1, 7, 97, 4096, 25_088]) {
      const { width, height } = unitsSize(count, unitColumns(count));
      expect(width).toBeLessThanOrEqual(FACE.width);
      expect(height).toBeLessThanOrEqual(72);
    }
  });
});
