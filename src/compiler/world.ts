/**
 * What checking needs to know of things that live above the compiler: data sets and training procedures, as data.
 * `runtime/world.ts` fills it from its registries.
 */
import type { Shape } from './layer';
import type { Params } from './params';

export interface ColumnSpec {
  readonly shape: Shape;
  readonly dtype: 'float32' | 'int32' | 'uint8';
  readonly doc: string;
  /** Names of the classes where the values are class numbers. */
  readonly classes?: readonly string[];
}

export interface DatasetSpec {
  readonly id: string;
  readonly doc: string;
  readonly licence: string;
  readonly citation: string;
  readonly source: string;
  readonly params: Params;
  /** By name: `sample` and `target` where there is one of each. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  readonly samples: { readonly train: number; readonly test: number };
}

export interface ProcedureSpec {
  readonly id: string;
  readonly doc: string;
  /** What each network is for, by slot name. */
  readonly slots: Readonly<Record<string, string>>;
  /** What a slot's network takes from the data; a slot that is not named takes inputs and targets. */
  readonly feeds?: Readonly<Record<string, 'inputs' | 'nothing'>>;
  readonly params: Params;
  /** Names of the values that a step reports besides `loss`. */
  readonly metrics: readonly string[];
}

export interface World {
  readonly datasets: ReadonlyMap<string, DatasetSpec>;
  readonly procedures: ReadonlyMap<string, ProcedureSpec>;
}
