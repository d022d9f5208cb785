/** Source as a tree: the part of Python and of TypeScript that builds networks. Both languages share it. */
import type { Json } from '../../graph/document';
import type { SourceProblem } from './marks';

export type Language = 'python' | 'typescript';

export type Expression =
  | { readonly is: 'literal'; readonly value: Json }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'member'; readonly of: Expression; readonly name: string }
  | { readonly is: 'index'; readonly of: Expression; readonly at: Expression }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'record'; readonly entries: readonly (readonly [string, Expression])[] }
  | {
      readonly is: 'call';
      readonly callee: Expression;
      readonly args: readonly Argument[];
      /** Of the bracket: a list of layers goes over many lines. */
      readonly line: number;
    }
  | { readonly is: 'negative'; readonly of: Expression }
  | {
      readonly is: 'operation';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Text with values in it: `f"conv_{i}"`. */
  | { readonly is: 'text'; readonly parts: readonly Expression[] };

export interface Argument {
  /** `units` of `units=10`. */
  readonly name?: string;
  readonly value: Expression;
}

/** What a statement gives names to: one name, or one for each value. */
export type Target = string | readonly Target[];

/** Every name in a target. */
export function namesIn(target: Target): readonly string[] {
  return typeof target === 'string' ? [target] : target.flatMap(namesIn);
}

type Action =
  | { readonly is: 'import'; readonly names: readonly (readonly [string, string])[] }
  | { readonly is: 'assign'; readonly targets: readonly Target[]; readonly value: Expression }
  | { readonly is: 'value'; readonly value: Expression }
  | { readonly is: 'return'; readonly value: Expression }
  | {
      readonly is: 'function';
      readonly name: string;
      readonly params: readonly Parameter[];
      readonly body: readonly Statement[];
    }
  | {
      readonly is: 'loop';
      readonly target: Target;
      readonly over: Expression;
      readonly body: readonly Statement[];
    }
  /** A comment in a place of its own, `pass`, an empty statement. */
  | { readonly is: 'nothing' }
  /** Nothing that builds a network: a class, a condition, a loop over data. */
  | { readonly is: 'other'; readonly what: string }
  /** What cannot be read; `target` is the name that it would have given. */
  | { readonly is: 'broken'; readonly problem: SourceProblem; readonly target?: string };

export interface Parameter {
  readonly name: string;
  readonly otherwise?: Expression;
}

export type Statement = Action & {
  /** From 1. */
  readonly line: number;
};

/** The name that a statement gives, where it gives just one. */
export function targetOf(statement: Statement): string | undefined {
  if (statement.is === 'broken') return statement.target;
  if (statement.is !== 'assign' || statement.targets.length !== 1) return undefined;
  return statement.targets.flatMap(namesIn)[0];
}
