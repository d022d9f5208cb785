/** Loads data sets in tests, from the assets as they are in the project. */
import { readFileSync } from 'node:fs';
import type { Config } from '../../../graph/document';
import type { Samples } from '../../dataset';
import { createRandom } from '../../random';
import { datasets } from '../all';

export const read = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../assets/datasets/${path}`, import.meta.url)));

export async function load(id: string, parameters: Config = {}, seed = 7) {
  const dataset = datasets.get(id)!;
  const defaults = Object.entries(dataset.spec.params).map(([name, p]) => [name, p.default]);
  return dataset.load({
    parameters: { ...Object.fromEntries(defaults), ...parameters },
    random: createRandom(seed),
    readAsset: async (path) => read(path),
    onProgress: () => {},
  });
}

export function countClasses(samples: Samples): number[] {
  const counts: number[] = [];
  for (const label of samples.columns.target!.values) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The sum of the values of a column. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
