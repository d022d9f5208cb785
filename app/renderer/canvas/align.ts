/** Aligning and distributing the selected cards; each is one undo step. */
import type { Position } from '../../../src/graph/document';
import { moveNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { selectedNodes, shownNetwork } from '../actions/context';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { canvasHandle } from './canvas-handle';
import { CARD, type Rect } from './geometry';

export type Alignment = 'left' | 'centre' | 'top' | 'middle' | 'across' | 'down';

/** New top left corners of cards, by id. */
export function align(
  cards: ReadonlyMap<string, Rect>,
  alignment: Alignment,
): Map<string, Position> {
  const rects = [...cards.values()];
  const left = Math.min(...rects.map(({ x }) => x));
  const top = Math.min(...rects.map(({ y }) => y));
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  if (alignment === 'across' || alignment === 'down') return distribute(cards, alignment);
  return new Map(
    [...cards].map(([id, { x, y, width, height }]) => {
      if (alignment === 'left') return [id, { x: left, y }];
      if (alignment === 'top') return [id, { x, y: top }];
      if (alignment === 'centre') return [id, { x: Math.round((left + right - width) / 2), y }];
      return [id, { x, y: Math.round((top + bottom - height) / 2) }];
    }),
  );
}

/** Equal gaps between neighbours; the outer two stay. */
function distribute(
  cards: ReadonlyMap<string, Rect>,
  direction: 'across' | 'down',
): Map<string, Position> {
  const across = direction === 'across';
  const start = ({ x, y }: Rect) => (across ? x : y);
  const size = ({ width, height }: Rect) => (across ? width : height);
  const sorted = [...cards].sort((a, b) => start(a[1]) - start(b[1]));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < 3) return new Map();
  const room = start(last[1]) + size(last[1]) - start(first[1]);
  const filled = sorted.reduce((sum, [, rect]) => sum + size(rect), 0);
  const gap = (room - filled) / (sorted.length - 1);
  let at = start(first[1]);
  return new Map(
    sorted.map(([id, rect]) => {
      const place = Math.round(at);
      at += size(rect) + gap;
      return [id, across ? { x: place, y: rect.y } : { x: rect.x, y: place }];
    }),
  );
}

export function alignSelection(alignment: Alignment): void {
  const heights = new Map(
    canvasHandle()
      ?.flow.getNodes()
      .map(({ id, data }) => [id, data.height]),
  );
  const cards = new Map(
    selectedNodes().map(({ id, position }) => [
      id,
      { ...position, width: CARD.width, height: heights.get(id) ?? CARD.header + CARD.lines },
    ]),
  );
  const { name } = shownNetwork();
  documentStore()
    .getState()
    .dispatch(
      (document) => moveNodes(document, name, align(cards, alignment)),
      commit(words('canvas.align')),
    );
}
