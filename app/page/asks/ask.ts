/** What asks for one raw sample of one input. */
import type { ColumnSpec } from '../../../src/compiler/world';

export interface Ask {
  readonly element: HTMLElement;
  /** The sample as the data set has it; `null` while there is none. Throws an `AskError` for people. */
  readonly read: () => readonly number[] | readonly string[] | null;
}

export interface AskOptions {
  readonly column: ColumnSpec;
  /** A sample to begin with, where one is known. */
  readonly start?: readonly number[];
  readonly changed: () => void;
}

export type MakeAsk = (options: AskOptions) => Ask;

/** A sentence about what was given. */
export class AskError extends Error {}
