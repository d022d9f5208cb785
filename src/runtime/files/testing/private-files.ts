/** A browser's private file system in memory, as far as the project uses it. */

interface PlainFile {
  readonly now: () => ArrayBuffer;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

function fileOf(bytes: Uint8Array<ArrayBuffer>): PlainFile {
  const now = (): ArrayBuffer => bytes.slice().buffer;
  return { now, arrayBuffer: async () => now() };
}

type Folder = Map<string, Folder | Uint8Array>;

function handleOf(folder: Folder): object {
  const missing = (name: string): never => {
    throw new DOMException(`${name} is not there.`, 'NotFoundError');
  };
  return {
    getDirectoryHandle: async (name: string, { create = false } = {}) => {
      const found = folder.get(name) ?? (create ? new Map() : missing(name));
      folder.set(name, found);
      return handleOf(found as Folder);
    },
    getFileHandle: async (name: string, { create = false } = {}) => {
      if (!folder.has(name) && !create) missing(name);
      return {
        getFile: async () => fileOf(folder.get(name) as Uint8Array<ArrayBuffer>),
        createWritable: async () => {
          let written = new Uint8Array();
          return {
            write: async ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>) => {
              written = new Uint8Array(buffer, byteOffset, byteLength).slice();
            },
            close: async () => void folder.set(name, written),
          };
        },
      };
    },
    removeEntry: async (name: string) => void folder.delete(name),
  };
}

/** `navigator` of a browser that keeps files. */
export function privateFiles(): { readonly storage: object } {
  const root = handleOf(new Map());
  return { storage: { getDirectory: async () => root } };
}

/** Reads files without waiting, as only workers do. */
export class PlainFileReaderSync {
  readAsArrayBuffer(file: PlainFile): ArrayBuffer {
    return file.now();
  }
}
