/** Opens what people bring: finds the reader that knows it, describes its samples, and gives them a fingerprint. */
import type { FilesDescription } from '../../compiler/files';
import { openZip } from '../containers/read-zip';
import type { Parts } from '../dataset';
import { createSha256 } from '../preparation/sha256';
import { cifarFiles } from './cifar-files';
import { idxFiles } from './idx-files';
import { npyFiles } from './npy-files';
import { pictureFolder } from './picture-folder';
import { pictureTable } from './picture-table';
import { type FileProblems, FilesError, MissingColumns } from './problems';
import type { FileReader, Opened, ReadContext, Wish } from './reader';
import { tableFile } from './table-file';
import { textFolder } from './text-folder';
import { extensionOf, type FileTree, isClutter } from './tree';

/** In the order of asking: what is rarer and surer comes first. */
const readers: readonly FileReader[] = [
  cifarFiles,
  idxFiles,
  npyFiles,
  pictureTable,
  pictureFolder,
  tableFile,
  textFolder,
];

/** Throws a `FilesError` for files of no known kind. */
export async function openFiles(tree: FileTree, context: ReadContext): Promise<Opened> {
  const whole = await unpacked(tree, context);
  if (whole.files.length === 0) {
    const { problems } = context;
    throw new FilesError(
      problems.count === 0
        ? `${tree.name} holds no files.`
        : `${tree.name} holds no file that can be read. ${problems.first}`,
    );
  }
  for (const reader of readers) if (await reader.knows(whole)) return reader.open(whole, context);
  const kinds = [...new Set(whole.files.map(({ path }) => extensionOf(path) || 'no extension'))];
  throw new FilesError(
    `${tree.name} holds ${kinds.slice(0, 5).join(', ')}; pictures, CSV, JSON, Parquet, TXT, IDX, CIFAR, NPY and zips of them can be read.`,
  );
}

/** A single zip as the files inside it. */
async function unpacked(tree: FileTree, context: ReadContext): Promise<FileTree> {
  const files = tree.files.filter(({ path }) => !isClutter(path));
  const [only] = files;
  if (files.length !== 1 || !only || extensionOf(only.path) !== 'zip') return { ...tree, files };
  const inside = await openZip(only, tree.name, context.problems);
  return { name: tree.name, files: inside.filter(({ path }) => !isClutter(path)) };
}

export interface Imported {
  readonly description: FilesDescription;
  readonly parts: Parts;
  readonly columns?: Opened['columns'];
}

/** Reads the samples that a document wishes for, or those that the files suggest. Throws `MissingColumns` besides. */
export async function importFiles(
  tree: FileTree,
  wish: Wish,
  context: ReadContext,
): Promise<Imported> {
  return readOpened(await openFiles(tree, context), tree.name, wish, context.problems);
}

/** As `importFiles`, of what is open already. */
export async function readOpened(
  opened: Opened,
  name: string,
  wish: Wish,
  problems: FileProblems,
): Promise<Imported> {
  const { kind, columns, missing } = await opened.describe(wish);
  if (missing.length > 0) {
    const has = opened.columns?.map((column) => column.name) ?? Object.keys(columns);
    throw new MissingColumns(name, missing, has);
  }
  const parts = await opened.load(columns);
  const [train, test] = [parts.train.count, parts.test.count];
  if (train + test === 0) {
    throw new FilesError(`${name} holds no sample that can be read. ${problems.first}`);
  }
  if (kind !== 'ratings') sayOneClass(name, columns, parts, problems);
  const description = { name, kind, fingerprint: fingerprintOf(parts), train, test, columns };
  return { description, parts, ...(opened.columns && { columns: opened.columns }) };
}

/** Names columns of classes of which only one is there: a network has nothing to tell apart. */
function sayOneClass(
  name: string,
  columns: FilesDescription['columns'],
  { train }: Parts,
  problems: FileProblems,
): void {
  for (const [id, column] of Object.entries(columns)) {
    const values = train.columns[id]?.values;
    if (column.type !== 'category' || !values || new Set(values).size !== 1) continue;
    const only = column.classes[values[0]!] ?? '';
    const message = `Every sample is of the class ${only}${column.from === undefined ? '' : ` in ${column.from}`}; add samples of another class, or choose another target.`;
    problems.add({ file: name, message });
  }
}

/** SHA-256 over every column's name, shape and bytes. */
function fingerprintOf({ train, test }: Parts): string {
  const hash = createSha256();
  const text = new TextEncoder();
  for (const part of [train, test]) {
    for (const [name, { shape, values, ends, stored }] of Object.entries(part.columns)) {
      hash.update(text.encode(`${name}:${part.count}:${shape.join(',')}${stored?.id ?? ''}\n`));
      for (const array of [ends, values, stored?.rows]) {
        if (!array) continue;
        hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      }
    }
  }
  return hash.digest();
}
