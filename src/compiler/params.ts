/**
 * The parameters of layers, preparation steps, optimizers and procedures: schema, default, range, words and
 * TypeScript type in one. The inspector, validation, defaults and the reference page are made from them.
 */
import type { Config, Json } from '../graph/document';

interface Common<T> {
  readonly default: T;
  readonly doc: string;
  /** Folded under "more" in the inspector until changed. */
  readonly rare?: boolean;
  /** `null` stands for "none". */
  readonly nullable?: boolean;
  /** A change while training would change the weights' shapes, so the field waits for a pause. */
  readonly structural?: boolean;
}

export interface IntParam extends Common<number> {
  readonly type: 'int';
  readonly min: number;
  readonly max: number;
}
export interface FloatParam extends Common<number> {
  readonly type: 'float';
  readonly min: number;
  readonly max: number;
  /** The scrub field moves on a logarithmic scale (learning rates). */
  readonly log?: boolean;
  readonly unit?: string;
}
export interface BoolParam extends Common<boolean> {
  readonly type: 'bool';
}
export interface EnumParam<V extends string = string> extends Common<V> {
  readonly type: 'enum';
  readonly values: readonly V[];
  /** Draw each value as an activation curve. */
  readonly curve?: boolean;
}
/** Two integers, height then width: kernelSize, strides, poolSize. */
export interface PairParam extends Common<readonly [number, number]> {
  readonly type: 'pair';
  readonly min: number;
  readonly max: number;
}
/** A list of integers: a target shape, axes, dims. `null` entries are free sizes. */
export interface IntsParam extends Common<readonly (number | null)[]> {
  readonly type: 'ints';
  readonly min: number;
  readonly max: number;
}
/** Any number of named things: metrics. */
export interface EnumsParam extends Common<readonly string[]> {
  readonly type: 'enums';
  readonly values: readonly string[];
}
export interface TextParam extends Common<string> {
  readonly type: 'text';
}
/** One of several named things with parameters of its own: initializer, regularizer, constraint, optimizer. */
export interface ChoiceParam extends Common<Choice | null> {
  readonly type: 'choice';
  /** What may be chosen, by id, with the parameters of each. */
  readonly choices: Readonly<Record<string, { readonly doc: string; readonly params: Params }>>;
}
/** The value of a `ChoiceParam`: `{ id: 'l2', l2: 0.01 }`. */
export type Choice = { readonly id: string } & Config;

export type Param =
  | IntParam
  | FloatParam
  | BoolParam
  | EnumParam
  | PairParam
  | IntsParam
  | EnumsParam
  | TextParam
  | ChoiceParam;

export interface Params extends Readonly<Record<string, Param>> {}

/** The value type that a parameter declares. */
export type ValueOf<P extends Param> =
  P extends EnumParam<infer V>
    ? V | (P extends { nullable: true } ? null : never)
    : P['default'] | (P extends { nullable: true } ? null : never);

export type ValuesOf<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** A value that a parameter refuses, in three parts: received, expected, what to do. */
export interface ParamProblem {
  readonly param: string;
  readonly message: string;
  readonly hint: string;
  readonly received: Json;
}
