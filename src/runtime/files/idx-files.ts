/** MNIST's way: a file of pictures and a file of labels for each part, gzipped or not. */
import { gunzipSync } from 'fflate';
import { isIdx, readIdx } from '../containers/idx';
import { type ArrayPart, type NamedArray, openedArrays, sayUnused } from './arrays';
import { FilesError } from './problems';
import type { FileReader } from './reader';
import { baseOf, type FileEntry, readWhole } from './tree';

const idxName = /[-._](idx\d|ubyte)/i;
/** `t10k-images…`, `emnist-letters-test-images…`. */
const testName = /(^|[-._])(t10k|test|val)/i;
/** gzip says the size of what it holds modulo 4 GB; more than this is no data set in IDX. */
const MOST_UNPACKED = 1e9;

export const idxFiles: FileReader = {
  id: 'idx',
  knows: async ({ files }) => {
    const [first] = files.filter(({ path }) => idxName.test(baseOf(path)) || files.length === 1);
    if (!first) return false;
    const head = await first.slice(0, 8);
    return isIdx(head) || (idxName.test(baseOf(first.path)) && isGzip(head));
  },
  open: async ({ files, name }, { problems }) => {
    const arrays: NamedArray[] = [];
    for (const file of files) {
      if (!idxName.test(baseOf(file.path)) && files.length > 1) continue;
      arrays.push([file.path, readIdx(await unpacked(file), baseOf(file.path))]);
    }
    const [test, train] = split(arrays, ([path]) => testName.test(baseOf(path)));
    const first = partOf(train) ?? partOf(test);
    if (!first) throw new FilesError(`${name} holds no IDX file of samples, only one number each.`);
    const second = partOf(train) && partOf(test);
    sayUnused(arrays, [first, second], problems);
    return openedArrays({ name, train: first, ...(second && { test: second }) });
  },
};

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(file: FileEntry): Promise<Uint8Array> {
  const bytes = await readWhole(file);
  if (!isGzip(bytes)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.length >= 18 ? view.getUint32(bytes.length - 4, true) : 0;
  if (size > MOST_UNPACKED)
    throw new FilesError(
      `${file.path} would unpack to ${size} bytes; at most ${MOST_UNPACKED} fit.`,
    );
  try {
    return gunzipSync(bytes, { out: new Uint8Array(size) });
  } catch {
    throw new FilesError(`${file.path} is damaged: its gzip stream breaks off.`);
  }
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** The array with more than one axis holds the samples, the one with a single axis the labels. */
function partOf(arrays: readonly NamedArray[]): ArrayPart | undefined {
  const sample = arrays.find(([, { shape }]) => shape.length > 1)?.[1];
  const target = arrays.find(([, { shape }]) => shape.length === 1)?.[1];
  return sample && { sample, ...(target && { target }) };
}
