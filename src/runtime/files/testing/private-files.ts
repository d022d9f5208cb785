/** A browser's private file system in memory, and its locks, as far as the project uses them. */

interface PlainFile {
  readonly size: number;
  readonly lastModified: number;
  readonly now: () => ArrayBuffer;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

function fileOf({ bytes, at }: Written): PlainFile {
  const now = (): ArrayBuffer => bytes.slice().buffer;
  return { size: bytes.length, lastModified: at, now, arrayBuffer: async () => now() };
}

interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: number;
}

type Folder = Map<string, Folder | Written>;

const isFolder = (entry: Folder | Written): entry is Folder => entry instanceof Map;

const sizeOf = (entry: Folder | Written): number =>
  isFolder(entry)
    ? [...entry.values()].reduce<number>((sum, inner) => sum + sizeOf(inner), 0)
    : entry.bytes.length;

interface Disk {
  readonly root: Folder;
  /** Bytes that may be written; changed by tests that fill a disk. */
  quota: number;
}

function handleOf(name: string, folder: Folder, disk: Disk): object {
  const missing = (missed: string): never => {
    throw new DOMException(`${missed} is not there.`, 'NotFoundError');
  };
  const fileHandle = (file: string): object => ({
    kind: 'file',
    name: file,
    getFile: async () => fileOf(folder.get(file) as Written),
    createWritable: async () => {
      let written = new Uint8Array();
      return {
        write: async ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>) => {
          written = new Uint8Array(buffer, byteOffset, byteLength).slice();
        },
        close: async () => {
          if (sizeOf(disk.root) + written.length > disk.quota)
            throw new DOMException('There is no room.', 'QuotaExceededError');
          folder.set(file, { bytes: written, at: Date.now() });
        },
        abort: async () => undefined,
      };
    },
  });
  return {
    kind: 'directory',
    name,
    getDirectoryHandle: async (inner: string, { create = false } = {}) => {
      const found = folder.get(inner) ?? (create ? new Map() : missing(inner));
      folder.set(inner, found);
      return handleOf(inner, found as Folder, disk);
    },
    getFileHandle: async (file: string, { create = false } = {}) => {
      if (!folder.has(file)) {
        if (!create) missing(file);
        folder.set(file, { bytes: new Uint8Array(), at: Date.now() });
      }
      return fileHandle(file);
    },
    removeEntry: async (inner: string) => void (folder.delete(inner) || missing(inner)),
    values: async function* () {
      for (const [inner, entry] of [...folder])
        yield isFolder(entry) ? handleOf(inner, entry, disk) : fileHandle(inner);
    },
  };
}

type Ask = (lock: object | null) => Promise<unknown>;

/** Locks as the web has them: shared ones beside each other, an exclusive one alone; nobody waits in a queue. */
function plainLocks() {
  const held: { readonly name: string; readonly mode: string }[] = [];
  return {
    query: async () => ({ held: [...held] }),
    request: async (name: string, { mode }: { readonly mode: string }, ask: Ask) => {
      const areShared = (other: string): boolean => other === 'shared' && mode === 'shared';
      const isFree = held.every((lock) => lock.name !== name || areShared(lock.mode));
      if (!isFree) return ask(null);
      const lock = { name, mode };
      held.push(lock);
      try {
        return await ask(lock);
      } finally {
        held.splice(held.indexOf(lock), 1);
      }
    },
  };
}

/** `navigator` of a browser that keeps files; `disk.quota` bounds what fits. */
export function privateFiles() {
  const disk: Disk = { root: new Map(), quota: Number.POSITIVE_INFINITY };
  const root = handleOf('', disk.root, disk);
  const estimate = async () => ({ usage: sizeOf(disk.root), quota: disk.quota });
  return {
    disk,
    storage: { getDirectory: async () => root, estimate },
    locks: plainLocks(),
  };
}

/** Reads files without waiting, as only workers do. */
export class PlainFileReaderSync {
  readAsArrayBuffer(file: PlainFile): ArrayBuffer {
    return file.now();
  }
}
