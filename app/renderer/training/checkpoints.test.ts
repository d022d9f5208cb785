import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseCheckpoint, findCheckpoint, forgetCheckpoint, storeCheckpoint } from './checkpoints';

const DAY = 24 * 3600 * 1000;
const now = 1_800_000_000_000;
const stored = (session: string, age: number, key = 'lenet') => ({ session, key, at: now - age });
const asked = { session: 'mine', key: 'lenet', alive: new Set(['other tab']), now };

describe('chooseCheckpoint', () => {
  it('offers the newest that a page left behind', () => {
    const all = [stored('crashed', 2 * DAY), stored('killed', DAY)];
    expect(chooseCheckpoint(all, asked).found?.session).toBe('killed');
  });

  it('leaves the checkpoints of a page that is still open alone, but takes its own', () => {
    const others = [stored('other tab', 0), stored('crashed', DAY)];
    expect(chooseCheckpoint(others, asked).found?.session).toBe('crashed');
    const own = { ...asked, alive: new Set(['mine', 'other tab']) };
    expect(chooseCheckpoint([...others, stored('mine', 0)], own).found?.session).toBe('mine');
  });

  it('offers nothing to a document that was compiled otherwise', () => {
    expect(chooseCheckpoint([stored('crashed', 0, 'wider lenet')], asked).found).toBeNull();
  });

  it('gives up what is older than two weeks', () => {
    const old = stored('crashed', 15 * DAY);
    expect(chooseCheckpoint([old], asked)).toEqual({
      found: null,
      owned: null,
      stale: [old],
    });
  });
});

describe('a page that has just died', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.doUnmock('idb');
    vi.resetModules();
  });

  /** A browser that keeps one checkpoint of a page, whose lock is free when the returned function is called. */
  async function browser() {
    const rows = [{ ...stored('other tab', 0), at: Date.now() }];
    const waiting: (() => void)[] = [];
    let isHeld = true;
    vi.doMock('idb', () => ({ openDB: async () => ({ getAll: async () => rows }) }));
    vi.stubGlobal('navigator', {
      locks: {
        query: async () => ({ held: isHeld ? [{ name: 'netloom-run-other tab' }] : [] }),
        request: (_: string, { signal }: { signal: AbortSignal }) =>
          new Promise<void>((resolve, reject) => {
            waiting.push(resolve);
            signal.addEventListener('abort', () => reject(new Error('too long')));
          }),
      },
    });
    vi.resetModules();
    const free = () => {
      isHeld = false;
      for (const resolve of waiting) resolve();
    };
    return { find: (await import('./checkpoints')).findCheckpoint, waiting, free };
  }

  it('leaves its checkpoint as soon as the browser lets its lock go', async () => {
    const { find, waiting, free } = await browser();
    const asked = find('mine', 'lenet');
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    free();
    expect((await asked)?.session).toBe('other tab');
  });

  it('keeps it while it lives, and nobody waits for what does not fit', async () => {
    const { find, waiting } = await browser();
    expect(await find('mine', 'wider lenet')).toBeNull();
    expect(waiting).toHaveLength(0);
    expect(await find('mine', 'lenet')).toBeNull();
    expect(waiting).toHaveLength(1);
  });
});

describe('a browser without IndexedDB', () => {
  it('finds nothing and loses nothing else', async () => {
    const checkpoint = { ...stored('mine', 0), bytes: new ArrayBuffer(4), epoch: 1, step: 8 };
    await storeCheckpoint({ ...checkpoint, points: [], epochs: [] });
    await forgetCheckpoint('mine');
    expect(await findCheckpoint('mine', 'lenet')).toBeNull();
  });
});
