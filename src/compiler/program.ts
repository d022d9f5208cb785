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
  /** Ids of the values that come in, by port and in the stored order; see `valueId`. */
  readonly inputs: readonly string[];
  /** The port of each input, where the kind has more than `in`. */
  readonly inputPorts?: readonly string[];
  readonly inputShapes: readonly Shape[];
  /** Shape at the port `out`. */
  readonly outputShape: Shape;
  /** Shapes at the further output ports, in the order in which the kind declares them. */
  readonly moreOutputs?: Readonly<Record<string, Shape>>;
  readonly weights: readonly WeightSpec[];
  readonly macs: number;
  readonly frozen: boolean;
  /** Where its weights start from: the weight `kernel` is `<name>.kernel` of the source. Drawn without it. */
  readonly start?: { readonly source: string; readonly name: string };
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

/** A value by the call that makes it and its port: `lstm` for the port `out`, `lstm:hidden` for another. */
export function valueId(call: string, port: string): string {
  return port === 'out' ? call : `${call}:${port}`;
}

/** Id of the call that makes a value. */
export function callOfValue(value: string): string {
  const at = value.indexOf(':');
  return at < 0 ? value : value.slice(0, at);
}

/** Ids of all values that a call makes, `out` first. */
export function valuesOf(call: Call): readonly string[] {
  return [call.id, ...Object.keys(call.moreOutputs ?? {}).map((port) => valueId(call.id, port))];
}
