/** `--data PATH|ID`: a document that learns from another data set, or from files of this machine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { datasetOf } from '../../src/compiler/dataset-of';
import {
  descriptionConfig,
  FILES,
  type FilesDescription,
  readDescription,
} from '../../src/compiler/files';
import { learnFrom } from '../../src/compiler/learn-from';
import { PREPARATION, preparationChains } from '../../src/compiler/preparation/infer';
import type { Problem } from '../../src/compiler/problem';
import type { Document } from '../../src/graph/document';
import type { LoadFiles } from '../../src/runtime/dataset';
import { datasets } from '../../src/runtime/datasets/all';
import { type Imported, importFiles } from '../../src/runtime/files/open';
import { FileProblems, FilesError, MissingColumns } from '../../src/runtime/files/problems';
import type { Wish } from '../../src/runtime/files/reader';
import type { Host } from '../../src/runtime/host';
import { world } from '../../src/runtime/world';
import { fileTree } from './file-tree';
import { nodeHost } from './host';
import { readDataPath } from './model-folder';
import { say, UsageError } from './output';
import { sharpPictures } from './pictures';
import { shardFolders } from './shard-folder';

export interface WithData {
  readonly document: Document;
  readonly loadFiles?: LoadFiles;
  /** Where the files lie, for the run's record. */
  readonly path?: string;
  /** What the files do not have and the document reads. */
  readonly problems: readonly Problem[];
}

/** Reads what `--data` names; a path that exists wins. Throws `UsageError` for what cannot be read. */
export async function withData(document: Document, data: string | undefined): Promise<WithData> {
  if (data === undefined) return { document, problems: [] };
  if (existsSync(data)) return fromFiles(document, data);
  if (!document.data) throw new UsageError('The document has no data section to point elsewhere.');
  if (!datasets.has(data) || data === FILES) {
    const ids = [...datasets.keys()].filter((id) => id !== FILES).join(', ');
    throw new UsageError(
      `--data is ${data}, which is neither a path nor a data set; those are ${ids}.`,
    );
  }
  return {
    document: { ...document, data: { ...document.data, dataset: data, parameters: {} } },
    problems: [],
  };
}

async function fromFiles(document: Document, named: string): Promise<WithData> {
  try {
    const { imported, problems } = await readPath(named, { columns: columnsRead(document) });
    const { description, parts } = imported;
    sayProblems(named, problems);
    return {
      document: learningFrom(document, description),
      loadFiles: async ({ fingerprint }) =>
        fingerprint === description.fingerprint ? parts : undefined,
      path: path.resolve(named),
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof MissingColumns)) throw error;
    return { document, problems: [missingColumns(error)] };
  }
}

function sayProblems(named: string, { list, count }: FileProblems): void {
  for (const { file, row, message } of list.slice(0, 10)) {
    say(`${file}${row === undefined ? '' : `, row ${row}`}: ${message}`);
  }
  if (count > 10) say(`and ${count - 10} more of such; netloom data ${named} lists them.`);
}

/** The host of this machine, which finds the files of `--data`. */
export const hostWith = ({ loadFiles }: Pick<WithData, 'loadFiles'>): Host => ({
  ...nodeHost(),
  ...(loadFiles && { loadFiles }),
});

/** Where the files of a saved run lay, where its document learns from files and nothing else is said. */
export function savedPath(document: Document, folder: string | undefined): string | undefined {
  if (document.data?.dataset !== FILES || folder === undefined) return undefined;
  const saved = readDataPath(folder);
  if (saved !== undefined && existsSync(saved)) return saved;
  const { name } = readDescription(document.data.parameters);
  throw new UsageError(
    `The document learns from ${name}, which is not where it was; name it with --data.`,
  );
}

/** Imports a path as a wish would have it. Throws `UsageError` for what cannot be read. */
export async function readPath(
  named: string,
  wish: Wish,
): Promise<{ readonly imported: Imported; readonly problems: FileProblems }> {
  const problems = new FileProblems();
  try {
    const shards = shardFolders(named);
    const context = { pictures: sharpPictures, problems, shards, onProgress: progressBar() };
    return { imported: await importFiles(fileTree(named), wish, context), problems };
  } catch (error) {
    if (error instanceof FilesError || error instanceof RangeError)
      throw new UsageError(error.message);
    throw error;
  }
}

/** Progress on a terminal, at most ten times a second. */
function progressBar(): ((done: number, total: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  let last = 0;
  return (done, total) => {
    const isOver = done === total;
    if (!isOver && Date.now() - last < 100) return;
    last = Date.now();
    process.stderr.write(`\rreading ${Math.floor((100 * done) / total)} %${isOver ? '\n' : ''}`);
  };
}

/** The columns that the document's preparation reads, as its data set has them now. */
function columnsRead(document: Document): Wish['columns'] {
  const spec = datasetOf(document.data, world);
  const chains = document.data ? preparationChains(document.data.preparation) : [];
  const read = new Set(chains.map(({ column }) => column));
  return Object.fromEntries(Object.entries(spec?.columns ?? {}).filter(([name]) => read.has(name)));
}

/** A document that named no data gets a way from every column that its network's ends take. */
function withWays(document: Document, description: FilesDescription): Document {
  say(
    `The document names no data; its Inputs and Outputs were led to the columns of ${description.name}.`,
  );
  const data = {
    dataset: FILES,
    parameters: descriptionConfig(description),
    validation: description.test > 0 ? ('test' as const) : 0.2,
  };
  const training = document.training ?? { phases: [], batchSize: 32, seed: 7 };
  return learnFrom(document, { data, training }, world);
}

/** Files without a test split of their own hold out a fifth where the document validates on the test split. */
function learningFrom(document: Document, description: FilesDescription): Document {
  const { data } = document;
  if (!data) return withWays(document, description);
  const needsShare = data.validation === 'test' && description.test === 0;
  if (needsShare)
    say(`${description.name} has no test split; a fifth of it is held out for validation.`);
  // Samples that were relabelled or left out are those of the very same files.
  const { fingerprint, changes } = data.parameters;
  const isSame = fingerprint === description.fingerprint && changes !== undefined;
  const parameters = { ...descriptionConfig(description), ...(isSame && { changes }) };
  return {
    ...document,
    data: { ...data, dataset: FILES, parameters, ...(needsShare && { validation: 0.2 }) },
  };
}

const missingColumns = ({ message }: MissingColumns): Problem => ({
  code: 'missing-columns',
  severity: 'error',
  network: PREPARATION,
  message,
  hint: 'Name the columns of the file as the document has them, or choose others in the document.',
  values: {},
  repairs: [],
});
