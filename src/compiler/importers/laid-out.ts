/** First places for an imported network: columns by depth, folded into bands that a screen can show. */
import type { Network, Position } from '../../graph/document';
import { edgesInto, order } from '../../graph/topology';

/** Room for a card with its picture and its gap, in canvas pixels. */
export const COLUMN = 210;
export const ROW = 276;
/** So many columns a screen shows at full size. */
const FEWEST_COLUMNS = 5;

/** Bands that are about as wide as a screen when all are in sight, each as long as the others. */
function columnsOf(depth: number): number {
  const most = Math.max(FEWEST_COLUMNS, Math.round(Math.sqrt(2 * depth)));
  return Math.ceil(depth / Math.ceil(depth / most));
}

/** The network with every node placed; the studio's own layout draws it finer. */
export function laidOut(network: Network): Network {
  const depths = new Map<string, number>();
  const columns = new Map<number, string[]>();
  for (const id of order(network)) {
    const before = edgesInto(network, id).map(({ source }) => depths.get(source) ?? -1);
    const depth = Math.max(-1, ...before) + 1;
    depths.set(id, depth);
    columns.set(depth, [...(columns.get(depth) ?? []), id]);
  }
  const places = new Map<string, Position>();
  let top = 0;
  const across = columnsOf(columns.size);
  for (let first = 0; first < columns.size; first += across) {
    let rows = 1;
    for (let column = 0; column < across; column++) {
      const ids = columns.get(first + column) ?? [];
      rows = Math.max(rows, ids.length);
      ids.forEach((id, row) => {
        places.set(id, { x: column * COLUMN, y: top + row * ROW });
      });
    }
    top += rows * ROW;
  }
  const nodes = network.nodes.map((node) => ({
    ...node,
    position: places.get(node.id) ?? node.position,
  }));
  return { ...network, nodes };
}
