/** The face of a block: bars for its layers, an arc for a skip, dashed when the skip has a projection. */
import type { Network } from '../../../src/graph/document';
import { INPUT_KIND, OUTPUT_KIND } from '../../../src/graph/network';
import { edgesFrom, edgesInto, reachable } from '../../../src/graph/topology';

export interface Glyph {
  /** 1 to 6. */
  readonly bars: number;
  readonly skip: boolean;
  readonly projected: boolean;
}

const known = new WeakMap<Network, Glyph>();

export function glyphOf(network: Network): Glyph {
  let glyph = known.get(network);
  if (!glyph) {
    glyph = draw(network);
    known.set(network, glyph);
  }
  return glyph;
}

function draw(network: Network): Glyph {
  const layers = network.nodes.filter(({ kind }) => kind !== INPUT_KIND && kind !== OUTPUT_KIND);
  const merge = layers.find(({ id }) => edgesInto(network, id).length > 1);
  const fork = network.nodes.find(({ id }) => edgesFrom(network, id).length > 1);
  const skip = merge !== undefined && fork !== undefined;
  return {
    bars: Math.max(1, Math.min(6, skip ? mainPath(network, fork.id) : layers.length)),
    skip,
    projected: skip && edgesInto(network, merge.id).every(({ source }) => source !== fork.id),
  };
}

/** Layers of the longer branch, told by what lies behind each successor of the fork. */
function mainPath(network: Network, fork: string): number {
  const behind = edgesFrom(network, fork).map(({ target }) => reachable(network, [target]).size);
  return Math.max(1, Math.max(...behind) - 1);
}
