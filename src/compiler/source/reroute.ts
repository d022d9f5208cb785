/** Changes of inputs at the border of a block: its placement takes another value, and nothing inside changes. */
import type { Network } from '../../graph/document';
import { edgesInto } from '../../graph/topology';
import type { Change, Source } from './differences';

/** A placement of the root network that takes `to` where it took the output `port` of the node `from`. */
export interface Reroute {
  readonly placement: string;
  readonly from: string;
  readonly port: string;
  readonly to: Source;
}

const sameSource = (a: Source | undefined, b: Source): boolean =>
  a !== undefined && a.node === b.node && a.port === b.port && a.isNew === b.isNew;

/** The reroutes, and the changes with the inputs left out that reroutes explain. `callOf` gives a node's call. */
export function rerouted(
  before: Network,
  changes: readonly Change[],
  callOf: (node: string) => string,
): { readonly changes: readonly Change[]; readonly reroutes: readonly Reroute[] } {
  const placementOf = (node: string): string | undefined => {
    const call = callOf(node);
    return call.includes('.') ? call.split('.')[0] : undefined;
  };
  const inputsOf = new Map(changes.map(({ before: id, inputs }) => [id, inputs]));
  const byPlacement = new Map<string, Reroute[] | undefined>();
  for (const { before: id, inputs } of changes) {
    const placement = placementOf(id);
    if (!inputs || placement === undefined) continue;
    const known = byPlacement.has(placement) ? byPlacement.get(placement) : [];
    const own = moves(id, placement);
    byPlacement.set(placement, known && own ? [...known, ...own] : undefined);
  }
  const reroutes = [...byPlacement].flatMap(([placement, list]) =>
    list && isWhole(placement, list) ? list : [],
  );
  const explained = new Set(reroutes.map(({ placement }) => placement));
  return {
    reroutes,
    changes: changes.map((change) => {
      const { inputs, ...rest } = change;
      return inputs && explained.has(placementOf(change.before) ?? '') ? rest : change;
    }),
  };

  /** Which values a node takes from elsewhere outside; `undefined` where something inside is taken or given up. */
  function moves(id: string, placement: string): Reroute[] | undefined {
    const inputs = inputsOf.get(id) ?? [];
    const old = edgesInto(before, id);
    if (old.length !== inputs.length) return undefined;
    const found: Reroute[] = [];
    for (const [i, { source: from, output: port, input }] of old.entries()) {
      const { source: to, port: at } = inputs[i]!; // as many
      if (at !== input) return undefined;
      if (sameSource(to, { node: from, port, isNew: false })) continue;
      const isInside = placementOf(from) === placement;
      if (isInside || (!to.isNew && placementOf(to.node) === placement)) return undefined;
      found.push({ placement, from, port, to });
    }
    return found;
  }

  /** Whether every node of the placement that took the value takes the new one. */
  function isWhole(placement: string, list: readonly Reroute[]): boolean {
    return before.edges.every((edge) => {
      const move = list.find(({ from, port }) => from === edge.source && port === edge.output);
      if (!move || placementOf(edge.target) !== placement) return true;
      const at = edgesInto(before, edge.target).indexOf(edge);
      return sameSource(inputsOf.get(edge.target)?.[at]?.source, move.to);
    });
  }
}
