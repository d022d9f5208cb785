/** Room for frames among cards: what is beside an opened block moves to the right, what is below moves down. */
import type { Rect } from '../geometry';

export interface Grown extends Rect {
  readonly id: string;
  /** Sizes while the block is open; those of the card otherwise. */
  readonly grown: { readonly width: number; readonly height: number };
}

interface Row {
  readonly bottom: number;
  /** How much higher its highest frame is than its card was. */
  readonly more: number;
}

/** How far each card steps aside, by id; those that stay are left out. Cards keep their order in row and column. */
export function roomFor(cards: readonly Grown[]): ReadonlyMap<string, { x: number; y: number }> {
  const open = cards.filter(
    ({ width, height, grown }) => grown.width > width || grown.height > height,
  );
  const steps = new Map<string, { x: number; y: number }>();
  if (open.length === 0) return steps;
  const rows = rowsOf(open);
  for (const card of cards) {
    const beside = open.filter((one) => one.x < card.x && isBeside(one, card));
    const x = beside.reduce((sum, { width, grown }) => sum + grown.width - width, 0);
    const above = rows.filter(({ bottom }) => bottom <= card.y);
    const y = above.reduce((sum, { more }) => sum + more, 0);
    if (x > 0 || y > 0) steps.set(card.id, { x, y });
  }
  return steps;
}

const isBeside = (one: Rect, other: Rect): boolean =>
  one.y < other.y + other.height && other.y < one.y + one.height;

/** Opened cards side by side make room downwards once, as much as the highest of them. */
function rowsOf(open: readonly Grown[]): readonly Row[] {
  const rows: Row[] = [];
  for (const card of [...open].sort((a, b) => a.y - b.y)) {
    const more = Math.max(0, card.grown.height - card.height);
    const last = rows.at(-1);
    const bottom = card.y + card.height;
    if (last && card.y < last.bottom) {
      rows[rows.length - 1] = {
        bottom: Math.max(last.bottom, bottom),
        more: Math.max(last.more, more),
      };
    } else rows.push({ bottom, more });
  }
  return rows;
}
