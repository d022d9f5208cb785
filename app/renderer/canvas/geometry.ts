/** Sizes and places on a card, in CSS pixels at zoom 1. Cards do not change size with the zoom. */
export const CARD = {
  width: 160,
  header: 33,
  /** Parameter line, foot and cost bar together. */
  lines: 43,
  faceGap: 2,
  handle: 9,
  /** Centre of the first handle below the card's top. */
  firstHandle: 17,
  handlePitch: 20,
} as const;

/** Pitch of cards in rows and columns that layout and the templates share. */
export const PITCH = { x: 210, y: 276 } as const;

/** Height of a card with `face` pixels of picture and `handles` on its busier side. */
export function cardHeight(face: number, handles: number): number {
  const body = CARD.header + CARD.lines + (face > 0 ? face + CARD.faceGap : 0);
  return Math.max(body, Math.min(handles, 6) * CARD.handlePitch + 2 * (CARD.firstHandle - 10));
}

/** Centre of handle `i` of `count` below the card's top: 20 apart, closer when many must fit. */
export function handleY(i: number, count: number, height: number): number {
  if (count <= 1) return CARD.firstHandle;
  const room = height - 2 * CARD.firstHandle;
  return CARD.firstHandle + i * Math.min(CARD.handlePitch, room / (count - 1));
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest rectangle around all; `null` of nothing. */
export function boundsOf(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    left = Math.min(left, rect.x);
    top = Math.min(top, rect.y);
    right = Math.max(right, rect.x + rect.width);
    bottom = Math.max(bottom, rect.y + rect.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
