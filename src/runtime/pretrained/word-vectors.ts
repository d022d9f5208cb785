/** Vectors of words that come with Netloom: a scale for every word, then a byte for every number, and their list. */
import type { Chain } from '../../compiler/preparation/infer';
import type { WordVectors } from '../../compiler/world';
import type { ReadAsset } from '../dataset';
import { DataError } from '../preparation/step';
import { pretrained } from './all';
import type { StartTensors } from './start-tensors';

/** Rows of an Embedding before the first word: padding, and any other word. */
const RESERVED = 2;

/**
 * The rows of an Embedding by the number of a word, as `words.embeddings` of shape [count + 2, dimensions]. Padding and
 * words that are not in the list are zeros, as in Keras' example on pretrained word embeddings.
 */
export function wordVectors({ count, dimensions }: WordVectors, file: Uint8Array): StartTensors {
  const scales = new Float32Array(file.slice(0, 4 * count).buffer);
  const numbers = new Int8Array(file.buffer, file.byteOffset + 4 * count, count * dimensions);
  const values = new Float32Array((count + RESERVED) * dimensions);
  for (let i = 0; i < numbers.length; i++) {
    values[RESERVED * dimensions + i] = numbers[i]! * scales[Math.floor(i / dimensions)]!;
  }
  return new Map([['words.embeddings', { shape: [count + RESERVED, dimensions], values }]]);
}

/**
 * The lists that text steps take their vocabulary from, by id, the most frequent word first; nothing is read where none
 * does. Throws `DataError` where a list is damaged.
 */
export async function wordLists(
  chains: readonly Chain[],
  readWeights: ReadAsset,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(
    chains.flatMap(({ steps }) => steps.map(({ config }) => config.vocabulary)),
  );
  const lists = new Map<string, readonly string[]>();
  for (const { id, words } of pretrained) {
    if (words && wanted.has(id)) lists.set(id, await readWords(id, words, readWeights));
  }
  return lists;
}

async function readWords(
  id: string,
  { count }: WordVectors,
  readWeights: ReadAsset,
): Promise<readonly string[]> {
  const words = new TextDecoder().decode(await readWeights(`${id}/words.txt`)).split('\n');
  if (words.length === count) return words;
  throw new DataError(
    'asset-size',
    `Received ${words.length} words of ${id}/words.txt; it has ${count}.`,
    'Reload, or install again: the file is damaged or was read in part.',
  );
}
