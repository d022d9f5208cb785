/** Files in folders named by their class, with or without folders for training and test above them. */
import { naturalOrder } from './column-types';
import { type FileEntry, folderOf } from './tree';

export interface Filed {
  readonly entry: FileEntry;
  /** Name of the innermost folder; empty where the file lies at the top. */
  readonly className: string;
  readonly part: 'train' | 'test';
}

const trainNames = /^(train|training)$/i;
const testNames = /^(test|testing|val|valid|validation)$/i;

/** The files in natural order, each with its class and part. */
export function classFolders(files: readonly FileEntry[]): Filed[] {
  const inside = withoutWrapper(files);
  const heads = new Set(inside.map(({ path }) => path.split('/', 1)[0]!));
  const names = [...heads];
  const isParted =
    names.some((name) => trainNames.test(name)) &&
    names.every((name) => trainNames.test(name) || testNames.test(name));
  return inside
    .map(({ entry, path }) => {
      const folders = folderOf(path).split('/');
      const isTest = isParted && testNames.test(folders[0] ?? '');
      const own = isParted ? folders.slice(1) : folders;
      return {
        entry,
        className: own.at(-1) ?? '',
        part: isTest ? ('test' as const) : ('train' as const),
      };
    })
    .sort(
      (a, b) => naturalOrder(a.className, b.className) || naturalOrder(a.entry.path, b.entry.path),
    );
}

/** Paths without the one folder that holds everything: archives often have one. */
function withoutWrapper(files: readonly FileEntry[]) {
  let paths = files.map((entry) => ({ entry, path: entry.path }));
  for (;;) {
    const heads = new Set(paths.map(({ path }) => path.split('/', 1)[0]!));
    const isWrapped = heads.size === 1 && paths.every(({ path }) => path.split('/').length > 2);
    if (!isWrapped) return paths;
    paths = paths.map(({ entry, path }) => ({ entry, path: path.slice(path.indexOf('/') + 1) }));
  }
}

/** Class names in natural order; files at the top have none. */
export function classNames(filed: readonly Filed[]): string[] {
  return [...new Set(filed.map(({ className }) => className))].filter(Boolean).sort(naturalOrder);
}

/** Classes as wished where they are the same ones, so that a class keeps its number. */
export function inWishedOrder(
  found: readonly string[],
  wished: readonly string[] = [],
): readonly string[] {
  return found.length > 0 && found.every((name) => wished.includes(name)) ? wished : found;
}
