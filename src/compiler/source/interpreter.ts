/**
 * Walks through the statements of source and builds what they build. It computes nothing but small sums, runs no code
 * of others, and ends: loops, calls and layers are counted. A statement that fails becomes a mark, and what it would
 * have named is taken from the text as it was before, where there is one.
 */
import { type Given, nothing } from './arguments';
import { builtins, itemOf, memberOf, sums } from './builtins';
import { faceOf, Library } from './library';
import { type Mark, SourceProblem } from './marks';
import {
  type Expression,
  type Language,
  namesIn,
  type Statement,
  type Target,
  targetOf,
} from './tree';
import { isNumber, jsonOf, plain, type Tensor, unknown, type Value } from './values';

const MOST_STATEMENTS = 50_000;
const DEEPEST_CALL = 30;

type Scope = Map<string, Value>;

/** A `return` on its way out. */
class Returned {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

export class Interpreter {
  readonly library: Library;
  readonly marks: Mark[] = [];
  readonly #language: Language;
  readonly #before: () => ReadonlyMap<string, Statement>;
  readonly #globals: Scope = new Map();
  readonly #stars: string[] = [];
  /** How often the text gives a name. */
  readonly #given = new Map<string, number>();
  readonly #functions = new Map<string, { line: number; isCalled: boolean }>();
  #steps = 0;
  #depth = 0;
  #loops = 0;

  /** `before` has statements by the one name that they give, as they were before the text was changed. */
  constructor(language: Language, before: () => ReadonlyMap<string, Statement>) {
    this.#language = language;
    this.#before = before;
    this.library = new Library(language);
    if (language === 'typescript') this.#globals.set('layer', { is: 'path', path: 'layer' });
  }

  run(statements: readonly Statement[]): void {
    this.#count(statements);
    for (const statement of statements) this.#guarded(statement, this.#globals);
    if (this.library.models.length === 0) this.#callBuilders();
    for (const { line, isCalled } of this.#functions.values()) {
      if (!isCalled) this.#note(line);
    }
  }

  /** Functions that need nothing are called, in order, until one has built a model. */
  #callBuilders(): void {
    for (const value of [...this.#globals.values()]) {
      const needsNothing =
        value.is === 'function' && value.params.every(({ otherwise }) => otherwise !== undefined);
      if (!needsNothing) continue;
      const made = this.#attempt(() => this.#callFunction(value, nothing, 0));
      if (made?.is === 'model') this.#adopt(value.name, made);
      if (this.library.models.length > 0) return;
    }
  }

