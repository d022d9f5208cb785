/**
 * The parameters of layers, preparation steps, optimizers and procedures: schema, default, range, words and
 * TypeScript type in one. The inspector, validation, defaults and the reference page are made from them.
 */
import type { Config, Json } from '../graph/document';

interface Common<T> {
  /** `null` only where the parameter is nullable. */
  readonly default: T | null;
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
  /** Entries need not be whole. */
  readonly decimals?: boolean;
  /** Most entries; without it 8, since no tensor has more axes. */
  readonly longest?: number;
}
/** Any number of named things: metrics. */
export interface EnumsParam extends Common<readonly string[]> {
  readonly type: 'enums';
  readonly values: readonly string[];
}
export interface TextParam extends Common<string> {
  readonly type: 'text';
}
/** Values by name: what a placed block's parameters are set to. */
export interface RecordParam extends Common<Config> {
  readonly type: 'record';
}
/** One of several named things with parameters of its own: initializer, regularizer, constraint, optimizer. */
export interface ChoiceParam extends Common<Choice> {
  readonly type: 'choice';
  /** What may be chosen, by id, with the parameters of each. */
  readonly choices: Readonly<Record<string, { readonly doc: string; readonly params: Params }>>;
}
/** Several such choices one after another: the cells of a recurrent layer. */
export interface ChoicesParam extends Common<readonly Choice[]> {
  readonly type: 'choices';
  readonly choices: ChoiceParam['choices'];
  readonly min: number;
  readonly max: number;
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
  | RecordParam
  | ChoiceParam
  | ChoicesParam;

export interface Params extends Readonly<Record<string, Param>> {}

interface ValueByType {
  readonly int: number;
  readonly float: number;
  readonly bool: boolean;
  readonly pair: readonly [number, number];
  readonly ints: readonly (number | null)[];
  readonly enums: readonly string[];
  readonly text: string;
  readonly record: Config;
  readonly choice: Choice;
  readonly choices: readonly Choice[];
}

/** The value type that a parameter declares. */
export type ValueOf<P extends Param> =
  | (P extends EnumParam<infer V>
      ? V
      : P extends { type: infer T extends keyof ValueByType }
        ? ValueByType[T]
        : never)
  | (P extends { nullable: true } ? null : never);

export type ValuesOf<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** A value that a parameter refuses, in three parts: received, expected, what to do. */
export interface ParamProblem {
  readonly param: string;
  /** A code of `problem-words.ts`: `param-type`, `param-range`, `param-unknown` … */
  readonly code: string;
  readonly severity: 'error' | 'info';
  readonly message: string;
  readonly hint: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly received: Json;
}

interface Options {
  readonly rare?: boolean;
  readonly structural?: boolean;
}
interface Range extends Options {
  readonly min?: number;
  readonly max?: number;
}

/** Largest value of a size parameter; larger layers are refused by name, not by running out of memory. */
export const LARGEST_SIZE = 1_000_000;

export function int(value: number, doc: string, range: Range = {}): IntParam {
  return { type: 'int', default: value, doc, min: 1, max: LARGEST_SIZE, ...range };
}

export function float(
  value: number,
  doc: string,
  range: Range & { readonly log?: boolean; readonly unit?: string } = {},
): FloatParam {
  return { type: 'float', default: value, doc, min: -1e9, max: 1e9, ...range };
}

export function bool(value: boolean, doc: string, options: Options = {}): BoolParam {
  return { type: 'bool', default: value, doc, ...options };
}

export function enumeration<const V extends string>(
  value: V,
  values: readonly V[],
  doc: string,
  options: Options & { readonly curve?: boolean } = {},
): EnumParam<V> {
  return { type: 'enum', default: value, values, doc, ...options };
}

/** Height, then width. */
export function pair(value: readonly [number, number], doc: string, range: Range = {}): PairParam {
  return { type: 'pair', default: value, doc, min: 1, max: 4096, ...range };
}

/** Depth, height, width. */
export function triple(
  value: readonly [number, number, number],
  doc: string,
  range: Range = {},
): IntsParam {
  return ints(value, doc, { max: 4096, length: 3, ...range });
}

export function ints(
  value: readonly (number | null)[],
  doc: string,
  range: Range & {
    readonly length?: number;
    readonly free?: boolean;
    readonly longest?: number;
  } = {},
): IntsParam {
  return { type: 'ints', default: value, doc, min: 1, max: LARGEST_SIZE, ...range };
}

/** Numbers of features: means, factors. */
export function floats(value: readonly number[], doc: string, range: Range = {}): IntsParam {
  const [min, max, longest] = [-1e9, 1e9, 4096];
  return { type: 'ints', default: value, doc, min, max, longest, decimals: true, ...range };
}

export function text(value: string, doc: string, options: Options = {}): TextParam {
  return { type: 'text', default: value, doc, ...options };
}

export function record(value: Config, doc: string, options: Options = {}): RecordParam {
  return { type: 'record', default: value, doc, ...options };
}

export function choice(
  value: Choice,
  choices: ChoiceParam['choices'],
  doc: string,
  options: Options = {},
): ChoiceParam {
  return { type: 'choice', default: value, choices, doc, ...options };
}

export function choices(
  value: readonly Choice[],
  among: ChoiceParam['choices'],
  doc: string,
  range: Range = {},
): ChoicesParam {
  return { type: 'choices', default: value, choices: among, doc, min: 1, max: 8, ...range };
}

/** The same parameter with "none" as its default. */
export function optional<P extends Param>(
  param: P,
): P & { readonly default: null; readonly nullable: true } {
  return { ...param, default: null, nullable: true as const };
}
