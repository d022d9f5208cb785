/**
 * Expressions in blocks, `=filters * 4`: numbers, parameter names, `+ - * / // % ( )`, `min` and `max`.
 * Bounded in length and depth, evaluated by hand, never by JavaScript.
 */
import type { Config, Json } from './document';
import { mapConfigTexts } from './json';

export type Evaluation = { readonly value: Json } | { readonly problem: string };

const LONGEST = 1000;
const DEEPEST = 32;
const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{M}\p{N}_]*)|(\/\/|[-+*/%(),]))/uy;

interface Token {
  readonly type: 'number' | 'name' | 'sign';
  readonly text: string;
  /** Where the text starts and ends in the expression. */
  readonly start: number;
  readonly end: number;
}

/** What is wrong with an expression; never leaves this file. */
class ExpressionError extends Error {}

/** Whether a config value is an expression rather than a text. */
export function isExpression(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

function tokenise(expression: string): Token[] {
  if (expression.length > LONGEST) {
    throw new ExpressionError(
      `The expression has ${expression.length} characters; at most ${LONGEST} fit.`,
    );
  }
  const tokens: Token[] = [];
  const body = expression.trimEnd();
  TOKEN.lastIndex = 1;
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(body);
    if (match === null) {
      const found = JSON.stringify(
        String.fromCodePoint(body.slice(at).trimStart().codePointAt(0)!),
      );
      throw new ExpressionError(
        `${found} cannot stand in an expression; use numbers, parameter names, + - * / // % ( ), min and max.`,
      );
    }
    const text = (match[1] ?? match[2] ?? match[3])!;
    const type = match[1] !== undefined ? 'number' : match[2] !== undefined ? 'name' : 'sign';
    const end = TOKEN.lastIndex;
    tokens.push({ type, text, start: end - text.length, end });
  }
  return tokens;
}

const isCall = (tokens: readonly Token[], i: number): boolean =>
  (tokens[i]?.text === 'min' || tokens[i]?.text === 'max') && tokens[i + 1]?.text === '(';

/** What the signs between two numbers do. */
export const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  // The sign of the divisor, as in Python.
  '%': (a, b) => a - b * Math.floor(a / b),
};

/** Recursive descent over the tokens: sum, product, sign, atom. */
class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: Config,
  ) {}

  whole(): number {
    const value = this.sum();
    const rest = this.tokens[this.at];
    if (rest !== undefined) {
      throw new ExpressionError(`${rest.text} stands where the expression should end.`);
    }
    return value;
  }

  private take(...signs: readonly string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token?.type !== 'sign' || !signs.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }

  private expect(sign: string): void {
    if (this.take(sign) === undefined) {
      const found = this.tokens[this.at]?.text ?? 'the end';
      throw new ExpressionError(`${found} stands where ${sign} is expected.`);
    }
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw new ExpressionError(`The expression is nested more than ${DEEPEST} levels deep.`);
    }
    const value = read();
    this.depth -= 1;
    return value;
  }

  private chain(operand: () => number, ...signs: readonly string[]): number {
    let value = operand();
    for (let sign = this.take(...signs); sign !== undefined; sign = this.take(...signs)) {
      const right = operand();
      if (right === 0 && sign !== '+' && sign !== '-' && sign !== '*') {
        throw new ExpressionError(`The expression divides by zero (${value} ${sign} 0).`);
      }
      value = arithmetic[sign]!(value, right);
    }
    return value;
  }

  private sum(): number {
    return this.deeper(() => this.chain(() => this.product(), '+', '-'));
  }

  private product(): number {
    return this.chain(() => this.signed(), '*', '/', '//', '%');
  }

  private signed(): number {
    const sign = this.take('-', '+');
    if (sign === undefined) return this.atom();
    const value = this.deeper(() => this.signed());
    return sign === '-' ? -value : value;
  }

  private atom(): number {
    if (this.take('(')) {
      const value = this.sum();
      this.expect(')');
      return value;
    }
    if (isCall(this.tokens, this.at)) return this.call();
    const token = this.tokens[this.at];
    if (token === undefined) throw new ExpressionError('The expression ends too early.');
    if (token.type === 'sign') {
      throw new ExpressionError(`${token.text} stands where a number or a name is expected.`);
    }
    this.at += 1;
    return token.type === 'number' ? Number(token.text) : this.named(token.text);
  }

  private call(): number {
    const choose = this.tokens[this.at]!.text === 'min' ? Math.min : Math.max;
    this.at += 1;
    this.expect('(');
    const values = [this.sum()];
    while (this.take(',')) values.push(this.sum());
    this.expect(')');
    return choose(...values);
  }

  private named(name: string): number {
    const value = lookUp(this.scope, name);
    if (typeof value === 'number') return value;
    throw new ExpressionError(`${name} is ${JSON.stringify(value)}, not a number.`);
  }
}

