/** What `infer` finds out about a document: derived, never stored. */
import type { Shape, WeightSpec } from './layer';
import type { Problem } from './problem';

export interface Counts {
  readonly parameters: number;
  /** Without frozen nodes and moving statistics. */
  readonly trainable: number;
  /** Multiply-adds a sample of matrix products and convolutions. */
  readonly macs: number;
  /** Values that leave the layers for one sample: what training must keep. */
  readonly activations: number;
}

export interface NodeFacts extends Counts {
  /** In stored order; `undefined` where the source has no shape. */
  readonly inputs: readonly (Shape | undefined)[];
  /** Absent while a problem at or before this node keeps it unknown. */
  readonly output?: Shape;
  /** Shape at every output port, where the node has more than `out`. */
  readonly ports?: ReadonlyMap<string, Shape>;
  readonly weights: readonly WeightSpec[];
  /** `(12 − 5) ÷ 1 + 1 = 8` */
  readonly arithmetic?: string;
  /** Shape and parameter problems of this node alone. */
  readonly problems: readonly Problem[];
}

export interface NetworkFacts {
  readonly nodes: ReadonlyMap<string, NodeFacts>;
  /** Node ids, sources first; nodes on an undelayed cycle are missing. */
  readonly order: readonly string[];
  readonly totals: Counts;
}

/** The shape that leaves a node at a port. */
export function shapeAt(facts: NodeFacts | undefined, port: string): Shape | undefined {
  return facts?.ports ? facts.ports.get(port) : facts?.output;
}
