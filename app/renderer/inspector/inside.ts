/** The inside of a block as one column of layers with the skips that pass them by: what its diagram draws. */
import type { Network } from '../../../src/graph/document';
import { INPUT_KIND, OUTPUT_KIND } from '../../../src/graph/network';
import { edgesInto, nodeById, order, predecessors, successors } from '../../../src/graph/topology';

/** A way round a part of the column. */
export interface Skip {
  /** Index in the column of the layer it leaves; −1 is the input of the block. */
  readonly from: number;
  /** Index of the layer it arrives at; the column's length is the output of the block. */
  readonly to: number;
  /** Ids of the layers on it, in order; none on an identity skip. */
  readonly through: readonly string[];
  /** 0 beside the column; skips in one lane do not overlap. */
  readonly lane: number;
}

export interface Inside {
  /** Ids on the longest way through the block. */
  readonly column: readonly string[];
  readonly skips: readonly Skip[];
}

/** Linear in nodes and edges, but for branches and lanes: quadratic in the layers of a branch, and in the skips. */
export function insideOf(network: Network): Inside {
  const kindOf = (id: string) => nodeById(network, id)?.kind ?? '';
  const isPort = (id: string) => kindOf(id) === INPUT_KIND || kindOf(id) === OUTPUT_KIND;
  const column = longestWay(network).filter((id) => !isPort(id));
  const rows = new Map(column.map((id, row) => [id, row]));
  /** The row of a layer or port; `undefined` beside the column. */
  const rowOf = (id: string) =>
    kindOf(id) === INPUT_KIND ? -1 : kindOf(id) === OUTPUT_KIND ? column.length : rows.get(id);
  const direct = network.edges.flatMap(({ source, target, delay }) => {
    const [from, to] = [rowOf(source), rowOf(target)];
    const isSkip = !delay && from !== undefined && to !== undefined && to - from > 1;
    return isSkip ? [{ from, to, through: [] }] : [];
  });
  const beside = branches(network, (id) => rowOf(id) === undefined).map((through) => {
    const known = (ids: readonly string[]) => ids.flatMap((id) => rowOf(id) ?? []);
    return {
      from: Math.min(column.length, ...known(through.flatMap((id) => predecessors(network, id)))),
      to: Math.max(-1, ...known(through.flatMap((id) => successors(network, id)))),
      through,
    };
  });
  return { column, skips: inLanes([...direct, ...beside].filter(({ from, to }) => from < to)) };
}

/** Ids from a source to a sink along the most nodes; of equal ways the one that the document lists first. */
function longestWay(network: Network): string[] {
  const before = new Map<string, string>();
  const length = new Map<string, number>();
  let last: string | undefined;
  for (const id of order(network)) {
    for (const { source, delay } of edgesInto(network, id)) {
      const longer = (length.get(source) ?? 0) + 1;
      if (delay || longer <= (length.get(id) ?? 0)) continue;
      length.set(id, longer);
      before.set(id, source);
    }
    if (last === undefined || (length.get(id) ?? 0) > (length.get(last) ?? 0)) last = id;
  }
  const way: string[] = [];
  for (let id = last; id !== undefined; id = before.get(id)) way.unshift(id);
  return way;
}

/** Groups of joined nodes among the chosen ones, each in order. */
function branches(network: Network, isChosen: (id: string) => boolean): string[][] {
  const groupOf = new Map<string, string[]>();
  for (const id of order(network).filter(isChosen)) {
    const joined = new Set(predecessors(network, id).flatMap((each) => [groupOf.get(each) ?? []]));
    const group = [...[...joined].flat(), id];
    for (const each of group) groupOf.set(each, group);
  }
  return [...new Set(groupOf.values())];
}

/** Short skips stand nearest to the column. */
function inLanes(skips: readonly Omit<Skip, 'lane'>[]): Skip[] {
  const placed: Skip[] = [];
  const span = ({ from, to }: Omit<Skip, 'lane'>) => to - from;
  for (const skip of [...skips].sort((a, b) => span(a) - span(b) || a.from - b.from)) {
    const taken = placed.filter(({ from, to }) => from < skip.to && skip.from < to);
    const lanes = new Set(taken.map(({ lane }) => lane));
    let lane = 0;
    while (lanes.has(lane)) lane++;
    placed.push({ ...skip, lane });
  }
  return placed;
}
