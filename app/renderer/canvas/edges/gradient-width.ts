/** Width of an edge while the network trains: 1.2 + 2.6 · √(gradient norm), at most 4.4, twice a second. */
import { useSyncExternalStore } from 'react';
import { nodeById, successors } from '../../../../src/graph/topology';
import { shownNetwork } from '../../actions/context';
import { runStore, series } from '../../stores/run';

export const IDLE_WIDTH = 1.8;

/** Edge width for a Euclidean gradient norm, in px. */
export function widthOf(norm: number): number {
  const width = Math.min(4.4, 1.2 + 2.6 * Math.sqrt(Math.max(0, norm)));
  // Steps of a tenth: smaller changes are not seen and not drawn.
  return Number.isFinite(width) ? Math.round(width * 10) / 10 : 4.4;
}

let norms: ReadonlyMap<string, number> = new Map();
let readAt = 0;

/** Newest gradient norm by node: the root of the sum of squares over its weights. */
function readNorms(): ReadonlyMap<string, number> {
  const now = performance.now();
  if (now - readAt < 500) return norms;
  readAt = now;
  const squares = new Map<string, number>();
  for (const [key, rows] of series.histograms) {
    const last = rows.at(-1)?.histogram;
    if (!last || !key.endsWith('/gradient')) continue;
    const node = last.variable.slice(0, last.variable.lastIndexOf('.'));
    squares.set(node, (squares.get(node) ?? 0) + last.norm ** 2);
  }
  norms = new Map([...squares].map(([node, square]) => [node, Math.sqrt(square)]));
  return norms;
}

/** The gradient that flows back through an edge: that of the next layer with weights behind it. */
function gradientBehind(node: string): number | undefined {
  const known = readNorms();
  if (known.size === 0) return undefined;
  const { network } = shownNetwork();
  const seen = new Set<string>();
  let at: string | undefined = node;
  while (at !== undefined && !seen.has(at) && nodeById(network, at)) {
    const norm = known.get(at);
    if (norm !== undefined) return norm;
    seen.add(at);
    at = successors(network, at)[0];
  }
  return undefined;
}

export function useGradientWidth(node: string): number {
  return useSyncExternalStore(runStore.subscribe, () => {
    const { phase } = runStore.getState().state;
    if (phase !== 'running' && phase !== 'paused') return IDLE_WIDTH;
    const norm = gradientBehind(node);
    return norm === undefined ? IDLE_WIDTH : widthOf(norm);
  });
}
