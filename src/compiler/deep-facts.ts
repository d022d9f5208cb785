/** What the passes of the compiler know of a network beyond what they publish: the inside of placements. */
import type { Document } from '../graph/document';
import type { NetworkFacts, NodeFacts } from './facts';

/** Facts of a placement know more: the weights that placements share. */
export interface DeepFacts extends NodeFacts {
  /** By `network|parameters`: counted once for all placements that share. */
  readonly shared?: SharedCounts;
  /** Layers after expansion, more than one for a placement. */
  readonly layers?: number;
}

export type SharedCounts = ReadonlyMap<
  string,
  { readonly parameters: number; readonly trainable: number }
>;

export interface DeepNetworkFacts extends NetworkFacts {
  readonly nodes: ReadonlyMap<string, DeepFacts>;
  readonly shared: SharedCounts;
  /** Parameters and layers without the shared weights. */
  readonly own: { readonly parameters: number; readonly trainable: number };
  readonly layers: number;
}

/** One walk over a document. */
export interface Walk {
  readonly document: Document;
  /** Names of the networks that are being entered, outermost first. */
  readonly path: readonly string[];
  /** Placed networks entered so far; a document may ask for 2^100 of them. */
  readonly budget: { left: number };
}
