/** Source text to the networks that it builds, with a mark at every line that builds none. */
import { ImportError } from '../importers/importer';
import { type ImportedNetworks, importKerasConfig } from '../importers/keras-config';
import { emit, reachedCalls } from './emit';
import { Interpreter } from './interpreter';
import type { Library } from './library';
import { type Mark, SourceProblem } from './marks';
import { parsePython } from './python';
import { type Language, type Statement, targetOf } from './tree';
import { parseTypescript } from './typescript';
import type { Model } from './values';

export interface SourceNetworks {
  readonly imported: ImportedNetworks;
  /** The line of each node of `main`, by its id. */
  readonly lines: ReadonlyMap<string, number>;
  /** Ids of nodes whose names the text gives with `name=`. */
  readonly named: ReadonlySet<string>;
}

export interface ReadSource {
  /** Absent where the text makes no model that holds together; `marks` say why. */
  readonly networks?: SourceNetworks;
  /** By line. */
  readonly marks: readonly Mark[];
}

const parsers: Readonly<Record<Language, (text: string) => readonly Statement[]>> = {
  python: parsePython,
  typescript: parseTypescript,
};

/**
 * Reads source. Where a statement cannot be read and `before` has one that gives the same name, that one holds on:
 * what is half typed takes nothing away.
 */
export function readSource(text: string, language: Language, before = ''): ReadSource {
  const statements = parsers[language](text);
  let known: ReadonlyMap<string, Statement> | undefined;
  // Only where a line cannot be read the text before is read at all.
  const statementsBefore = () => (known ??= statementsByName(parsers[language](before)));
  const interpreter = new Interpreter(language, statementsBefore);
  const { marks } = interpreter;
  const networks = attempt(marks, () => {
    interpreter.run(statements);
    const model = mainModel(interpreter.library);
    if (!model) throw new SourceProblem(0, 'no-model');
    const { json, lines, named } = emit(model, language);
    return placed(
      importKerasConfig(json, { statesFrom: language === 'typescript' ? 'top' : 'bottom' }),
      lines,
      named,
    );
  });
  if (networks) marks.push(...importMarks(networks));
  const sorted = inOrder(marks);
  return networks ? { networks, marks: sorted } : { marks: sorted };
}

/** By line. What is said at a line of a loop is said once, however often the loop comes to it. */
function inOrder(marks: readonly Mark[]): Mark[] {
  const once = new Map(marks.map((mark) => [JSON.stringify(mark), mark]));
  return [...once.values()].sort((a, b) => a.line - b.line);
}

/** The model that the text is about: one that is trained, else the largest that stands for itself. */
function mainModel({ models, trained }: Library): Model | undefined {
  const candidates = trained.size > 0 ? [...trained] : models.filter(({ layer }) => !layer);
  return candidates.reduce<Model | undefined>(
    (best, model) => (best && sizeOf(best) > sizeOf(model) ? best : model),
    undefined,
  );
}

const sizeOf = (model: Model): number => model.chain?.length ?? reachedCalls(model).length;

function statementsByName(statements: readonly Statement[]): ReadonlyMap<string, Statement> {
  const found = new Map<string, Statement>();
  const twice = new Set<string>();
  for (const statement of statements) {
    const name = targetOf(statement);
    if (name === undefined) continue;
    if (found.has(name)) twice.add(name);
    found.set(name, statement);
  }
  for (const name of twice) found.delete(name);
  return found;
}

function attempt<T>(marks: Mark[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SourceProblem) {
      const { line, code, values } = error;
      // A model is missing because of what is marked already.
      if (code === 'no-model' && marks.some(({ severity }) => severity === 'error'))
        return undefined;
      marks.push({ line, severity: 'error', code, values });
      return undefined;
    }
    if (error instanceof ImportError) {
      marks.push({ line: 0, severity: 'error', code: 'no-outputs', values: {} });
      return undefined;
    }
    throw error;
  }
}

function placed(
  imported: ImportedNetworks,
  lines: ReadonlyMap<string, number>,
  named: ReadonlySet<string>,
): SourceNetworks {
  const nodes = [...imported.places];
  return {
    imported,
    lines: new Map(
      nodes.flatMap(([layer, ids]) => ids.map((id) => [id, lines.get(layer) ?? 0] as const)),
    ),
    named: new Set(nodes.flatMap(([layer, ids]) => (named.has(layer) ? ids.slice(0, 1) : []))),
  };
}

/** What the importer could not keep, at the line of its layer. */
function importMarks({ imported, lines }: SourceNetworks): Mark[] {
  const left = imported.notes.map(
    ({ node, lost }): Mark => ({
      line: lines.get(node) ?? 0,
      severity: 'warning',
      code: 'lost-argument',
      values: { node, arguments: (lost ?? []).join(', ') },
    }),
  );
  const strange = imported.placeholders.map(
    ({ node, kind, reason }): Mark => ({
      line: lines.get(node) ?? 0,
      severity: 'warning',
      code: 'placeholder',
      values: { kind, reason },
    }),
  );
  return [...left, ...strange];
}
