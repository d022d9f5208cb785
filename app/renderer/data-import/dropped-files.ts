/** What people drop on the window as files with their paths, and whether it is data at all. */
import { words } from '../i18n/index';

export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

export interface Dropped {
  readonly name: string;
  readonly files: readonly DroppedFile[];
}

/** Extensions of data that no document and no model has. */
const tables =
  /\.(csv|tsv|tab|psv|ndjson|jsonl|parquet|npy|npz|gz|txt)$|ubyte$|_batch(_\d+)?\.bin$/i;
const pictures = /\.(png|jpe?g|webp|gif|bmp|tiff?|avif)$/i;
/** A folder holds at most this many files that are listed. */
const MOST = 1_000_000;

/** The data in a drop, or nothing where it is a document or a model. Call it while the event lasts: it is forgotten after. */
export function dataIn(transfer: DataTransfer): (() => Promise<Dropped>) | null {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = [...transfer.files];
  if (entries.some(({ isDirectory }) => isDirectory)) return () => fromFolders(entries);
  return files.length > 0 && isData(files) ? async () => fromFiles(files) : null;
}

function isData(files: readonly File[]): boolean {
  const names = files.map(({ name }) => name);
  const isArchive = names.length === 1 && /\.zip$/i.test(names[0] ?? '');
  const arePictures = names.length > 1 && names.every((name) => pictures.test(name));
  return isArchive || arePictures || names.every((name) => tables.test(name));
}

/** Files side by side, as they were chosen. */
export function fromFiles(files: readonly File[]): Dropped {
  const [first] = files;
  return {
    name:
      files.length === 1 && first ? first.name : words('dataImport.files', { count: files.length }),
    files: files.map((file) => ({ path: file.name, file })),
  };
}

async function fromFolders(entries: readonly FileSystemEntry[]): Promise<Dropped> {
  const files: DroppedFile[] = [];
  for (const entry of entries) await collect(entry, files);
  const [only] = entries;
  // A single folder is the root: its own name is no part of the paths.
  const root = entries.length === 1 && only ? only.name.length + 1 : 0;
  return {
    name: root > 0 && only ? only.name : words('dataImport.files', { count: entries.length }),
    files: files.map(({ path, file }) => ({ path: path.slice(root), file })),
  };
}

async function collect(entry: FileSystemEntry, into: DroppedFile[]): Promise<void> {
  if (entry.isFile) {
    into.push(await dropped(entry));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader(); // the other kind of entry
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0 || into.length > MOST) return;
    // A hundred at a time: asked for one by one they take most of the time that a large folder takes.
    into.push(...(await Promise.all(batch.filter(({ isFile }) => isFile).map(dropped))));
    for (const inner of batch) if (!inner.isFile) await collect(inner, into);
  }
}

async function dropped(entry: FileSystemEntry): Promise<DroppedFile> {
  const file = await new Promise<File>((resolve, reject) => {
    (entry as FileSystemFileEntry).file(resolve, reject); // `isFile` says so
  });
  // `/folder/file`, from what was dropped on.
  return { path: entry.fullPath.slice(1), file };
}
