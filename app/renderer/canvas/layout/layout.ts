/** Auto-layout: chains wrap into rows, everything else is layered left to right by elkjs in its own worker. */
import type { ELK, ElkNode } from 'elkjs/lib/elk-api';
import type { Network, Position } from '../../../../src/graph/document';
import { CARD } from '../geometry';
import { chainOf, perRow, wrapChain } from './wrap';

let elk: Promise<ELK> | undefined;

/** Loaded when the first branching network is laid out. */
function engine(): Promise<ELK> {
  elk ??= Promise.all([
    import('elkjs/lib/elk-api'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]).then(
    ([{ default: Elk }, { default: url }]) => new Elk({ workerFactory: () => new Worker(url) }),
  );
  return elk;
}

/** New places by node id; `width` is the room on screen. */
export async function layOutNetwork(
  network: Network,
  heights: ReadonlyMap<string, number>,
  width: number,
): Promise<Map<string, Position>> {
  const chain = chainOf(network);
  if (chain) return wrapChain(chain, perRow(chain.length, width), heights);
  const laid = await (await engine()).layout(graphOf(network, heights));
  return new Map(
    (laid.children ?? []).map(({ id, x = 0, y = 0 }) => [
      id,
      { x: Math.round(x), y: Math.round(y) },
    ]),
  );
}

/** The network as elkjs takes it. Delayed edges run back and do not decide on layers. */
export function graphOf(network: Network, heights: ReadonlyMap<string, number>): ElkNode {
  const ids = new Set(network.nodes.map(({ id }) => id));
  return {
    id: 'network',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.spacing.nodeNode': '40',
      'elk.layered.spacing.nodeNodeBetweenLayers': '62',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: network.nodes.map(({ id }) => ({
      id,
      width: CARD.width,
      height: heights.get(id) ?? CARD.header + CARD.lines,
    })),
    edges: network.edges
      .filter(({ source, target, delay }) => !delay && ids.has(source) && ids.has(target))
      .map(({ source, target }, i) => ({ id: `e${i}`, sources: [source], targets: [target] })),
  };
}
