/** Three levels of detail with hysteresis, so that a card does not flicker at a threshold. */
export type ZoomLevel = 'far' | 'middle' | 'near';

const UP = { middle: 0.45, near: 0.8 } as const;
const DOWN = { middle: 0.4, near: 0.75 } as const;

/** The level at `zoom` for a canvas that was at `level`. */
export function nextLevel(level: ZoomLevel, zoom: number): ZoomLevel {
  const nearFrom = level === 'near' ? DOWN.near : UP.near;
  if (zoom >= nearFrom) return 'near';
  const middleFrom = level === 'far' ? UP.middle : DOWN.middle;
  return zoom >= middleFrom ? 'middle' : 'far';
}
