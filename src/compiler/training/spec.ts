/** What a loss, optimizer, schedule or metric declares: data only; `src/runtime` computes it. */
import type { Params } from '../params';

export interface TrainingSpec {
  /** Full sentences; the first at most 90 characters. */
  readonly doc: string;
  readonly formula?: string;
  readonly params: Params;
}

export type TrainingSpecs = Readonly<Record<string, TrainingSpec>>;
