/** CIFAR-10 and CIFAR-100 in their binary version: labels, then 32 × 32 pixels of red, of green, of blue. */
import type { NumberArray } from '../containers/idx';
import { type ArrayPart, openedArrays } from './arrays';
import { FilesError } from './problems';
import { type FileReader, type ReadContext, requireGoing } from './reader';
import { baseOf, type FileEntry, readWhole } from './tree';

const PIXELS = 32 * 32;
const batch = /^(data_batch_\d+|test_batch|train|test)\.bin$/i;
/** Labels before the pixels: CIFAR-100 has a coarse one and a fine one. */
const labelsOf = (size: number): 1 | 2 | undefined => {
  if (size > 0 && size % (1 + 3 * PIXELS) === 0) return 1;
  return size > 0 && size % (2 + 3 * PIXELS) === 0 ? 2 : undefined;
};

const isBatch = ({ path, size }: FileEntry): boolean =>
  batch.test(baseOf(path)) && labelsOf(size) !== undefined;

export const cifarFiles: FileReader = {
  id: 'cifar',
  knows: ({ files }) => files.some(isBatch),
  open: async ({ files, name }, context) => {
    const batches = files.filter(isBatch).sort((a, b) => (a.path < b.path ? -1 : 1));
    const isTest = ({ path }: FileEntry): boolean => /^test/i.test(baseOf(path));
    const train = batches.filter((file) => !isTest(file));
    const test = batches.filter(isTest);
    const names = files.find(({ path }) =>
      /^(batches\.meta|fine_label_names)\.txt$/i.test(baseOf(path)),
    );
    const text = names ? new TextDecoder().decode(await readWhole(names, 1e6)) : '';
    const classes = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    const [first, second] = train.length > 0 ? [train, test] : [test, []];
    return openedArrays({
      name,
      train: await readBatches(first, context),
      ...(second.length > 0 && { test: await readBatches(second, context) }),
      ...(classes.length > 0 && { classes }),
    });
  },
};

async function readBatches(
  batches: readonly FileEntry[],
  { signal, onProgress }: ReadContext,
): Promise<ArrayPart> {
  const labels = labelsOf(batches[0]!.size)!; // `isBatch` has looked
  const record = labels + 3 * PIXELS;
  if (batches.some(({ size }) => labelsOf(size) !== labels)) {
    throw new FilesError('The files mix CIFAR-10 and CIFAR-100; open one of them.');
  }
  const count = batches.reduce((sum, { size }) => sum + size / record, 0);
  const values = new Uint8Array(count * 3 * PIXELS);
  const targets = new Uint8Array(count);
  let sample = 0;
  for (const [i, file] of batches.entries()) {
    requireGoing(signal);
    const bytes = await readWhole(file);
    for (let at = 0; at < bytes.length; at += record, sample++) {
      targets[sample] = bytes[at + labels - 1]!;
      interleave(bytes.subarray(at + labels, at + record), values, sample * 3 * PIXELS);
    }
    onProgress?.(i + 1, batches.length);
  }
  const target: NumberArray = { shape: [count], values: targets };
  return { sample: { shape: [count, 32, 32, 3], values }, target };
}

/** Planes to pixels. */
function interleave(planes: Uint8Array, into: Uint8Array, start: number): void {
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < PIXELS; i++) into[start + i * 3 + c] = planes[c * PIXELS + i]!;
  }
}
