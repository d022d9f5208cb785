/**
 * What a preparation kind is: one step between a column of the data set and an Input or Output node, as data.
 * `runtime/preparation/<kind>.ts` computes it; here stand only its words, parameters and shape rule.
 */
import type { Config } from '../../graph/document';
import { type Ports, type Shape, ShapeError } from '../layer';
import type { Params, ValuesOf } from '../params';
import type { ColumnSpec, DatasetSpec } from '../world';

/** What flows along an edge of a preparation network. */
export interface Signal {
  /** Without the sample axis; `[]` is one number a sample. */
  readonly shape: Shape;
  readonly dtype: ColumnSpec['dtype'];
  /** Names of the classes where the values are class numbers, or stand one for each value of a one-hot row. */
  readonly classes?: readonly string[];
  /** What each value of a row is, where the row is a packed part of a table. */
  readonly features?: ColumnSpec['features'];
}

export interface PreparationExample {
  readonly config: Config;
  /** Absent for `Source`, which reads `sample` of shape [28, 28, 1] in its example. */
  readonly input?: Signal;
  readonly output: Signal;
}

export interface PreparationDefinition<K extends string, P extends Params> {
  readonly kind: K;
  /** Full sentences; the first at most 90 characters. */
  readonly doc: string;
  readonly formula?: string;
  readonly inputs: Ports;
  /** A `Feed` ends its chain: nothing comes out of it. */
  readonly outputs: Ports;
  readonly params: P;
  /** True where it varies the samples of the training part, another way in every epoch, and nothing else. */
  readonly augments?: boolean;
  /** True where values are learned from the training part before they are applied. */
  readonly fitted?: boolean;
  /** What comes out. Throws `PreparationError` and nothing else. `Source` receives no input. */
  readonly output: (config: ValuesOf<P>, input: Signal | undefined, dataset: DatasetSpec) => Signal;
  /** What the node's face says in one line, left and right: numbers, signs and choices, which need no translation. */
  readonly face?: (config: ValuesOf<P>) => readonly [string, string];
  readonly examples: readonly PreparationExample[];
}

/** A definition whose parameter types are forgotten, as registries and generic code see it. */
export type AnyPreparation = PreparationDefinition<string, Params>;

export function definePreparation<const K extends string, const P extends Params>(
  definition: PreparationDefinition<K, P>,
): PreparationDefinition<K, P> {
  return definition;
}

/** A preparation rule's refusal: the message says what was received and expected, the hint what to do. */
export class PreparationError extends ShapeError {
  readonly hint: string;
  constructor(
    code: string,
    message: string,
    hint: string,
    values: Readonly<Record<string, string | number>> = {},
  ) {
    super(message, code, values);
    this.name = 'PreparationError';
    this.hint = hint;
  }
}

/** The numbers that a step with one input received, or a refusal that names the step. */
export function received(kind: string, input: Signal | undefined): Signal {
  const signal = receivedAny(kind, input);
  if (signal.dtype !== 'text') return signal;
  throw new PreparationError(
    'text-input',
    `${kind} receives text; it expects numbers.`,
    'Put a step that turns text into numbers before it.',
    { kind },
  );
}

/** As `received`, for a step that takes text too. */
export function receivedAny(kind: string, input: Signal | undefined): Signal {
  if (input === undefined) {
    throw new PreparationError(
      'preparation-input',
      `${kind} receives nothing; it expects one edge from a Source or another step.`,
      'Connect a Source or another step to it.',
      { kind },
    );
  }
  return input;
}
