/** What runs a preparation kind: values in, values out, on packed columns. Shapes are the compiler's. */

import type { FeatureSpec } from '../../compiler/world';
import type { Config } from '../../graph/document';
import type { Column, Fitted } from '../dataset';

export interface Step<C> {
  readonly kind: string;
  /** Learns from the training part. Steps without it apply the same rule to everything. */
  readonly fit?: (
    config: C,
    column: Column,
    about: Pick<StepInput, 'count' | 'features'> & {
      /** Lists of words by id, of those that a step may take its vocabulary from. */
      readonly words: ReadonlyMap<string, readonly string[]>;
    },
  ) => Fitted;
  /** The prepared column. It may share memory with `column` and never writes to it. */
  readonly run: (config: C, input: StepInput) => Column;
}

export interface StepInput {
  readonly column: Column;
  readonly count: number;
  /** Names of the classes of the column, where it has any. */
  readonly classes: readonly string[] | undefined;
  /** What each value of a packed row of a table is. */
  readonly features: readonly FeatureSpec[] | undefined;
  readonly fitted: Fitted | undefined;
}

export type AnyStep = Step<Config>;

/** A step whose config type is forgotten; the document's check has held it to the kind's parameters. */
export function defineStep<C>(step: Step<C>): AnyStep {
  return step as unknown as AnyStep;
}

/** Numbers that `fit` of the same step learned under this name. */
export function numbersOf(fitted: Fitted | undefined, name: string): readonly number[] {
  return (fitted?.[name] ?? []) as readonly number[]; // as `fit` made them
}

/** Texts that `fit` of the same step learned under this name. */
export function textsOfFit(fitted: Fitted | undefined, name: string): readonly string[] {
  return (fitted?.[name] ?? []) as readonly string[]; // as `fit` made them
}

/** Values of one sample. */
export function sizeOf(column: Column): number {
  return column.shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** Code of the problem that a data set is not here because its terms do not let this program bring it along. */
export const NOT_INSTALLED = 'not-installed';

/** Three parts: what was received and expected, what to do. */
export class DataError extends Error {
  readonly code: string;
  readonly hint: string;
  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'DataError';
    this.code = code;
    this.hint = hint;
  }
}
