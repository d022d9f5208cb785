/** Long chains wrapped into rows like lines of text; returns nothing for networks that branch. */
import type { Network, Position } from '../../../../src/graph/document';
import { edgesFrom, edgesInto, order } from '../../../../src/graph/topology';
import { CARD } from '../geometry';

const GAP = { x: 50, y: 90 } as const;

/** The nodes of a network that is one chain, first to last; `null` of any other network. */
export function chainOf(network: Network): readonly string[] | null {
  const ids = order(network);
  if (ids.length !== network.nodes.length || ids.length < 2) return null;
  const isChain = ids.every(
    (id, i) =>
      edgesFrom(network, id).length === (i < ids.length - 1 ? 1 : 0) &&
      edgesInto(network, id).every(({ source }) => source === ids[i - 1]),
  );
  return isChain ? ids : null;
}

/** How many cards stand in a row: as many as fit, and rows as even as they can be. */
export function perRow(count: number, width: number): number {
  const most = Math.max(2, Math.floor((width - 40 + GAP.x) / (CARD.width + GAP.x)));
  const rows = Math.ceil(count / most);
  return Math.ceil(count / rows);
}

/** Places of a chain in rows of `columns`, each row as high as its highest card. */
export function wrapChain(
  ids: readonly string[],
  columns: number,
  heights: ReadonlyMap<string, number>,
): Map<string, Position> {
  const places = new Map<string, Position>();
  let y = 0;
  for (let start = 0; start < ids.length; start += columns) {
    const row = ids.slice(start, start + columns);
    for (const [i, id] of row.entries()) places.set(id, { x: i * (CARD.width + GAP.x), y });
    y += Math.max(...row.map((id) => heights.get(id) ?? 76)) + GAP.y;
  }
  return places;
}
