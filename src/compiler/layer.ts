/**
 * What a layer kind is: data from which palette, inspector, checks, shapes, model, code and tests follow.
 * Only shape rule, weights, cost and arithmetic are functions, and they are pure.
 */
import type { Config } from '../graph/document';
import type { Params, ValuesOf } from './params';

/** Sizes without the batch axis; `null` is a size that is free (batch, time, any height). */
export type Shape = readonly (number | null)[];

/** Keras folder names, in the order of the palette. */
export const groups = [
  'Input',
  'Core',
  'Convolution',
  'Pooling',
  'Normalization',
  'Regularization',
  'Activation',
  'Reshaping',
  'Merging',
  'Recurrent',
  'Attention',
  'Memory',
  'Block',
] as const;
export type Group = (typeof groups)[number];

export interface WeightSpec {
  /** Keras camel-cased: `kernel`, `bias`, `gamma`, `movingMean` … */
  readonly name: string;
  readonly shape: readonly number[];
  /** False for moving statistics. Default true. */
  readonly trainable?: boolean;
  /** What params call it, where that is not its name: `kernel` for `kernelInitializer`, `kernelRegularizer` … */
  readonly param?: string;
  /** Where it starts where no param says so. */
  readonly initial?: number;
  /** From where to where its last axis starts at 1, whatever the param says: a gate that is open at first. */
  readonly ones?: readonly [number, number];
  /** Where its params stand, if not in the config of the layer itself: in that of the layer that it wraps. */
  readonly of?: Config;
}

/** Name of the class that stands for a kind in TensorFlow.js and Keras; `null` where there is none. */
export const classNameOf = ({
  kind,
  className = kind,
}: Pick<AnyLayer, 'kind' | 'className'>): string | null => className;

/** The parameter that says how a weight starts, what it costs or what holds it. */
export function paramOf(
  { name, param = name }: WeightSpec,
  suffix: 'Initializer' | 'Regularizer' | 'Constraint',
): string {
  return `${param}${suffix}`;
}

/** A shape rule's refusal: what was received, what was expected, what to do. */
export class ShapeError extends Error {
  /** Names the problem, so that repairs know what they mend; see `problem.ts`. */
  readonly code: string;
  /** What stands in the message, by name. */
  readonly values: Readonly<Record<string, string | number>>;
  constructor(
    message: string,
    code = 'shape',
    values: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
    this.name = 'ShapeError';
    this.code = code;
    this.values = values;
  }
}

export interface Example {
  readonly config: Config;
  readonly inputs: readonly Shape[];
  /** The port of each input, where one is not `in`. */
  readonly ports?: readonly string[];
  readonly output: Shape;
  /** Shapes at the further output ports. */
  readonly moreOutputs?: readonly Shape[];
}

export interface Ports {
  /** How many edges end here. A merge has `max: Infinity`, Input has `max: 0`. */
  readonly min: number;
  readonly max: number;
}

/**
 * What a kind does with the mask of a sequence, which says what is a step and what is padding: its output has one
 * (`makes`, `passes`), it needs one no further (`uses`), or it takes padding for steps (`loses`).
 */
export type MaskRule = 'makes' | 'passes' | 'uses' | 'loses';

/** A named place where edges end. */
export interface InputPort extends Ports {
  readonly port: string;
}

export interface LayerDefinition<K extends string, P extends Params> {
  readonly kind: K;
  readonly group: Group;
  /** tfjs and Keras class name where it differs from the kind; `null` where no tfjs layer stands behind it. */
  readonly className?: string | null;
  /** Full sentences; the first at most 90 characters. */
  readonly doc: string;
  /** The formula in code notation, where there is one. */
  readonly formula?: string;
  /** Edges into the port `in`. */
  readonly inputs: Ports;
  /** Ports beside `in`. Their values follow those of `in`, in this order. */
  readonly inputPorts?: (config: ValuesOf<P>) => readonly InputPort[];
  /** Ports beside `out`. */
  readonly outputPorts?: (config: ValuesOf<P>) => readonly string[];
  readonly params: P;
  /** What comes in are whole numbers, through which no gradient goes. */
  readonly takesTokens?: boolean;
  /**
   * Shape at `out`; throws `ShapeError` and nothing else. `ports` names the port of each input, for kinds that have
   * several.
   */
  readonly output: (
    config: ValuesOf<P>,
    inputs: readonly Shape[],
    ports: readonly string[],
  ) => Shape;
  /** Shapes at `outputPorts`, in their order. */
  readonly moreOutputs?: (config: ValuesOf<P>, inputs: readonly Shape[]) => readonly Shape[];
  /** What becomes of a mask; without a word it is lost, and a note says so. */
  readonly mask?: MaskRule | ((config: ValuesOf<P>) => MaskRule);
  readonly weights?: (config: ValuesOf<P>, inputs: readonly Shape[]) => readonly WeightSpec[];
  /** Multiply-adds of one sample in matrix products and convolutions. */
  readonly macs?: (config: ValuesOf<P>, inputs: readonly Shape[], output: Shape) => number;
  /** The arithmetic from input to output as the inspector shows it: `(12 − 5) ÷ 1 + 1 = 8`. */
  readonly arithmetic?: (config: ValuesOf<P>, inputs: readonly Shape[], output: Shape) => string;
  /** What the node's face says in one line: left and right, e.g. `6 × 5×5` and `relu`. */
  readonly face?: (config: ValuesOf<P>) => readonly [string, string];
  readonly examples: readonly Example[];
}

/** A definition whose parameter types are forgotten, as registries and generic code see it. */
export type AnyLayer = LayerDefinition<string, Params>;

export function defineLayer<const K extends string, const P extends Params>(
  definition: LayerDefinition<K, P>,
): LayerDefinition<K, P> {
  return definition;
}
