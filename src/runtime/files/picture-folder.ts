/** Folders of pictures: a folder a class. Pictures that cannot be decoded are named, counted and left out. */
import type { FileColumn } from '../../compiler/files';
import type { Column, Samples } from '../dataset';
import { SHARDED_BYTES } from '../stored-rows';
import { classFolders, classNames, type Filed, inWishedOrder } from './class-folders';
import { decodeAll, MOST_FILE } from './decode-pictures';
import { storePictures } from './picture-shards';
import { FilesError } from './problems';
import {
  type FileReader,
  isClass,
  isPicture,
  type PictureSize,
  type ReadContext,
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
/** All pictures together where the host has no disk to pack them on. */
const MOST_BYTES = 2e9;
/** Side of the pictures where the files do not agree on one. */
const USUAL = 64;
const LARGEST = 256;

export const isPictureFile = ({ path }: FileEntry): boolean =>
  pictureExtensions.has(extensionOf(path));

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
            : await usualSize(
                filed.map(({ entry }) => entry),
                context,
              );
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
export async function usualSize(
  files: readonly FileEntry[],
  { pictures }: ReadContext,
): Promise<PictureSize> {
  const step = Math.max(1, Math.floor(files.length / 32));
  const sizes: PictureSize[] = [];
  for (let i = 0; i < files.length && sizes.length < 32; i += step) {
    try {
      sizes.push(await pictures.measure(await readWhole(files[i]!, MOST_FILE)));
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
  const shards = bytes * filed.length > SHARDED_BYTES ? context.shards : undefined;
  if (!shards && bytes * filed.length > MOST_BYTES) {
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
  const folder = await shards?.(
    JSON.stringify([size.height, size.width, size.channels, ...classNames(filed)]),
  );
  const load = async (part: keyof typeof parts): Promise<Samples> => {
    const { column, kept } = folder
      ? await storePictures({ folder, part, bytes }, parts[part], size, { ...context, onPicture })
      : await decodeAll(parts[part], size, context, onPicture);
    const names: readonly { readonly className: string }[] = kept;
    const labels = Int32Array.from(names, ({ className }) => classes.indexOf(className));
    const pictures: Column = { shape: [size.height, size.width, size.channels], ...column };
    const labelled = target
      ? { [target[0]]: { shape: [], values: labels, dtype: 'int32' } as const }
      : {};
    return { count: kept.length, columns: { [sample]: pictures, ...labelled } };
  };
  return { train: await load('train'), test: await load('test') };
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
