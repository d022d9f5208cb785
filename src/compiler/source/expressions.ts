/** Expressions of both languages by recursive descent: literals, names, calls, lists, records and arithmetic. */

import { type MarkCode, SourceProblem } from './marks';
import type { Token } from './tokens';
import { tokensOf } from './tokens';
import type { Argument, Expression, Language, Parameter } from './tree';

/** Deeper source is refused: the reader calls itself at every level. */
const DEEPEST = 100;

const constants: Readonly<Record<Language, ReadonlyMap<string, null | boolean>>> = {
  python: new Map<string, null | boolean>([
    ['None', null],
    ['True', true],
    ['False', false],
  ]),
  typescript: new Map<string, null | boolean>([
    ['null', null],
    ['undefined', null],
    ['true', true],
    ['false', false],
  ]),
};

/** Words that begin something which no network needs. */
const refused: Readonly<Record<Language, ReadonlySet<string>>> = {
  python: new Set(['lambda', 'not', 'yield', 'class', 'if', 'else', 'async']),
  typescript: new Set(['yield', 'function', 'class', 'if', 'else', 'async']),
};

const operators: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/', '//', '%'],
];

/** Reads tokens from `at` on; statements of either language are made of these. */
export class Reader {
  at = 0;
  readonly tokens: readonly Token[];
  readonly language: Language;
  #depth = 0;

  constructor(text: string, language: Language) {
    this.tokens = tokensOf(text, language);
    this.language = language;
  }

