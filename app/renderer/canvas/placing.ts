/** Where a new card goes when nobody says where. */
import type { Network, Node, Position } from '../../../src/graph/document';
import { CARD, PITCH, type Rect } from './geometry';

/** Cards in a row before a chain wraps, as a line of text does. */
export const ROW = 5;

/** Behind `node`, one pitch to the right; at the end of a row of `columns` cards, at the start of the next. */
export function placeAfter(network: Network, node: Node, columns = ROW): Position {
  const { x, y } = node.position;
  const row = network.nodes.filter((other) => Math.abs(other.position.y - y) < PITCH.y / 2);
  const left = Math.min(...row.map((other) => other.position.x));
  const next = { x: x + PITCH.x, y };
  if (x - left < PITCH.x * (columns - 1) - 10) return clear(network, next);
  return clear(network, { x: left, y: y + PITCH.y });
}

/** In the middle of what is in sight, or below everything there. */
export function freePlace(network: Network, sight: Rect | null): Position {
  if (network.nodes.length === 0 || !sight) {
    const last = network.nodes.at(-1);
    if (last) return placeAfter(network, last);
    return sight ? { x: Math.round(sight.x + 24), y: Math.round(sight.y + 60) } : { x: 28, y: 62 };
  }
  return clear(network, {
    x: Math.round(sight.x + (sight.width - CARD.width) / 2),
    y: Math.round(sight.y + sight.height / 3),
  });
}

/** The first place at or below `wanted` that no card covers. */
function clear(network: Network, wanted: Position): Position {
  let place = wanted;
  const covers = (node: Node) =>
    Math.abs(node.position.x - place.x) < CARD.width + 20 &&
    Math.abs(node.position.y - place.y) < CARD.header + CARD.lines + 20;
  for (let hit = network.nodes.find(covers); hit; hit = network.nodes.find(covers)) {
    place = { x: place.x, y: hit.position.y + CARD.header + CARD.lines + 40 };
  }
  return place;
}
