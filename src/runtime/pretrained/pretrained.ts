/** Weights that come with Netloom: what they are, where they are from, and how they are read. */
import { camel } from '../../compiler/importers/keras-values';
import { readTfjsWeights, type StoredWeight, weightValues } from '../../compiler/importers/tfjs';
import type { WeightsSpec } from '../../compiler/world';
import type { ReadAsset } from '../dataset';
import { DataError } from '../preparation/step';
import type { StartTensors } from './start-tensors';
import { wordVectors } from './word-vectors';

/** The weights that lie in a folder of their id: those of a layers model, or vectors of words. */
export async function readPretrained(
  spec: WeightsSpec,
  readWeights: ReadAsset,
): Promise<StartTensors> {
  const { id, words } = spec;
  if (words) return wordVectors(words, await readWhole(spec, readWeights));
  const [description, file] = await Promise.all([
    readWeights(`${id}/model.json`),
    readWhole(spec, readWeights),
  ]);
  const json: unknown = JSON.parse(new TextDecoder().decode(description));
  return new Map(
    [...readTfjsWeights(json, file)].map(([name, stored]) => [ourName(name), valuesOf(stored)]),
  );
}

async function readWhole({ id, bytes }: WeightsSpec, readWeights: ReadAsset): Promise<Uint8Array> {
  const file = await readWeights(`${id}/weights.bin`);
  if (file.length === bytes) return file;
  throw new DataError(
    'asset-size',
    `Received ${file.length} bytes of ${id}/weights.bin; it has ${bytes}.`,
    'Reload, or install again: the file is damaged or was read in part.',
  );
}

/** `stage1.0.conv_a/depthwise_kernel` → `stage1.0.conv_a.depthwiseKernel`. */
function ourName(name: string): string {
  const at = name.lastIndexOf('/');
  return `${name.slice(0, at)}.${camel(name.slice(at + 1))}`;
}

const valuesOf = (stored: StoredWeight) => ({
  shape: stored.shape,
  values: weightValues(stored),
});
