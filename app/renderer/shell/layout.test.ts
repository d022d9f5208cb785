import { describe, expect, it } from 'vitest';
import { layoutOf, type Remembered } from './layout';

const usual: Remembered = {
  paletteFolded: false,
  inspectorFolded: false,
  paletteWidth: 228,
  inspectorWidth: 316,
  dockHeight: 312,
  dockFolded: false,
};

describe('the layout', () => {
  it('is as drawn from 1600 pixels on', () => {
    expect(layoutOf(1600, 1000, usual)).toEqual({
      rail: false,
      palette: 228,
      inspector: 'beside',
      inspectorWidth: 316,
      dock: 312,
      cramped: false,
    });
  });

  it('narrows the panels between 1280 and 1599', () => {
    const layout = layoutOf(1280, 800, usual);
    expect([layout.palette, layout.inspectorWidth, layout.inspector]).toEqual([204, 292, 'beside']);
  });

  it('folds the palette to its rail and lays the inspector over the canvas under 1280', () => {
    const layout = layoutOf(1100, 800, usual);
    expect([layout.rail, layout.palette, layout.inspector]).toEqual([true, 44, 'over']);
  });

  it('says under 1024 that editing wants more room', () => {
    expect(layoutOf(1023, 800, usual).cramped).toBe(true);
  });

  it('keeps a size that the user chose', () => {
    expect(layoutOf(1300, 800, { ...usual, paletteWidth: 300 }).palette).toBe(300);
  });

  it('never leaves the canvas less than 320 pixels high', () => {
    for (let height = 500; height < 1600; height += 50) {
      const { dock } = layoutOf(1600, height, { ...usual, dockHeight: 2000 });
      expect(height - 76 - dock).toBeGreaterThanOrEqual(Math.min(320, height - 76 - 38));
      expect(dock).toBeLessThanOrEqual(Math.max(38, height * 0.6));
    }
  });

  it('folds the dock to its row of tabs', () => {
    expect(layoutOf(1600, 1000, { ...usual, dockFolded: true }).dock).toBe(38);
  });
});
