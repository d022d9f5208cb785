/** Which items of a long list are in the page: those in view and a little beyond. Pure. */

/** Lines above and below what is in view, so that scrolling finds them drawn. */
const BEYOND = 2;

export interface GridBox {
  readonly width: number;
  readonly height: number;
  /** How far it is scrolled. */
  readonly top: number;
  /** Absent where each item has a line of its own. */
  readonly itemWidth?: number | undefined;
  readonly itemHeight: number;
}

export interface GridWindow {
  /** Items in a line. */
  readonly across: number;
  readonly first: number;
  /** How many items from `first` on there is room for, however many there are. */
  readonly room: number;
}

export function windowOf({ width, height, top, itemWidth, itemHeight }: GridBox): GridWindow {
  const across = itemWidth ? Math.max(1, Math.floor(width / itemWidth)) : 1;
  const line = Math.max(0, Math.floor(top / itemHeight) - BEYOND);
  const lines = Math.ceil(height / itemHeight) + 2 * BEYOND + 1;
  return { across, first: line * across, room: width > 0 ? lines * across : 0 };
}
