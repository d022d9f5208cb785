/** Folders of pictures: a folder a class. Pictures that cannot be decoded are named, counted and left out. */
import type { FileColumn } from '../../compiler/files';
import type { Column, Samples } from '../dataset';
import { classFolders, classNames, type Filed, inWishedOrder } from './class-folders';
import { FilesError } from './problems';
import {
  type FileReader,
  isClass,
  isPicture,
  type PictureSize,
  type ReadContext,
  requireGoing,
  wishedName,
} from './reader';
import { extensionOf, type FileEntry, readWhole } from './tree';

export const pictureExtensions = new Set([
  'png',
  'jpg',
  'jpeg',
  'webp',
  'gif',
  'bmp',
  'tif',
  'tiff',
  'avif',
  'svg',
  'heic',
]);
/** A file beyond this is no picture of a data set. */
const MOST_FILE = 200e6;
/** All pictures together, so that an import ends well; smaller pictures let more of them in. */
const MOST_BYTES = 2e9;
/** Side of the pictures where the files do not agree on one. */
const USUAL = 64;
const LARGEST = 256;
/** Pictures that are decoded at one time. */
const AT_ONCE = 8;

const isPictureFile = ({ path }: FileEntry): boolean => pictureExtensions.has(extensionOf(path));

export const pictureFolder: FileReader = {
  id: 'picture-folder',
  knows: ({ files }) => files.some(isPictureFile),
  open: async ({ files, name }, context) => {
    const filed = classFolders(files.filter(isPictureFile));
    for (const { path } of files.filter((file) => !isPictureFile(file))) {
      context.problems.add({ file: path, message: 'The file is not a picture; it was left out.' });
    }
    return {
      describe: async (wish) => {
        const sample = wishedName(wish, isPicture, 'sample');
        const target = wishedName(wish, isClass, 'target');
        const [height, width, channels] = wish.columns[sample]?.shape ?? [];
        const size =
          height && width && channels
            ? { height, width, channels }
            : await usualSize(filed, context);
        const classes = inWishedOrder(classNames(filed), wish.columns[target]?.classes);
        const columns: Record<string, FileColumn> = { [sample]: { type: 'picture', ...size } };
        if (classes.length > 0) columns[target] = { type: 'category', classes };
        const missing = Object.keys(wish.columns).filter((column) => !(column in columns));
        return { kind: 'images', columns, missing };
      },
      load: (columns) => loadPictures(filed, name, columns, context),
    };
  },
};

/** The size that most of the first pictures have, no larger than a network on this machine likes. */
async function usualSize(filed: readonly Filed[], { pictures }: ReadContext): Promise<PictureSize> {
  const step = Math.max(1, Math.floor(filed.length / 32));
  const sizes: PictureSize[] = [];
  for (let i = 0; i < filed.length && sizes.length < 32; i += step) {
    try {
      sizes.push(await pictures.measure(await readWhole(filed[i]!.entry, MOST_FILE)));
    } catch {
      // Said when it is decoded.
    }
  }
  const channels = sizes.length > 0 && sizes.every((size) => size.channels === 1) ? 1 : 3;
  const [first] = sizes;
  const isSame =
    first && sizes.every(({ height, width }) => height === first.height && width === first.width);
  if (isSame && Math.max(first.height, first.width) <= LARGEST) {
    return { height: first.height, width: first.width, channels };
  }
  return { height: USUAL, width: USUAL, channels };
}

async function loadPictures(
  filed: readonly Filed[],
  name: string,
  columns: Readonly<Record<string, FileColumn>>,
  context: ReadContext,
) {
  const [sample, size] = entryOf(columns, 'picture');
  const target = Object.entries(columns).find(([, column]) => column.type === 'category');
  const bytes = size.height * size.width * size.channels;
  if (bytes * filed.length > MOST_BYTES) {
    throw new FilesError(
      `${name} holds ${filed.length} pictures, which at ${size.height} × ${size.width} take ${Math.round((bytes * filed.length) / 1e6)} MB; at most ${MOST_BYTES / 1e6} MB fit. Use smaller pictures.`,
    );
  }
  const classes = target?.[1].type === 'category' ? target[1].classes : [];
  const wanted = filed.filter((file) => isOfClass(file, classes, context));
  const parts = {
    train: wanted.filter(({ part }) => part === 'train'),
    test: wanted.filter(({ part }) => part === 'test'),
  };
  let done = 0;
  const onPicture = (): void => {
    done += 1;
    context.onProgress?.(done, wanted.length);
  };
  const load = async (files: readonly Filed[]): Promise<Samples> => {
    const { values, kept } = await decodeAll(files, size, context, onPicture);
    const labels = Int32Array.from(kept, ({ className }) => classes.indexOf(className));
    const pictures: Column = { shape: [size.height, size.width, size.channels], values };
    const labelled = target
      ? { [target[0]]: { shape: [], values: labels, dtype: 'int32' } as const }
      : {};
    return { count: kept.length, columns: { [sample]: pictures, ...labelled } };
  };
  return { train: await load(parts.train), test: await load(parts.test) };
}

function isOfClass(
  { className, entry }: Filed,
  classes: readonly string[],
  { problems }: ReadContext,
): boolean {
  if (classes.length === 0 || classes.includes(className)) return true;
  const where =
    className === ''
      ? 'The picture is in no class folder'
      : `The class ${className} is not one of the document`;
  problems.add({ file: entry.path, message: `${where}; it was left out.` });
  return false;
}

function entryOf(columns: Readonly<Record<string, FileColumn>>, type: 'picture') {
  for (const [name, column] of Object.entries(columns))
    if (column.type === type) return [name, column] as const;
  throw new FilesError('The files hold pictures; the document reads none.');
}

/** The pictures one after the other, without those that cannot be decoded. */
export async function decodeAll<F extends { readonly entry: FileEntry }>(
  files: readonly F[],
  size: PictureSize,
  { pictures, problems, signal }: ReadContext,
  onPicture: () => void,
): Promise<{ readonly values: Uint8Array; readonly kept: readonly F[] }> {
  const bytes = size.height * size.width * size.channels;
  const values = new Uint8Array(files.length * bytes);
  const isWhole = new Uint8Array(files.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < files.length; i = next++) {
      requireGoing(signal);
      const { entry } = files[i]!;
      try {
        const decoded = await pictures.decode(await readWhole(entry, MOST_FILE), size);
        if (decoded.length !== bytes)
          throw new Error(`${decoded.length} bytes came out, not ${bytes}.`);
        values.set(decoded, i * bytes);
        isWhole[i] = 1;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        problems.add({ file: entry.path, message: `${reason} The picture was left out.` });
      }
      onPicture();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return closeGaps(values, bytes, files, isWhole);
}

function closeGaps<F>(values: Uint8Array, bytes: number, files: readonly F[], isWhole: Uint8Array) {
  let to = 0;
  for (let i = 0; i < files.length; i++) {
    if (!isWhole[i]) continue;
    if (to !== i) values.copyWithin(to * bytes, i * bytes, (i + 1) * bytes);
    to += 1;
  }
  return { values: values.subarray(0, to * bytes), kept: files.filter((_, i) => isWhole[i] === 1) };
}
