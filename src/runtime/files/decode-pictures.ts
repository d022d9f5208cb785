/** Decodes pictures side by side. What cannot be decoded is named, counted and left out. */
import { type PictureSize, type ReadContext, requireGoing } from './reader';
import { type FileEntry, readWhole } from './tree';

/** A file beyond this is no picture of a data set. */
export const MOST_FILE = 200e6;
/** Pictures that are decoded at one time. */
const AT_ONCE = 8;

/** The pictures one after the other, without those that cannot be decoded. */
export async function decodeAll<F extends { readonly entry: FileEntry }>(
  files: readonly F[],
  size: PictureSize,
  { pictures, problems, signal }: ReadContext,
  onPicture: () => void,
): Promise<{ readonly column: { readonly values: Uint8Array }; readonly kept: readonly F[] }> {
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
  const kept = files.filter((_, i) => isWhole[i] === 1);
  return { column: { values: values.subarray(0, to * bytes) }, kept };
}
