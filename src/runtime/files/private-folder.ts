/** Folders and files of the browser's private file system. */

/** A folder of a folder at the top; both are made where they are not. */
export async function privateFolder(
  root: string,
  name: string,
): Promise<FileSystemDirectoryHandle> {
  const top = await privateRoot(root);
  return top.getDirectoryHandle(name, { create: true });
}

export async function privateRoot(root: string): Promise<FileSystemDirectoryHandle> {
  const storage = await navigator.storage.getDirectory();
  return storage.getDirectoryHandle(root, { create: true });
}

/** Writes a file whole or not at all: it appears when its stream is closed. */
export async function writePrivate(
  folder: FileSystemDirectoryHandle,
  name: string,
  view: ArrayBufferView,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const stream = await file.createWritable();
  try {
    // Columns and shards are made here and by readers, never over shared memory.
    await stream.write(view as ArrayBufferView<ArrayBuffer>);
    await stream.close();
  } catch (error) {
    // What was half written would take room until the page ends.
    await stream.abort().catch(() => undefined);
    throw error;
  }
}
