/** Statements of TypeScript: imports, constants, calls and functions; all else is told by its line. */
import { Reader } from './expressions';
import { SourceProblem } from './marks';
import type { Statement, Target } from './tree';

const declared = new Set(['const', 'let', 'var']);
const compound = new Set(
  'if else for while do switch try catch finally class interface enum declare namespace'.split(' '),
);
const simple = new Set('type throw break continue delete'.split(' '));

export function parseTypescript(text: string): readonly Statement[] {
  return statements(new Reader(text, 'typescript'), 0);
}

const DEEPEST = 40;

/** Up to the bracket that closes the block, or to the end. */
function statements(reader: Reader, depth: number): Statement[] {
  if (depth >= DEEPEST) throw new SourceProblem(reader.token.line, 'too-deep', { limit: DEEPEST });
  const found: Statement[] = [];
  while (reader.token.kind !== 'end' && !(depth > 0 && reader.is('}'))) {
    const start = reader.at;
    try {
      if (reader.take(';')) continue;
      const statement = read(reader, depth);
      // A line ends a statement as well as a semicolon does.
      if (!reader.take(';') && !reader.token.isFirst && !reader.is('}')) {
        if (statement.is !== 'function' && statement.is !== 'other')
          throw reader.problem('expected-line-end');
      }
      found.push(statement);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      skipStatement(reader, start);
      found.push(broken(reader, start, error));
    }
  }
  return found;
}

function broken(reader: Reader, start: number, problem: SourceProblem): Statement {
  const at = declared.has(reader.tokens[start]?.text ?? '') ? start + 1 : start;
  const [first, second] = [reader.tokens[at], reader.tokens[at + 1]];
  const isNamed = first?.kind === 'name' && /^[=:]$/.test(second?.text ?? '');
  const line = problem.line < reader.token.line ? problem.line : reader.tokens[start]!.line; // it was read from
  return { is: 'broken', problem, line, ...(isNamed ? { target: first.text } : {}) };
}

/** Past the next semicolon outside brackets, past a block, or to the next line that begins a statement of its own. */
function skipStatement(reader: Reader, start: number): void {
  let open = 0;
  reader.at = start;
  do {
    const { text, kind } = reader.token;
    if (kind === 'sign' && /^[([{]$/.test(text)) open += 1;
    if (kind === 'sign' && /^[)\]}]$/.test(text)) open -= 1;
    if (open < 0) {
      // The block around it ends here; a stray bracket is left out.
      if (reader.at === start) reader.at += 1;
      return;
    }
    reader.at += 1;
    if (kind === 'sign' && text === ';' && open === 0) return;
    if (kind === 'sign' && text === '}' && open === 0) return;
    const next = reader.token;
    if (next.isFirst && (declared.has(next.text) || next.text === 'return')) return;
  } while (reader.token.kind !== 'end');
}

function read(reader: Reader, depth: number): Statement {
  const { line } = reader.token;
  for (const word of ['export', 'default', 'async']) reader.take(word);
  const { text } = reader.token;
  if (text === 'import') return readImport(reader, line);
  if (text === 'function') return readFunction(reader, depth, line);
  if (reader.take('return')) {
    const isBare = reader.token.isFirst || reader.is(';') || reader.is('}');
    return { is: 'return', value: isBare ? none : reader.expression(), line };
  }
  if (declared.has(text)) return readDeclaration(reader, line);
  if ((compound.has(text) || simple.has(text)) && reader.token.kind === 'name') {
    skipStatement(reader, reader.at);
    return { is: 'other', what: text, line };
  }
  const value = reader.expression();
  if (value.is === 'name' && reader.take('=')) {
    return { is: 'assign', targets: [value.name], value: reader.expression(), line };
  }
  return { is: 'value', value, line };
}

const none = { is: 'literal', value: null } as const;

/** `import * as tf from '@tensorflow/tfjs'`; other modules give names that nothing is known of. */
function readImport(reader: Reader, line: number): Statement {
  reader.at += 1;
  const names: string[] = [];
  const taken: string[] = [];
  if (reader.token.kind !== 'string') {
    if (reader.take('*')) {
      reader.expect('as');
      names.push(reader.name());
    } else if (!reader.is('{')) names.push(reader.name());
    if (reader.take(',') || reader.is('{')) taken.push(...namedImports(reader));
    reader.expect('from');
  }
  const { kind, text } = reader.token;
  if (kind !== 'string') throw reader.problem('expected-value');
  reader.at += 1;
  const module = /^@tensorflow\/tfjs/.test(text) ? 'tf' : text;
  const entries = [
    ...names.map((name) => [name, module] as const),
    ...taken.map((name) => [name, `${module}.${name}`] as const),
  ];
  return { is: 'import', names: entries, line };
}

function namedImports(reader: Reader): string[] {
  reader.expect('{');
  const names: string[] = [];
  while (!reader.is('}')) {
    names.push(reader.name());
    if (!reader.take(',')) break;
  }
  reader.expect('}');
  return names;
}

function readDeclaration(reader: Reader, line: number): Statement {
  reader.at += 1;
  let target: Target;
  if (reader.take('[')) {
    const names: string[] = [];
    while (!reader.is(']')) {
      names.push(reader.name());
      if (!reader.take(',')) break;
    }
    reader.expect(']');
    target = names;
  } else target = reader.name();
  if (reader.take(':')) reader.skipTypeName();
  if (!reader.take('=')) return { is: 'nothing', line };
  return { is: 'assign', targets: [target], value: reader.expression(), line };
}

function readFunction(reader: Reader, depth: number, line: number): Statement {
  reader.at += 1;
  const name = reader.name();
  const params = reader.parameters();
  if (reader.take(':')) reader.skipTypeName();
  reader.expect('{');
  const body = statements(reader, depth + 1);
  reader.expect('}');
  return { is: 'function', name, params, body, line };
}
