import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Column, Samples } from '../dataset';
import { pickStored } from '../stored-rows';
import { packTexts, textsOf } from '../text-column';
import { browserShards } from './browser-shards';
import { readShards, ShardWriter, shardRows } from './shards';
import { storedParts, storeParts } from './store';
import { PlainFileReaderSync, privateFiles } from './testing/private-files';

const BYTES = 1024 * 1024;
const COUNT = 10;
const fingerprint = (digit: string): string => digit.repeat(64);
const none: Samples = { count: 0, columns: {} };

beforeEach(() => {
  vi.stubGlobal('navigator', privateFiles());
  vi.stubGlobal('FileReaderSync', PlainFileReaderSync);
});
afterEach(() => vi.unstubAllGlobals());

/** Ten pictures of a megabyte, each of one grey, in three shards. */
async function pictures(name: string, first = 0): Promise<Column> {
  const folder = await browserShards(name, 'made');
  const place = { folder, part: 'train', bytes: BYTES } as const;
  const writer = await ShardWriter.open(place, []);
  for (let i = 0; i < COUNT; i++) {
    const values = new Uint8Array(BYTES).fill(first + i);
    await writer.add({ path: `${i}.png`, size: 1, className: '', values });
  }
  await writer.flush();
  const stored = await readShards(place, writer.entries);
  return { shape: [1024, 1024, 1], values: new Uint8Array(), stored };
}

const greys = ({ columns, count }: Samples): number[] =>
  Array.from({ length: count }, (_, row) => columns.sample!.stored!.read(Int32Array.of(row))[0]!);

it('keeps columns of numbers and of texts', async () => {
  const columns = {
    a: { shape: [2], values: Float32Array.of(1, 2, Number.NaN, 4) },
    b: packTexts(['one', 'zwölf']),
    c: { shape: [], values: Int32Array.of(3, 4), dtype: 'int32' },
  } as const;
  await storeParts(fingerprint('a'), { train: { count: 2, columns }, test: none });
  const { train } = (await storedParts(fingerprint('a')))!;
  expect(train.columns.a).toEqual(columns.a);
  expect(textsOf(train.columns.b!)).toEqual(['one', 'zwölf']);
  expect(train.columns.c).toEqual(columns.c);
  expect(await storedParts(fingerprint('b'))).toBeUndefined();
});

it('finds shards again, and only the rows that are samples, in their order', async () => {
  const sample = await pictures('pets');
  await storeParts(fingerprint('a'), { train: { count: COUNT, columns: { sample } }, test: none });
  expect(greys((await storedParts(fingerprint('a')))!.train)).toEqual([...new Array(COUNT).keys()]);
  const some = pickStored({ ...sample, stored: sample.stored! }, Int32Array.of(1, 4, 9));
  await storeParts(fingerprint('b'), {
    train: { count: 3, columns: { sample: some } },
    test: none,
  });
  expect(greys((await storedParts(fingerprint('b')))!.train)).toEqual([1, 4, 9]);
});

it('knows nothing of pictures that others have taken the place of', async () => {
  const train = { count: COUNT, columns: { sample: await pictures('pets') } };
  await storeParts(fingerprint('a'), { train, test: none });
  await pictures('pets', 100);
  expect(await storedParts(fingerprint('a'))).toBeUndefined();
});

it('gives a page, which cannot wait, the first shard', async () => {
  const train = { count: COUNT, columns: { sample: await pictures('pets') } };
  await storeParts(fingerprint('a'), { train, test: none });
  vi.stubGlobal('FileReaderSync', undefined);
  const { train: seen } = (await storedParts(fingerprint('a')))!;
  expect(greys(seen)).toEqual([...new Array(shardRows(BYTES)).keys()]);
});
