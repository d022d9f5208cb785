/**
 * What checking needs to know of things that live above the compiler: data sets and training procedures, as data.
 * `runtime/world.ts` fills it from its registries.
 */
import type { Config } from '../graph/document';
import type { Shape } from './layer';
import type { Params } from './params';

/** One column of a table inside a packed column of shape [features]. What is missing is NaN. */
export interface FeatureSpec {
  readonly name: string;
  /** A date is days since 1970, with a fraction for the time of day. */
  readonly type: 'number' | 'category' | 'date';
  /** Names of the classes of a category, whose values are class numbers. */
  readonly classes?: readonly string[];
}

export interface ColumnSpec {
  readonly shape: Shape;
  /** `text`: one text a sample, of shape []; only preparation turns it into numbers. */
  readonly dtype: 'float32' | 'int32' | 'uint8' | 'text';
  readonly doc: string;
  /** Names of the classes where the values are class numbers. */
  readonly classes?: readonly string[];
  /** What each value of a packed row of a table is. */
  readonly features?: readonly FeatureSpec[];
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
  /** What the data set's parameters change in columns and counts. Total on hostile values. */
  readonly describe?: (parameters: Config) => Partial<Pick<DatasetSpec, 'columns' | 'samples'>>;
}

export interface ProcedureSpec {
  readonly id: string;
  readonly doc: string;
  /** What each network is for, by slot name. */
  readonly slots: Readonly<Record<string, string>>;
  /** What a slot's network takes from the data; a slot that is not named takes inputs and targets. */
  readonly feeds?: Readonly<Record<string, 'inputs' | 'nothing'>>;
  /** True where it takes nothing from a batch but what `Model.forward` and the targets need. */
  readonly readsFeatures?: boolean;
  readonly params: Params;
  /** Names of the values that a step reports besides `loss`. */
  readonly metrics: readonly string[];
}

/** Weights that a network may start from. */
export interface WeightsSpec {
  readonly id: string;
  readonly doc: string;
  /** What the first layer expects to receive. */
  readonly input: string;
  /** What pictures they serve. */
  readonly pictures?: PictureWeights;
  /** Where they are the vectors of a list of words. */
  readonly words?: WordVectors;
  readonly licence: string;
  readonly citation: string;
  readonly source: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface PictureWeights {
  /** Least and largest side, in pixels. */
  readonly sides: readonly [least: number, most: number];
  /** What bytes are brought to. */
  readonly range: readonly [low: number, high: number];
  /** The node after which the features serve other tasks best. */
  readonly cut: string;
}

/** An Embedding of `count + 2` rows starts from them: row 0 is padding, row 1 any other word, row 2 the first word. */
export interface WordVectors {
  readonly count: number;
  readonly dimensions: number;
  /** Of `words.txt` beside the weights: the words, one a line, the most frequent first. */
  readonly sha256: string;
}

export interface World {
  /** By id; absent where nothing is known of them. */
  readonly weights?: ReadonlyMap<string, WeightsSpec>;
  readonly datasets: ReadonlyMap<string, DatasetSpec>;
  readonly procedures: ReadonlyMap<string, ProcedureSpec>;
}

const KEPT = /^kept-[0-9a-f]{16}$/;

/** The id of weights that somebody brought, from the hash of their bytes; the machine that has them knows more. */
export function keptWeights(hash: string): string {
  return `kept-${hash.slice(0, 16)}`;
}

export function isKept(source: string): boolean {
  return KEPT.test(source);
}
