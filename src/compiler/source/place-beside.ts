/** A place on the canvas for a node that source adds: between its neighbours, where nothing lies. */
import type { Network, Node, Position } from '../../graph/document';
import { COLUMN, ROW } from '../importers/laid-out';

/** Cards closer than this cover each other. */
const NEAR = { x: 180, y: 150 };

/** Between what comes in and where the value goes, else behind the one or before the other. */
export function placeBeside(
  network: Network,
  sources: readonly Node[],
  targets: readonly Node[],
): Position {
  const before = middleOf(sources);
  const after = middleOf(targets);
  const wanted =
    before && after
      ? { x: Math.round((before.x + after.x) / 2), y: Math.round((before.y + after.y) / 2) }
      : before
        ? { x: before.x + COLUMN, y: before.y }
        : after
          ? { x: after.x - COLUMN, y: after.y }
          : { x: 0, y: 0 };
  let place = wanted;
  const covers = ({ position }: Node): boolean =>
    Math.abs(position.x - place.x) < NEAR.x && Math.abs(position.y - place.y) < NEAR.y;
  while (network.nodes.some(covers)) place = { x: place.x, y: place.y + ROW };
  return place;
}

function middleOf(nodes: readonly Node[]): Position | undefined {
  if (nodes.length === 0) return undefined;
  const sum = (axis: 'x' | 'y'): number =>
    nodes.reduce((total, { position }) => total + position[axis], 0) / nodes.length;
  return { x: sum('x'), y: sum('y') };
}
