/** Files in memory, and pictures that are their own pixels, for tests of readers. */
import { type Imported, importFiles } from '../open';
import { FileProblems } from '../problems';
import type { PictureDecoder, Wish } from '../reader';
import type { FileEntry, FileTree } from '../tree';

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

export function entry(path: string, content: string | Uint8Array): FileEntry {
  const bytes = bytesOf(content);
  return { path, size: bytes.length, slice: async (start, end) => bytes.slice(start, end) };
}

export function tree(name: string, files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  return { name, files: Object.entries(files).map(([path, content]) => entry(path, content)) };
}

/** A "picture" is its height, its width, its channels and its pixels. */
export const plainPictures: PictureDecoder = {
  measure: async ([height = 0, width = 0, channels = 0]) => ({ height, width, channels }),
  decode: async (bytes, { height, width, channels }) => {
    if (bytes.length !== 3 + height * width * channels) throw new Error('The picture is damaged.');
    return bytes.slice(3);
  },
};

export const picture = (value: number, height = 2, width = 2): Uint8Array =>
  Uint8Array.from([height, width, 1, ...new Array<number>(height * width).fill(value)]);

export async function imported(
  files: FileTree,
  wish: Wish = { columns: {} },
): Promise<Imported & { readonly problems: FileProblems }> {
  const problems = new FileProblems();
  return { ...(await importFiles(files, wish, { pictures: plainPictures, problems })), problems };
}