  get token(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)]!; // `end` at least
  }

  /** Whether a sign or word stands here. */
  is(text: string): boolean {
    const { kind } = this.token;
    return this.token.text === text && (kind === 'sign' || kind === 'name');
  }

  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.problem('expected-sign', text);
  }

  name(): string {
    const { kind, text } = this.token;
    if (kind !== 'name') throw this.problem('expected-name');
    this.at += 1;
    return text;
  }

  problem(code: MarkCode, sign = ''): SourceProblem {
    const { kind, text, line } = this.token;
    if (kind === 'end') return new SourceProblem(line, 'text-ends');
    return new SourceProblem(line, code, { received: text.slice(0, 30), sign });
  }

  /** A name, a call, a sum: whatever gives one value. In Python `a, b` without brackets is a list. */
  expression(): Expression {
    return this.#deeper(() => this.#operation(0));
  }

  #deeper<T>(read: () => T): T {
    if (this.#depth >= DEEPEST) {
      throw new SourceProblem(this.token.line, 'too-deep', { limit: DEEPEST });
    }
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  #operation(level: number): Expression {
    const signs = operators[level];
    if (!signs) return this.#power();
    let left = this.#operation(level + 1);
    // In Python the sum ends with its line, unless brackets hold it together; statements see to that.
    for (let sign = this.token; signs.includes(sign.text) && sign.kind === 'sign'; ) {
      if (sign.isFirst && this.language === 'python' && !this.#inBrackets()) break;
      this.at += 1;
      left = {
        is: 'operation',
        operator: sign.text,
        left,
        right: this.#operation(level + 1),
      };
      sign = this.token;
    }
    return left;
  }

  #brackets = 0;
  #inBrackets(): boolean {
    return this.#brackets > 0;
  }

  /** Reads what stands between brackets, where line ends mean nothing. */
  #within<T>(read: () => T): T {
    this.#brackets += 1;
    try {
      return this.#deeper(read);
    } finally {
      this.#brackets -= 1;
    }
  }

  #power(): Expression {
    if (this.take('-')) return { is: 'negative', of: this.#deeper(() => this.#power()) };
    if (this.take('+')) return this.#deeper(() => this.#power());
    const base = this.#postfix(this.#primary());
    if (!this.take('**')) return base;
    const right = this.#deeper(() => this.#power());
    return { is: 'operation', operator: '**', left: base, right };
  }

  #postfix(start: Expression): Expression {
    let value = start;
    for (;;) {
      const { isFirst } = this.token;
      const continues = !isFirst || this.#inBrackets() || this.language === 'typescript';
      if (!continues) return value;
      if (this.take('.')) value = { is: 'member', of: value, name: this.name() };
      else if (this.is('(') && (!isFirst || this.#inBrackets())) {
        const { line } = this.token;
        value = { is: 'call', callee: value, args: this.#arguments(), line };
      } else if (this.is('[') && (!isFirst || this.#inBrackets())) {
        this.at += 1;
        const at = this.#within(() => this.expression());
        this.expect(']');
        value = { is: 'index', of: value, at };
      } else if (this.language === 'typescript' && this.#skipType()) continue;
      else return value;
    }
  }

  /** `as tf.SymbolicTensor[]`, `!`: what TypeScript says of a value changes nothing. */
  #skipType(): boolean {
    if (this.is('!') && !this.token.isFirst) return this.take('!');
    if (!this.is('as') && !this.is('satisfies')) return false;
    this.at += 1;
    this.skipTypeName();
    return true;
  }

  /** `tf.Tensor<tf.Rank>[]`. */
  skipTypeName(): void {
    this.name();
    for (;;) {
      if (this.take('.')) this.name();
      else if (this.is('<')) this.#skipAngles();
      else if (this.is('[') && this.tokens[this.at + 1]?.text === ']') this.at += 2;
      else if (this.take('|')) this.name();
      else return;
    }
  }

  #skipAngles(): void {
    let open = 0;
    do {
      if (this.token.kind === 'end') throw this.problem('expected-sign', '>');
      if (this.is('<')) open += 1;
      if (this.is('>')) open -= 1;
      this.at += 1;
    } while (open > 0);
  }

  /** `(x, filters: int = 3)`: what a function takes. */
  parameters(): Parameter[] {
    const params: Parameter[] = [];
    this.expect('(');
    while (!this.is(')')) {
      const name = this.name();
      this.take('?');
      if (this.take(':')) this.skipTypeName();
      params.push(this.take('=') ? { name, otherwise: this.expression() } : { name });
      if (!this.take(',')) break;
    }
    this.expect(')');
    return params;
  }

  #arguments(): Argument[] {
    this.expect('(');
    const args = this.#within(() => {
      const found: Argument[] = [];
      while (!this.is(')')) {
        if (this.is('*') || this.is('**') || this.is('...')) {
          throw new SourceProblem(this.token.line, 'no-spread');
        }
        const isNamed = this.token.kind === 'name' && this.tokens[this.at + 1]?.text === '=';
        const name = isNamed && this.language === 'python' ? this.name() : undefined;
        if (name !== undefined) this.expect('=');
        const value = this.expression();
        found.push(name === undefined ? { value } : { name, value });
        if (!this.take(',')) break;
      }
      return found;
    });
    this.expect(')');
    return args;
  }

  #primary(): Expression {
    const { kind, text, line } = this.token;
    if (kind === 'number') {
      this.at += 1;
      return { is: 'literal', value: Number(text.replaceAll('_', '')) };
    }
    if (kind === 'string') return this.#strings();
    if (kind === 'template') {
      this.at += 1;
      return this.#template(text, line);
    }
    if (this.take('(')) return this.#parenthesis();
    if (this.take('[')) return { is: 'list', items: this.#items(']') };
    if (this.take('{')) return { is: 'record', entries: this.#entries() };
    if (kind !== 'name') throw this.problem('expected-value');
    if (refused[this.language].has(text))
      throw new SourceProblem(line, 'no-expression', { word: text });
    this.at += 1;
    if (this.language === 'typescript' && (text === 'new' || text === 'await')) {
      return this.#postfix(this.#primary());
    }
    const value = constants[this.language].get(text);
    return value === undefined ? { is: 'name', name: text } : { is: 'literal', value };
  }

  /** In Python strings side by side are one. */
  #strings(): Expression {
    let value = '';
    do {
      value += this.token.text;
      this.at += 1;
    } while (
      this.language === 'python' &&
      this.token.kind === 'string' &&
      (!this.token.isFirst || this.#inBrackets())
    );
    return { is: 'literal', value };
  }

  /** `f"conv_{i}"` and `conv_${i}` between backticks. */
  #template(text: string, line: number): Expression {
    const pattern = this.language === 'python' ? /\{([^{}]*)\}/g : /\$\{([^{}]*)\}/g;
    const parts: Expression[] = [];
    let from = 0;
    for (const found of text.matchAll(pattern)) {
      parts.push({ is: 'literal', value: text.slice(from, found.index) });
      const inner = new Reader(found[1]!, this.language);
      inner.#depth = this.#depth + 1;
      const value = inner.expression();
      if (inner.token.kind !== 'end') throw new SourceProblem(line, 'plain-text');
      parts.push(value);
      from = found.index + found[0].length;
    }
    return { is: 'text', parts: [...parts, { is: 'literal', value: text.slice(from) }] };
  }

  #parenthesis(): Expression {
    const [items, isList] = this.#within(() => {
      const found: Expression[] = [];
      let comma = this.is(')');
      while (!this.is(')')) {
        found.push(this.expression());
        if (!this.take(',')) break;
        comma = true;
      }
      return [found, comma] as const;
    });
    this.expect(')');
    return isList && this.language === 'python' ? { is: 'list', items } : (items[0] ?? none);
  }

  #items(close: string): Expression[] {
    const items = this.#within(() => {
      const found: Expression[] = [];
      while (!this.is(close)) {
        found.push(this.expression());
        if (!this.take(',')) break;
      }
      return found;
    });
    this.expect(close);
    return items;
  }

  #entries(): (readonly [string, Expression])[] {
    const entries = this.#within(() => {
      const found: (readonly [string, Expression])[] = [];
      while (!this.is('}')) {
        found.push(this.#entry());
        if (!this.take(',')) break;
      }
      return found;
    });
    this.expect('}');
    return entries;
  }

  #entry(): readonly [string, Expression] {
    const { kind, text } = this.token;
    if (kind !== 'string' && kind !== 'name' && kind !== 'number')
      throw this.problem('expected-key');
    this.at += 1;
    // `{ units }` in TypeScript.
    if (kind === 'name' && !this.is(':')) return [text, { is: 'name', name: text }];
    this.expect(':');
    return [text, this.expression()];
  }
}

const none: Expression = { is: 'literal', value: null };
