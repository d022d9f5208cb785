/** Statements of Python: imports, assignments, calls, functions and plain loops; all else is told by its line. */
import { Reader } from './expressions';
import { SourceProblem } from './marks';
import type { Expression, Statement, Target } from './tree';

/** Blocks stand in each other at most so often. */
const DEEPEST = 40;

/** Statements that build nothing, with the blocks that belong to them. */
const compound = new Set(
  'class if elif else while with try except finally async match @'.split(' '),
);
const simple = new Set('del assert raise global nonlocal break continue'.split(' '));

export function parsePython(text: string): readonly Statement[] {
  const reader = new Reader(text, 'python');
  return block(reader, -1, 0);
}

/** The statements that stand further right than `column`. */
function block(reader: Reader, column: number, depth: number): Statement[] {
  const statements: Statement[] = [];
  while (reader.token.kind !== 'end' && reader.token.column > column) {
    const start = reader.at;
    try {
      const statement = read(reader, depth);
      if (!reader.take(';') && !reader.token.isFirst && !endsBlock(statement)) {
        throw reader.problem('expected-line-end');
      }
      statements.push(statement);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      skipStatement(reader, start);
      statements.push(broken(reader, start, error));
    }
  }
  return statements;
}

const endsBlock = ({ is }: Statement): boolean =>
  is === 'function' || is === 'loop' || is === 'other';

/** The reader stands behind it. A bracket that never closes is missed further down than it was left out. */
function broken(reader: Reader, start: number, problem: SourceProblem): Statement {
  const [first, second] = [reader.tokens[start], reader.tokens[start + 1]];
  const target =
    first?.kind === 'name' && /^[=,]$/.test(second?.text ?? '') ? first.text : undefined;
  const line = problem.line < reader.token.line ? problem.line : first!.line; // it was read from
  return { is: 'broken', problem, line, ...(target === undefined ? {} : { target }) };
}

/** To the next line that starts no further right than the statement did; brackets that never close end there too. */
function skipStatement(reader: Reader, start: number): void {
  const { column } = reader.tokens[start]!; // where the statement was read from
  reader.at = Math.max(reader.at, start + 1);
  let at = start + 1;
  const isEnd = (): boolean => {
    const token = reader.tokens[at]!; // `end` stops the walk
    return token.kind === 'end' || (token.isFirst && token.column <= column);
  };
  while (!isEnd() || closes(reader.tokens[at]?.text)) at += 1;
  reader.at = at;
}

/** A bracket that closes at the start of a line belongs to what stands above. */
const closes = (text: string | undefined): boolean => /^[)\]}]$/.test(text ?? '');

function read(reader: Reader, depth: number): Statement {
  const { line, text, kind } = reader.token;
  const word = kind === 'name' || kind === 'sign' ? text : '';
  if (word === 'import') return { ...readImport(reader), line };
  if (word === 'from') return { ...readFrom(reader), line };
  if (word === 'def') return readFunction(reader, depth);
  if (word === 'for') return readLoop(reader, depth);
  if (word === 'return') {
    reader.at += 1;
    const value = reader.token.isFirst ? none : sequence(reader);
    return { is: 'return', value, line };
  }
  if (word === 'pass') {
    reader.at += 1;
    return { is: 'nothing', line };
  }
  // `match` is a name too.
  const isName = /^[=,]$/.test(reader.tokens[reader.at + 1]?.text ?? '');
  if ((compound.has(word) || simple.has(word)) && !isName) {
    skipStatement(reader, reader.at);
    return { is: 'other', what: word, line };
  }
  return readAssignment(reader, line);
}

const none: Expression = { is: 'literal', value: null };

/** `a, b` is a list of both. */
function sequence(reader: Reader): Expression {
  const first = reader.expression();
  if (!reader.is(',')) return first;
  const items = [first];
  while (reader.take(',') && !reader.token.isFirst) items.push(reader.expression());
  return { is: 'list', items };
}

