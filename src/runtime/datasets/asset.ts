/** Shipped files of data sets: read with progress, unpacked, and held to the size that they were packed with. */
import { gunzipSync } from 'fflate';
import type { LoadContext } from '../dataset';
import { DataError } from '../preparation/step';

/** Reads packed assets one after the other, as one bar of progress; sizes are those of the packed files. */
export async function readAssets<const Name extends string>(
  { readAsset, onProgress }: Pick<LoadContext, 'readAsset' | 'onProgress'>,
  sizes: Readonly<Record<Name, number>>,
): Promise<Record<Name, Uint8Array>> {
  const names = Object.keys(sizes) as Name[]; // the keys of a record of names
  const total = names.reduce((sum, name) => sum + sizes[name], 0);
  const read: Partial<Record<Name, Uint8Array>> = {};
  let before = 0;
  for (const path of names) {
    const packed = await readAsset(path, (done) => onProgress(before + done, total));
    if (packed.length !== sizes[path]) {
      throw new DataError(
        'asset-size',
        `Received ${packed.length} bytes of ${path}; it has ${sizes[path]}.`,
        'Reload, or install again: the file is damaged or was read in part.',
      );
    }
    before += packed.length;
    read[path] = gunzipSync(packed);
  }
  onProgress(total, total);
  return read as Record<Name, Uint8Array>; // every name was read
}
