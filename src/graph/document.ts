/**
 * The saved file: networks of nodes and edges, the data they learn from and how they are trained.
 * Plain immutable JSON. It knows no layer kinds, no tensors and no screen.
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Values by parameter name. A string that starts with `=` inside a block is an expression. */
export type Config = Readonly<Record<string, Json>>;

/** Canvas position of a node's top left corner, in CSS pixels at zoom 1. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Node {
  /** Unique in its network; letters, digits, `_` and `-`. The compiled layer carries it as its name. */
  readonly id: string;
  /** A layer kind (`Conv2D`), a preparation kind (`Scale`) or one that this version does not know. */
  readonly kind: string;
  /** Only the values that differ from the kind's defaults need to stand here. */
  readonly config: Config;
  readonly position: Position;
  readonly label?: string;
  /** The weights of a frozen node do not change in training. */
  readonly frozen?: boolean;
}

export interface Edge {
  readonly source: string;
  /** Name of the source's output port; `out` where there is one only. */
  readonly output: string;
  readonly target: string;
  /** Name of the target's input port; `in` where there is one only. */
  readonly input: string;
  /** Place among the edges into the same input port, from 0: the order of a merge's inputs. */
  readonly index: number;
  /** Time steps by which the value arrives later; only a delayed edge may close a cycle. */
  readonly delay?: number;
}

export interface Network {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** What a placement of this network as a block may set, with the defaults. */
  readonly parameters?: Config;
  /** What the weights of this network start from, wherever it is placed; without it they are drawn. */
  readonly weights?: StartWeights;
}

/** Weights are matched to the nodes by name and shape; nodes that match none are drawn. */
export interface StartWeights {
  /** Id of weights that come with Netloom, e.g. `mobilenet-v2-coco`. */
  readonly source: string;
}

/** The kind of a node that places another network of the document as one node. */
export const NETWORK_KIND = 'Network';

export interface Data {
  /** Id of a data set. */
  readonly dataset: string;
  /** The data set's own parameters (number of points, noise …). */
  readonly parameters: Config;
  /** Share of the training samples held out, 0 to 1, or the data set's own test split. */
  readonly validation: number | 'test';
  /** Draws the split and generated samples. */
  readonly seed: number;
  /** From `Source` nodes (columns of the data set) to `Feed` nodes (Input and Output ids). */
  readonly preparation: Network;
}

/** One stage of training: a procedure on the networks that fill its slots. */
export interface Phase {
  readonly procedure: string;
  readonly epochs: number;
  /** Network name by slot, e.g. `{ network: 'main' }` or `{ generator, discriminator }`. */
  readonly networks: Readonly<Record<string, string>>;
  /** The procedure's own parameters: optimizer, schedule, clipping … */
  readonly config: Config;
  /** Nodes whose weights stand still in this phase besides those that always do; a placement stands for its inside. */
  readonly frozen?: readonly string[];
}

/** Ends a phase early when `monitor` has not improved by `minDelta` for `patience` epochs. */
export interface StopRule {
  readonly monitor: string;
  readonly patience: number;
  readonly minDelta: number;
  readonly restoreBestWeights: boolean;
}

export interface Training {
  readonly phases: readonly Phase[];
  readonly batchSize: number;
  /** Draws initial weights, shuffling, dropout and noise. */
  readonly seed: number;
  readonly stop?: StopRule;
}

/** What a template promises: `metric` reaches `threshold` with the document's own seed and epochs. */
export interface Expectation {
  readonly metric: string;
  readonly direction: 'higher' | 'lower';
  readonly threshold: number;
}

/** What a gallery card says of a template. */
export interface About {
  readonly family: string;
  readonly description: string;
  /** Where the network was published: authors, title, year. */
  readonly paper?: string;
  readonly expects?: Expectation;
}

export interface Document {
  readonly format: 'netloom';
  readonly version: 1;
  readonly name: string;
  /** By name; `main` is the one that opens first. */
  readonly networks: Readonly<Record<string, Network>>;
  readonly data?: Data;
  readonly training?: Training;
  readonly about?: About;
}

/** The name of the network that an ordinary document trains. */
export const MAIN = 'main';

/** An edge has no stored id; this names it for selection and problems. */
export function edgeId(edge: Edge): string {
  return `${edge.source}.${edge.output}>${edge.target}.${edge.input}.${edge.index}`;
}