function lookUp(scope: Config, name: string): Json {
  if (Object.hasOwn(scope, name)) return scope[name]!;
  const names = Object.keys(scope);
  const known = names.length === 0 ? 'none are declared' : `there are ${names.join(', ')}`;
  throw new ExpressionError(`No parameter is called ${name}; ${known}.`);
}

/**
 * The value of an expression (with its `=`), given parameters by name. A single name gives its value of any type; all
 * else is arithmetic and a finite number.
 */
export function evaluate(expression: string, scope: Config): Evaluation {
  try {
    const tokens = tokenise(expression);
    const [only] = tokens;
    if (tokens.length === 1 && only?.type === 'name') return { value: lookUp(scope, only.text) };
    const value = new Parser(tokens, scope).whole();
    if (Number.isFinite(value)) return { value: value + 0 };
    return { problem: `The result is ${value}, not a finite number.` };
  } catch (error) {
    if (error instanceof ExpressionError) return { problem: error.message };
    throw error;
  }
}

export interface ExpressionProblem {
  /** The parameter whose value holds the expression. */
  readonly param: string;
  readonly expression: string;
  readonly message: string;
}

/** A config with every expression in it evaluated; one that cannot be stays as it is and is a problem. */
export function evaluateConfig(
  config: Config,
  scope: Config,
): { readonly config: Config; readonly problems: readonly ExpressionProblem[] } {
  const problems: ExpressionProblem[] = [];
  let param = '';
  const change = (text: string): Json => {
    if (!isExpression(text)) return text;
    const result = evaluate(text, scope);
    if ('value' in result) return result.value;
    problems.push({ param, expression: text, message: result.problem });
    return text;
  };
  let evaluated = config;
  for (const [key, value] of Object.entries(config)) {
    param = key;
    const next = mapConfigTexts({ [key]: value }, change)[key]!;
    if (next !== value) evaluated = { ...evaluated, [key]: next };
  }
  return { config: evaluated, problems };
}

/** The parameter names that an expression uses; none where it cannot be read. */
export function namesIn(expression: string): string[] {
  try {
    const tokens = tokenise(expression);
    const names = tokens.filter((token, i) => token.type === 'name' && !isCall(tokens, i));
    return [...new Set(names.map((token) => token.text))];
  } catch {
    return [];
  }
}

/** What a name is replaced by inside of an expression; `undefined` where it cannot stand there. */
function asOperand(value: Json): string | undefined {
  if (typeof value === 'number') return value < 0 ? `(${value})` : `${value}`;
  if (!isExpression(value)) return undefined;
  const body = value.slice(1).trim();
  return /^[\p{L}\p{M}\p{N}_.]+$/u.test(body) ? body : `(${body})`;
}

/**
 * An expression with the names in `scope` replaced by their values, which may be expressions themselves. Where no name
 * is left it is evaluated; one that uses none of the names is returned as it is.
 */
export function substitute(expression: string, scope: Config): Json {
  const used = namesIn(expression).filter((name) => Object.hasOwn(scope, name));
  if (used.length === 0) return expression;
  const tokens = tokenise(expression);
  if (tokens.length === 1) return scope[used[0]!]!;
  let text = expression;
  for (let i = tokens.length - 1; i >= 0; i -= 1) {
    const { type, text: name, start, end } = tokens[i]!;
    if (type !== 'name' || isCall(tokens, i) || !Object.hasOwn(scope, name)) continue;
    const operand = asOperand(scope[name]!);
    if (operand === undefined) return expression;
    text = text.slice(0, start) + operand + text.slice(end);
  }
  if (namesIn(text).length > 0) return text;
  const result = evaluate(text, {});
  return 'value' in result ? result.value : text;
}