/** `a = b = value`, `a, b = value`, `a: int = value`, `value` alone. */
function readAssignment(reader: Reader, line: number): Statement {
  const start = reader.at;
  const targets: Target[] = [];
  let value = sequence(reader);
  if (reader.take(':')) reader.skipTypeName();
  if (value.is === 'member' || value.is === 'index') return settingOf(reader, value, start);
  const { text, isFirst } = reader.token;
  if (/^[+\-*/]=$/.test(text) && !isFirst) {
    reader.at += 1;
    targets.push(targetFrom(value, line));
    value = { is: 'operation', operator: text[0]!, left: value, right: sequence(reader) };
    return { is: 'assign', targets, value, line };
  }
  while (!reader.token.isFirst && reader.take('=')) {
    targets.push(targetFrom(value, line));
    value = sequence(reader);
  }
  return targets.length > 0 ? { is: 'assign', targets, value, line } : { is: 'value', value, line };
}

/** `layer.trainable = False`, `x_train[0] = 1`: nothing is named. */
function settingOf(reader: Reader, value: Expression, start: number): Statement {
  const { line } = reader.tokens[start]!; // the statement was read from there
  if (reader.token.isFirst || !/^([+\-*/]?=)$/.test(reader.token.text)) {
    return { is: 'value', value, line };
  }
  skipStatement(reader, start);
  return { is: 'other', what: '=', line };
}

function targetFrom(expression: Expression, line: number): Target {
  if (expression.is === 'name') return expression.name;
  if (expression.is === 'list' && expression.items.length > 0) {
    return expression.items.map((item) => targetFrom(item, line));
  }
  throw new SourceProblem(line, 'not-a-target');
}

function dotted(reader: Reader): string {
  let path = reader.take('.') ? '.' : reader.name();
  while (reader.take('.')) path += `.${reader.name()}`;
  return path;
}

function readImport(reader: Reader) {
  reader.at += 1;
  const names: (readonly [string, string])[] = [];
  do {
    const path = dotted(reader);
    const root = path.split('.')[0]!; // a path has a first part
    names.push(reader.take('as') ? [reader.name(), path] : [root, root]);
  } while (reader.take(','));
  return { is: 'import', names } as const;
}

function readFrom(reader: Reader) {
  reader.at += 1;
  const path = dotted(reader);
  reader.expect('import');
  if (reader.take('*')) return { is: 'import', names: [['*', path]] as const } as const;
  const names: (readonly [string, string])[] = [];
  const isBracketed = reader.take('(');
  while (!reader.is(')')) {
    const name = reader.name();
    names.push([reader.take('as') ? reader.name() : name, `${path}.${name}`]);
    if (!reader.take(',')) break;
  }
  if (isBracketed) reader.expect(')');
  return { is: 'import', names } as const;
}

function readBody(reader: Reader, column: number, depth: number): Statement[] {
  if (depth >= DEEPEST) throw new SourceProblem(reader.token.line, 'too-deep', { limit: DEEPEST });
  reader.expect(':');
  if (reader.token.isFirst) return block(reader, column, depth + 1);
  return [read(reader, depth + 1)];
}

function readFunction(reader: Reader, depth: number): Statement {
  const { line, column } = reader.token;
  reader.at += 1;
  const name = reader.name();
  const params = reader.parameters();
  if (reader.take('->')) reader.skipTypeName();
  return { is: 'function', name, params, body: readBody(reader, column, depth), line };
}

function readLoop(reader: Reader, depth: number): Statement {
  const { line, column } = reader.token;
  reader.at += 1;
  const names = [reader.name()];
  while (reader.take(',')) names.push(reader.name());
  reader.expect('in');
  const over = sequence(reader);
  const target = names.length === 1 ? names[0]! : names; // read above
  return { is: 'loop', target, over, body: readBody(reader, column, depth), line };
}
