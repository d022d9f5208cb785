import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Samples } from '../dataset';
import { browserShards } from './browser-shards';
import { holdFiles } from './in-use';
import { storePictures } from './picture-shards';
import { FileProblems } from './problems';
import { readShards, ShardWriter } from './shards';
import { markUsed, storedParts, storeParts } from './store';
import { PlainFileReaderSync, privateFiles } from './testing/private-files';
import { deleteUnused, keptFiles } from './unused';

const BYTES = 1000;
const DAY = 24 * 3600 * 1000;
const fingerprint = (digit: string): string => digit.repeat(64);
const none: Samples = { count: 0, columns: {} };
const named = (...digits: string[]) => ({ named: new Set(digits.map(fingerprint)) });

let browser = privateFiles();
let now = 0;

beforeEach(() => {
  browser = privateFiles();
  now = 100 * DAY;
  vi.stubGlobal('navigator', browser);
  vi.stubGlobal('FileReaderSync', PlainFileReaderSync);
  vi.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The worker that imports ends, and with it what it holds. */
async function asWorker<T>(work: () => Promise<T>): Promise<T> {
  const worker = { ...browser, locks: privateFiles().locks };
  vi.stubGlobal('navigator', worker);
  const result = await work();
  vi.stubGlobal('navigator', browser);
  return result;
}

const importTable = (digit: string) =>
  asWorker(() => {
    const columns = { a: { shape: [], values: new Uint8Array(BYTES) } };
    return storeParts(fingerprint(digit), { train: { count: BYTES, columns }, test: none });
  });

const importPictures = (digit: string, folder: string) =>
  asWorker(async () => {
    const place = {
      folder: await browserShards(folder, 'made'),
      part: 'train',
      bytes: BYTES,
    } as const;
    const writer = await ShardWriter.open(place, []);
    const values = new Uint8Array(BYTES);
    await writer.add({ path: '1.png', size: 1, className: '', values });
    await writer.flush();
    const stored = await readShards(place, writer.entries);
    const columns = { a: { shape: [BYTES], values: new Uint8Array(), stored } };
    await storeParts(fingerprint(digit), { train: { count: 1, columns }, test: none });
  });

const isThere = async (digit: string) => (await storedParts(fingerprint(digit))) !== undefined;

describe('what was made here', () => {
  it('goes only when a person asks for it', async () => {
    const columns = { a: { shape: [], values: new Uint8Array(BYTES) } };
    const parts = { train: { count: BYTES, columns }, test: none };
    await asWorker(() => storeParts(fingerprint('a'), parts, { isMadeHere: true }));
    await importTable('b');
    expect(await deleteUnused({ ...named(), keepsMadeHere: true })).toBeGreaterThan(0);
    expect([await isThere('a'), await isThere('b')]).toEqual([true, false]);
    expect(await deleteUnused(named())).toBeGreaterThan(0);
    expect(await isThere('a')).toBe(false);
  });
});

describe('imports that nobody needs', () => {
  it('go, and those stay that a document names', async () => {
    await importTable('a');
    await importTable('b');
    const before = await keptFiles(named('b'));
    expect(before.imports).toBe(2);
    expect(before.unused).toBe(before.bytes / 2);
    expect(await deleteUnused(named('b'))).toBe(before.unused);
    expect([await isThere('a'), await isThere('b')]).toEqual([false, true]);
    expect(await keptFiles(named('b'))).toEqual({ imports: 1, bytes: before.unused, unused: 0 });
  });

  it('stay while a window holds them, and where nobody can know', async () => {
    await importTable('a');
    const letGo = await holdFiles(fingerprint('a'));
    expect((await keptFiles(named())).unused).toBe(0);
    expect(await deleteUnused(named())).toBe(0);
    letGo();
    vi.stubGlobal('navigator', { storage: browser.storage });
    expect(await deleteUnused(named())).toBe(0);
    vi.stubGlobal('navigator', browser);
    expect(await deleteUnused(named())).toBeGreaterThan(BYTES);
  });

  it('stay where a window takes hold of them after they were listed', async () => {
    await importPictures('a', 'pets');
    const { locks } = browser;
    const letGo = await holdFiles(fingerprint('a'));
    vi.stubGlobal('navigator', { ...browser, locks: { ...locks, query: async () => ({}) } });
    expect(await deleteUnused(named())).toBe(0);
    letGo();
    expect(await isThere('a')).toBe(true);
  });

  it('stay while they are young, counted from the last use', async () => {
    await importTable('a');
    await importTable('b');
    now += 10 * DAY;
    await markUsed(fingerprint('b'));
    now += 25 * DAY;
    await deleteUnused({ ...named(), usedAfter: now - 30 * DAY });
    expect([await isThere('a'), await isThere('b')]).toEqual([false, true]);
  });

  it('take their shards along, unless another import names them', async () => {
    await importPictures('a', 'pets');
    now += DAY;
    await importPictures('b', 'cars');
    await importPictures('c', 'cars');
    const { bytes } = await keptFiles(named());
    expect((await keptFiles(named('c'))).unused).toBeGreaterThan(BYTES);
    await deleteUnused(named('c'));
    expect(await isThere('c')).toBe(true);
    await deleteUnused(named());
    expect(await keptFiles(named())).toEqual({ imports: 0, bytes: 0, unused: 0 });
    expect(bytes).toBeGreaterThan(2 * BYTES);
  });

  it('go the longest unused first, until there is room enough', async () => {
    for (const digit of ['b', 'a', 'c']) {
      await importTable(digit);
      now += DAY;
    }
    await deleteUnused(named(), BYTES);
    const there = [await isThere('a'), await isThere('b'), await isThere('c')];
    expect(there).toEqual([true, false, true]);
  });
});

describe('a disk that is full', () => {
  it('keeps nothing of an import that did not fit, which fits once the unused are gone', async () => {
    await importTable('a');
    const { bytes } = await keptFiles(named());
    browser.disk.quota = bytes + BYTES / 2;
    await expect(importTable('b')).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect((await keptFiles(named())).bytes).toBe(bytes);
    await deleteUnused(named());
    await importTable('b');
    expect([await isThere('a'), await isThere('b')]).toEqual([false, true]);
  });

  it('keeps what was there before when the same is imported again', async () => {
    await importTable('a');
    browser.disk.quota = (await keptFiles(named())).bytes;
    await expect(importTable('a')).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(await isThere('a')).toBe(true);
  });

  it('keeps the shards that were written, and the next try decodes the others only', async () => {
    const bytes = 1024 * 1024;
    const size = { height: 1024, width: 1024, channels: 1 };
    const entry = (i: number) => ({
      path: `${i}.png`,
      size: 1,
      slice: async () => Uint8Array.of(i),
    });
    const files = Array.from({ length: 10 }, (_, i) => ({
      entry: entry(i),
      className: 'cat',
      part: 'train' as const,
    }));
    const decode = vi.fn(async ([grey]: Uint8Array) => new Uint8Array(bytes).fill(grey!));
    const context = {
      pictures: { decode, measure: async () => size },
      problems: new FileProblems(),
      onPicture: () => undefined,
    };
    const store = () =>
      asWorker(async () => {
        const place = {
          folder: await browserShards('pets', 'made'),
          part: 'train',
          bytes,
        } as const;
        return storePictures(place, files, size, context);
      });
    browser.disk.quota = 6 * bytes;
    await expect(store()).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect((await keptFiles(named())).bytes).toBeGreaterThanOrEqual(4 * bytes);
    browser.disk.quota = 20 * bytes;
    decode.mockClear();
    const { column, kept } = await store();
    expect(decode).toHaveBeenCalledTimes(6);
    const greys = kept.map((_, row) => column.stored!.read(Int32Array.of(row))[0]);
    expect(greys).toEqual(kept.map(({ path }) => Number.parseInt(path, 10)));
    expect(greys.sort()).toEqual([...files.keys()]);
  });
});
