/** Sizes of the regions from the window's width and what is remembered. Pure: the shell draws what this says. */

export interface Remembered {
  readonly paletteFolded: boolean;
  readonly inspectorFolded: boolean;
  readonly paletteWidth: number;
  readonly inspectorWidth: number;
  readonly dockHeight: number;
  readonly dockFolded: boolean;
}

export interface Layout {
  /** A rail of icons instead of the palette. */
  readonly rail: boolean;
  readonly palette: number;
  readonly inspector: 'beside' | 'over' | 'away';
  readonly inspectorWidth: number;
  readonly dock: number;
  /** The window is too small to edit in comfort. */
  readonly cramped: boolean;
}

export const RAIL = 44;
export const DOCK_TABS = 38;
/** Narrower windows have the rail alone. */
export const LEAST_WIDTH = 1280;
/** Narrower windows are for looking, training and inspecting. */
export const ROOM_TO_EDIT = 1024;
export const limits = {
  palette: { min: 200, max: 320, usual: 228 },
  inspector: { min: 280, max: 420, usual: 316 },
  dock: { min: 180, usual: 312 },
} as const;

const BARS = 48 + 28;
const LEAST_CANVAS = { width: 480, height: 320 };

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), Math.max(min, max));
}

/** The tallest dock that leaves the canvas its height, at most 60 % of the window. */
export function tallestDock(height: number): number {
  return Math.max(DOCK_TABS, Math.min(height * 0.6, height - BARS - LEAST_CANVAS.height));
}

export function layoutOf(width: number, height: number, view: Remembered): Layout {
  const narrow = width < 1600;
  const rail = view.paletteFolded || width < LEAST_WIDTH;
  const usualPalette = view.paletteWidth === limits.palette.usual;
  const usualInspector = view.inspectorWidth === limits.inspector.usual;
  const palette = rail ? RAIL : narrow && usualPalette ? 204 : view.paletteWidth;
  const inspectorWidth = narrow && usualInspector ? 292 : view.inspectorWidth;
  const room = width - palette - inspectorWidth;
  const beside = width >= LEAST_WIDTH && room >= LEAST_CANVAS.width;
  const tallest = tallestDock(height);
  return {
    rail,
    palette: rail ? RAIL : clamp(palette, limits.palette.min, limits.palette.max),
    inspector: view.inspectorFolded ? 'away' : beside ? 'beside' : 'over',
    inspectorWidth: clamp(inspectorWidth, limits.inspector.min, limits.inspector.max),
    dock: view.dockFolded
      ? DOCK_TABS
      : clamp(view.dockHeight, Math.min(limits.dock.min, tallest), tallest),
    cramped: width < ROOM_TO_EDIT,
  };
}
