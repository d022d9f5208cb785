import { columnTypes } from '../../../src/runtime/files/column-types';
import type { Imported } from '../../../src/runtime/files/open';
import type { FileProblems } from '../../../src/runtime/files/problems';
import type { Wish } from '../../../src/runtime/files/reader';
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
  const facts = factsOf(imported, problems);
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
    problems: listed,
    ...(more > 0 && { more }),
  };
}

/** How many samples of each class, over training and test. */
function classCounts({ description, parts }: Pick<Imported, 'description' | 'parts'>) {
  for (const [name, column] of Object.entries(description.columns)) {
    if (column.type !== 'category') continue;
    const counts = column.classes.map(() => 0);
    for (const { columns } of [parts.train, parts.test]) {
      for (const label of columns[name]?.values ?? []) counts[label]! += 1;
    }
    return column.classes.map((label, i) => ({ name: label, count: counts[i]! }));
  }
  return undefined;
}

function show({ kind, samples, classes = [], columns, problems, more }: Facts): void {
  const lines = [
    `${kind}, ${samples} samples`,
    ...columns.map(
      ({ name, type, missing }) => `  ${name}: ${type}${missing > 0 ? `, ${missing} missing` : ''}`,
    ),
    ...classes.map(({ name, count }) => `  ${name}: ${count}`),
    ...problems.map(
      ({ file, row, message }) => `${file}${row === undefined ? '' : `, row ${row}`}: ${message}`,
    ),
    ...(more ? [`and ${more} more problems`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
