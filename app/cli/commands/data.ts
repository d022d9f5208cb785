import { labelColumn } from '../../../src/compiler/data-changes';
import { describedBy } from '../../../src/compiler/dataset-of';
import { descriptionConfig, filesSpec } from '../../../src/compiler/files';
import { classBalance, fieldFacts, repeated, whole } from '../../../src/runtime/data-facts';
import type { Chosen } from '../../../src/runtime/data-fields';
import { columnTypes } from '../../../src/runtime/files/column-types';
import type { Imported } from '../../../src/runtime/files/open';
import type { FileProblems } from '../../../src/runtime/files/problems';
import type { Wish } from '../../../src/runtime/files/reader';
import { inMemory } from '../../../src/runtime/stored-rows';
import { answer, UsageError } from '../output';
import { readPath } from '../user-data';

interface DataOptions {
  readonly target?: string;
  readonly type?: readonly string[];
  readonly json?: boolean;
}

/** `data PATH`: what a folder, an archive or a file holds, and what is wrong with it. */
export async function dataCommand(named: string, options: DataOptions): Promise<void> {
  const { imported, problems } = await readPath(named, {
    columns: {},
    ...(options.target === undefined ? {} : { target: options.target }),
    types: correctedTypes(options.type ?? []),
  });
  refuseUnknown(named, options.type ?? [], imported);
  const { train, test } = imported.parts;
  const parts = { train: inMemory(train), test: inMemory(test) };
  const facts = factsOf({ ...imported, parts }, problems);
  if (options.json) answer(facts);
  else show(facts);
}

/** `--type age=category`, repeatable. */
function correctedTypes(given: readonly string[]): NonNullable<Wish['types']> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      const type = columnTypes.find((known) => known === text.slice(at + 1));
      if (at > 0 && type) return [text.slice(0, at), type];
      throw new UsageError(`--type is ${text}; expected COLUMN=${columnTypes.join('|')}.`);
    }),
  );
}

/** A correction of a column that is not there would be silently without effect. */
function refuseUnknown(named: string, given: readonly string[], { columns }: Imported): void {
  const known = columns?.map(({ name }) => name) ?? [];
  const names = Object.keys(correctedTypes(given));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const has = known.length > 0 ? `its columns are ${known.join(', ')}` : 'it is no table';
  throw new UsageError(`--type names ${unknown}; ${named} has no such column: ${has}.`);
}

type Facts = ReturnType<typeof factsOf>;

function factsOf({ description, parts, columns }: Imported, problems: FileProblems) {
  const { kind, train, test } = description;
  const classes = kind === 'ratings' ? undefined : classCounts({ description, parts });
  const described = Object.entries(description.columns).map(([name, { type }]) => ({
    name,
    type,
    missing: 0,
  }));
  const more = problems.count - problems.list.length;
  const listed = [...problems.list].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : (a.row ?? 0) - (b.row ?? 0),
  );
  return {
    kind,
    samples: train + test,
    ...(classes && { classes }),
    columns: columns ?? described,
    ...spreadAndRepeats({ description, parts }),
    problems: listed,
    ...(more > 0 && { more }),
  };
}

/** How the numbers of a table spread, and the samples that are there twice; windows of a series overlap anyway. */
function spreadAndRepeats({ description, parts }: Pick<Imported, 'description' | 'parts'>) {
  const entry = Object.entries(description.columns).find(([, { type }]) => sampleTypes.has(type));
  if (!entry) return {};
  const [name, column] = entry;
  const [train, test] = [whole(parts.train), whole(parts.test)];
  const { duplicates, leaks } = repeated(train, test, name);
  const twice = {
    train: duplicates.train.length,
    test: duplicates.held.length,
    leaks: leaks.length,
  };
  const spec = describedBy(filesSpec, descriptionConfig(description));
  const label = labelColumn(spec);
  const isTable = column.type === 'features';
  const fields = isTable ? fieldFacts(spec.columns, train) : [];
  const telling = isTable ? fieldFacts(spec.columns, evenly(train), { label }) : [];
  const spread = fields.flatMap((field, i) => {
    if (field.type === 'category' || field.name === label || Number.isNaN(field.min)) return [];
    const { name: of, min, max, mean, outliers } = field;
    const tells = telling[i]?.tells;
    return [{ name: of, min, max, mean, outliers: outliers.length, ...(tells && { tells }) }];
  });
  return {
    ...(spread.length > 0 && { spread }),
    ...(Object.values(twice).some((count) => count > 0) && { repeated: twice }),
  };
}

/** Samples that what a field tells of the label is measured on at most. */
const MOST_TELLING = 50_000;

function evenly({ samples, rows }: Chosen): Chosen {
  const step = Math.ceil(rows.length / MOST_TELLING);
  return { samples, rows: rows.filter((_, i) => i % step === 0) };
}

const sampleTypes: ReadonlySet<string> = new Set(['picture', 'features', 'text', 'array']);

/** How many samples of each class, over training and test. */
function classCounts({ description, parts }: Pick<Imported, 'description' | 'parts'>) {
  for (const [name, column] of Object.entries(description.columns)) {
    if (column.type !== 'category') continue;
    const [train, test] = [parts.train, parts.test].map(({ columns }) =>
      columns[name] ? classBalance(columns[name], column.classes.length) : [],
    );
    return column.classes.map((label, i) => ({
      name: label,
      count: (train![i] ?? 0) + (test![i] ?? 0),
    }));
  }
  return undefined;
}

function show(facts: Facts): void {
  const { kind, classes = [], columns, spread = [], problems, more } = facts;
  const lines = [
    `${kind}, ${facts.samples} samples`,
    ...columns.map(
      ({ name, type, missing }) => `  ${name}: ${type}${missing > 0 ? `, ${missing} missing` : ''}`,
    ),
    ...spread.map(
      ({ name, min, max, mean, outliers, tells }) =>
        `  ${name}: ${short(min)} … ${short(max)}, mean ${short(mean)}${outliers > 0 ? `, ${outliers} far out` : ''}${tells ? `, ${tells.measure} ${short(tells.value)}` : ''}`,
    ),
    ...classes.map(({ name, count }) => `  ${name}: ${count}`),
    ...repeatsText(facts.repeated),
    ...problems.map(
      ({ file, row, message }) => `${file}${row === undefined ? '' : `, row ${row}`}: ${message}`,
    ),
    ...(more ? [`and ${more} more problems`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

function repeatsText(found: Facts['repeated']): string[] {
  if (!found) return [];
  const { train, test, leaks } = found;
  return [
    ...(train + test > 0 ? [`samples that are there twice: ${train + test}`] : []),
    ...(leaks > 0 ? [`test samples that stand in the training part too: ${leaks}`] : []),
  ];
}