  #count(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.is === 'assign') {
        for (const target of statement.targets.flatMap(namesIn)) {
          this.#given.set(target, (this.#given.get(target) ?? 0) + 1);
        }
      }
      if (statement.is === 'function' || statement.is === 'loop') this.#count(statement.body);
    }
  }

  #note(line: number): void {
    this.marks.push({ line, severity: 'note', code: 'not-network', values: {} });
  }

  #fail({ line, code, values }: SourceProblem): void {
    this.marks.push({ line, severity: 'error', code, values });
  }

  #attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      this.#fail(error);
      return undefined;
    }
  }

  /** Runs a statement; where it cannot be read, the one that stood there before. */
  #guarded(statement: Statement, scope: Scope): Returned | undefined {
    try {
      return this.#statement(statement, scope);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      this.#fail(error);
    }
    const { line } = statement;
    const target = targetOf(statement);
    if (target !== undefined && this.#isGivenBefore(target, scope, line)) {
      this.marks.push({ line, severity: 'note', code: 'kept-before', values: { name: target } });
    } else if (statement.is === 'assign') {
      for (const name of statement.targets.flatMap(namesIn)) scope.set(name, unknown);
    } else if (target !== undefined) scope.set(target, unknown);
    return undefined;
  }

  /**
   * Gives a name as the text before gave it, where that can be done. What is given in a loop or in a function is not
   * the value of the same name outside.
   */
  #isGivenBefore(name: string, scope: Scope, line: number): boolean {
    if (scope !== this.#globals || this.#loops > 0) return false;
    const before = this.#before().get(name);
    if (!before) return false;
    try {
      this.#statement({ ...before, line }, scope);
      return true;
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      return false;
    }
  }

  #statement(statement: Statement, scope: Scope): Returned | undefined {
    const { line } = statement;
    this.#steps += 1;
    if (this.#steps > MOST_STATEMENTS) {
      throw new SourceProblem(line, 'too-long', { limit: MOST_STATEMENTS });
    }
    switch (statement.is) {
      case 'import':
        for (const [name, path] of statement.names) {
          if (name === '*') this.#stars.push(path);
          else scope.set(name, { is: 'path', path });
        }
        return undefined;
      case 'assign': {
        const value = this.#value(statement.value, scope, line);
        if (value.is === 'unknown') this.#note(line);
        for (const target of statement.targets) this.#assign(target, value, scope, line);
        return undefined;
      }
      case 'value': {
        if (statement.value.is === 'literal') return undefined;
        if (this.#value(statement.value, scope, line).is === 'unknown') this.#note(line);
        return undefined;
      }
      case 'return':
        return new Returned(this.#value(statement.value, scope, line));
      case 'function':
        this.#functions.set(statement.name, { line, isCalled: false });
        scope.set(statement.name, statement);
        return undefined;
      case 'loop':
        return this.#loop(statement, scope);
      case 'nothing':
        return undefined;
      case 'other':
        this.#note(line);
        return undefined;
      case 'broken': {
        const { code, values } = statement.problem;
        throw new SourceProblem(line, code, values);
      }
    }
  }

  #loop(loop: Statement & { is: 'loop' }, scope: Scope): Returned | undefined {
    const over = this.#value(loop.over, scope, loop.line);
    if (over.is !== 'list') throw new SourceProblem(loop.line, 'not-a-list');
    this.#loops += 1;
    try {
      for (const item of over.items) {
        this.#assign(loop.target, item, scope, loop.line);
        for (const statement of loop.body) {
          const returned = this.#guarded(statement, scope);
          if (returned) return returned;
        }
      }
    } finally {
      this.#loops -= 1;
    }
    return undefined;
  }

  #assign(target: Target, value: Value, scope: Scope, line: number): void {
    if (typeof target === 'string') {
      if (this.#given.get(target) === 1 && this.#loops === 0) this.#adopt(target, value);
      scope.set(target, value);
      return;
    }
    const values = this.#unpacked(value, target.length, line);
    target.forEach((name, i) => void this.#assign(name, values[i]!, scope, line)); // as many
  }

  /** A layer or model is called as its variable, unless it has a name of its own. */
  #adopt(name: string, value: Value): void {
    if (value.is === 'layer') value.layer.variable ??= name;
    if (value.is === 'model') {
      value.model.variable ??= name;
      if (value.model.layer) value.model.layer.variable ??= name;
    }
    if (value.is === 'tensor' && value.output === 0) value.layer.variable ??= name;
  }

  #unpacked(value: Value, count: number, line: number): readonly Value[] {
    if (value.is === 'tensor') {
      return Array.from({ length: count }, (_, output): Tensor => ({ ...value, output }));
    }
    if (value.is === 'unknown') return Array.from({ length: count }, () => unknown);
    const items = value.is === 'list' ? value.items : [value];
    if (items.length === count) return items;
    throw new SourceProblem(line, 'not-unpacked', { count, received: items.length });
  }

  #value(expression: Expression, scope: Scope, line: number): Value {
    switch (expression.is) {
      case 'literal': {
        const { value } = expression;
        return plain(value as null | boolean | number | string); // the parser makes no others
      }
      case 'name':
        return this.#named(expression.name, scope, line);
      case 'member':
        return memberOf(this.#value(expression.of, scope, line), expression.name);
      case 'index':
        return this.#indexed(expression, scope, line);
      case 'list':
        return {
          is: 'list',
          items: expression.items.map((item) => this.#value(item, scope, line)),
        };
      case 'record': {
        const entries = expression.entries.map(
          ([key, item]) => [key, this.#value(item, scope, line)] as const,
        );
        return { is: 'record', entries: new Map(entries) };
      }
      case 'negative': {
        const value = this.#value(expression.of, scope, line);
        return this.#operate('*', plain(-1), value, line);
      }
      case 'operation': {
        const left = this.#value(expression.left, scope, line);
        const right = this.#value(expression.right, scope, line);
        return this.#operate(expression.operator, left, right, line);
      }
      case 'text': {
        const parts = expression.parts.map((part) => jsonOf(this.#value(part, scope, line)));
        return plain(parts.map((part) => String(part ?? '')).join(''));
      }
      case 'call':
        return this.#call(expression, scope);
    }
  }

  #named(name: string, scope: Scope, line: number): Value {
    const found = scope.get(name) ?? this.#globals.get(name);
    if (found) return found;
    if (builtins.has(name)) return { is: 'path', path: name };
    const [star] = this.#stars.filter((path) => /keras/.test(path));
    if (star !== undefined && /^[A-Z]/.test(name)) return { is: 'path', path: `${star}.${name}` };
    throw new SourceProblem(line, 'unknown-name', { name });
  }

  #indexed({ of, at }: Expression & { is: 'index' }, scope: Scope, line: number): Value {
    const [value, index] = [this.#value(of, scope, line), this.#value(at, scope, line)];
    if (value.is === 'tensor' && value.layer.config.return_state !== true) {
      throw new SourceProblem(line, 'unknown-call', { name: '[ ]' });
    }
    return itemOf(value, index);
  }

  #operate(operator: string, left: Value, right: Value, line: number): Value {
    if (isNumber(left) && isNumber(right)) {
      const result = sums[operator]?.(left.value, right.value);
      if (result !== undefined && Number.isFinite(result)) return plain(result);
      throw new SourceProblem(line, 'not-a-number', { operator });
    }
    if (left.is === 'list' && right.is === 'list' && operator === '+') {
      return { is: 'list', items: [...left.items, ...right.items] };
    }
    if (left.is === 'plain' && right.is === 'plain' && operator === '+') {
      return plain(`${left.value}${right.value}`);
    }
    if (left.is === 'tensor' || right.is === 'tensor') {
      return this.library.operate(operator, left, right, line);
    }
    return unknown;
  }

  #call({ callee, args, line }: Expression & { is: 'call' }, scope: Scope): Value {
    const target = this.#value(callee, scope, line);
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const { name, value } of args) {
      const given = this.#value(value, scope, line);
      if (name === undefined) positional.push(given);
      else named.set(name, given);
    }
    const given = { args: positional, named };
    switch (target.is) {
      case 'path':
        return this.#callPath(target.path, given, line);
      case 'layer':
        return this.library.apply(target.layer, given, line);
      case 'model':
        return this.library.apply(faceOf(target.model), given, line);
      case 'function':
        return this.#callFunction(target, given, line);
      case 'member':
        return this.#callMember(target, given, line);
      case 'unknown':
        return unknown;
      default:
        throw new SourceProblem(line, 'not-a-layer');
    }
  }

  #callPath(path: string, given: Given, line: number): Value {
    const builtin = builtins.get(path);
    if (builtin) return builtin(given.args);
    // The helper of an exported file: `layer("DropPath", { … })`.
    if (path === 'layer') {
      const [name, ...rest] = given.args;
      if (name?.is !== 'plain')
        throw new SourceProblem(line, 'positional', { kind: path, place: 1 });
      const layer = this.library.layerNamed(String(name.value), { ...given, args: rest }, line);
      return { is: 'layer', layer };
    }
    return /^(keras|tf|tensorflow|tf_keras|netloom_layers)\./.test(path)
      ? this.library.call(path, given, line)
      : unknown;
  }

  #callMember({ of, name }: Value & { is: 'member' }, given: Given, line: number): Value {
    const [first] = given.args;
    if (of.is === 'model' && name === 'add' && first) {
      this.library.add(of.model, first, line);
      return plain(null);
    }
    if (of.is === 'model' && /^(compile|fit)$/.test(name)) this.library.trained.add(of.model);
    if (/^(apply|call)$/.test(name) && (of.is === 'layer' || of.is === 'model')) {
      const layer = of.is === 'layer' ? of.layer : faceOf(of.model);
      const options = given.args[1];
      const named = options?.is === 'record' ? options.entries : given.named;
      return this.library.apply(layer, { args: given.args.slice(0, 1), named }, line);
    }
    return unknown;
  }

  #callFunction(made: Value & { is: 'function' }, given: Given, line: number): Value {
    const { name, params, body } = made;
    const { args, named } = given;
    const known = this.#functions.get(name);
    if (known) known.isCalled = true;
    // The helper of an exported file registers nothing here.
    if (name === 'layer' && this.#language === 'typescript') {
      return this.#callPath('layer', given, line);
    }
    if (this.#depth >= DEEPEST_CALL)
      throw new SourceProblem(line, 'too-deep', { limit: DEEPEST_CALL });
    const scope: Scope = new Map();
    params.forEach((param, i) => {
      const otherwise = param.otherwise && this.#value(param.otherwise, this.#globals, line);
      const value = args[i] ?? named.get(param.name) ?? otherwise;
      if (!value) {
        const values = { name, expected: params.length, received: args.length + named.size };
        throw new SourceProblem(line, 'function-arguments', values);
      }
      scope.set(param.name, value);
    });
    this.#depth += 1;
    try {
      for (const statement of body) {
        const returned = this.#guarded(statement, scope);
        if (returned) return returned.value;
      }
    } finally {
      this.#depth -= 1;
    }
    return plain(null);
  }
}
