/**
 * A network lowered for machines: blocks expanded, expressions evaluated, repeats unrolled, every parameter written.
 * Exporters and `runtime/build` see nothing else; it is independent of TensorFlow.js.
 */
import type { Config } from '../graph/document';
import type { Shape, WeightSpec } from './layer';

export interface Call {
  /** Node id, or `placement.index.node` inside blocks. Unique in the program. */
  readonly id: string;
  readonly kind: string;
  /** Keras and tfjs class name; `null` where the kind has its own kernel file. */
  readonly className: string | null;
  /** Every parameter of the kind, evaluated. */
  readonly config: Config;
  /** Ids of the calls whose outputs come in, in the stored order. */
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
  readonly macs: number;
  readonly frozen: boolean;
  /** Id of the earlier call whose weights this one uses (`share: true`). */
  readonly sharesWith?: string;
  /** The node of the document that this call came from, for probes and problems. */
  readonly origin: { readonly network: string; readonly node: string };
}

export interface Program {
  /** Name of the network. Weights are saved as `<network>.<call>.<weight>`. */
  readonly network: string;
  /** In topological order; `Input` and `Output` calls included. */
  readonly calls: readonly Call[];
  /** Ids of the `Input` calls, then of the `Output` calls, in topological order. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}
