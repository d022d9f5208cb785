/**
 * The messages between the studio and the worker that looks at data: samples as the data set has them, facts, and what
 * augmentation makes of them. It knows no networks, so it answers while one trains and while one cannot be built.
 */
import type { Data, Document } from '../graph/document';
import type { FieldFacts } from './data-facts';
import type { Column } from './dataset';
import type { Failure } from './protocol';

/** As training splits the samples; `test` is the data set's own test split where it is not the validation set. */
export const lookParts = ['train', 'validation', 'test', 'leftOut'] as const;
export type LookPart = (typeof lookParts)[number];

/** Which samples, in the order of their numbers. */
export interface Look {
  readonly part: LookPart;
  /** Only those of this class. */
  readonly label?: number;
  /** Only these numbers, whatever their part. */
  readonly among?: readonly number[];
}

/** Samples are numbered over both parts of the data set: those of `test` follow those of `train`. */
export interface SamplePage {
  readonly total: number;
  /** How many samples the part `train` has, from where the numbers of `test` go on. */
  readonly firstTest: number;
  readonly numbers: Int32Array;
  /** By name, with the labels that people gave; large pictures are thinned out. */
  readonly columns: Readonly<Record<string, Column>>;
}

export interface Balance {
  readonly column: string;
  readonly classes: readonly string[];
  /** Counts by class of each part. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

export interface DataFacts {
  readonly counts: Readonly<Record<LookPart, number>>;
  readonly balance?: Balance;
  /** Of the samples that are trained on and held out of them. */
  readonly fields: readonly FieldFacts[];
  /** Numbers of samples that are there before already, and of held-out ones that are trained on too. */
  readonly duplicates: readonly number[];
  readonly leaks: readonly number[];
}

export interface Variations {
  readonly shape: readonly number[];
  /** Smallest and largest value of the prepared samples. */
  readonly range: readonly [number, number];
  readonly before: Float32Array;
  readonly after: readonly Float32Array[];
  /** The words behind the numbers, where they are tokens. */
  readonly words?: readonly string[];
}

export type ToData =
  | {
      readonly type: 'samples';
      readonly request: number;
      readonly data: Data;
      readonly look: Look;
      readonly from: number;
      readonly count: number;
      /** Pictures in all their pixels. */
      readonly whole?: boolean;
    }
  | { readonly type: 'facts'; readonly request: number; readonly data: Data }
  | {
      readonly type: 'variations';
      readonly request: number;
      readonly document: Document;
      /** Id of a step that augments. */
      readonly step: string;
      /** Place in the training part; it wraps around its end. */
      readonly index: number;
      readonly count: number;
    };

export interface DataAnswers {
  readonly samples: SamplePage;
  readonly facts: DataFacts;
  readonly variations: Variations;
}

export type FromData =
  | {
      readonly type: 'answer';
      readonly request: number;
      readonly answer: DataAnswers[ToData['type']];
    }
  | { readonly type: 'failed'; readonly request: number; readonly failure: Failure };
