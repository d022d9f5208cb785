/** NumPy's arrays: an NPZ archive, or NPY files side by side, found by the names that people give them. */
import type { NumberArray } from '../containers/idx';
import { readNpy } from '../containers/read-npy';
import { openZip } from '../containers/read-zip';
import { type ArrayPart, type NamedArray, openedArrays, sayUnused } from './arrays';
import { FilesError } from './problems';
import type { FileReader } from './reader';
import { baseOf, extensionOf, readWhole } from './tree';

const targetName = /(^|_)(y|label|labels|target|targets)(_|$)/i;
const testName = /(^|_)(test|val|valid)(_|$)/i;

export const npyFiles: FileReader = {
  id: 'npy',
  knows: ({ files }) => files.some(({ path }) => ['npy', 'npz'].includes(extensionOf(path))),
  open: async ({ files, name }, { problems }) => {
    const [npz, ...others] = files.filter(({ path }) => extensionOf(path) === 'npz');
    for (const { path } of others) {
      const message = `The archive was left out: ${npz!.path} is read. Open it by itself.`;
      problems.add({ file: path, message });
    }
    const inside = npz ? await openZip(npz, baseOf(npz.path), problems) : files;
    const arrays: NamedArray[] = [];
    for (const file of inside.filter(({ path }) => extensionOf(path) === 'npy')) {
      const label = baseOf(file.path).slice(0, -'.npy'.length);
      arrays.push([label, readNpy(await readWhole(file), file.path)]);
    }
    const train = partOf(arrays.filter(([label]) => !testName.test(label)));
    const test = partOf(arrays.filter(([label]) => testName.test(label)));
    const first = train ?? test;
    if (!first)
      throw new FilesError(`${name} holds no array of samples, one along its first axis.`);
    sayUnused(arrays, [train, test], problems);
    return openedArrays({ name, train: first, ...(train && test && { test }) });
  },
};

/** The array named like a target, or the one with a single number a sample, is what is learnt. */
function partOf(arrays: readonly NamedArray[]): ArrayPart | undefined {
  const isFlat = ({ shape }: NumberArray): boolean =>
    shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  const target =
    arrays.find(([label, array]) => targetName.test(label) && isFlat(array)) ??
    (arrays.length > 1 ? arrays.find(([, array]) => isFlat(array)) : undefined);
  const sample = arrays.find((entry) => entry !== target)?.[1];
  return sample && { sample, ...(target && { target: target[1] }) };
}
