/** What a worker remembers from one start to the next: read whole at the start, written behind. */
import { openDB } from 'idb';
import type { Host } from './host';

const STORE = 'entries';

/** A browser that keeps nothing (private windows) gives a cache that forgets. */
export async function openCache(): Promise<Host['cache']> {
  const entries = new Map<string, string>();
  try {
    const database = await openDB('netloom-runtime', 1, {
      upgrade: (created) => void created.createObjectStore(STORE),
    });
    for (const key of await database.getAllKeys(STORE)) {
      entries.set(String(key), String(await database.get(STORE, key)));
    }
    return {
      get: (key) => entries.get(key) ?? null,
      set: (key, value) => {
        entries.set(key, value);
        database.put(STORE, value, key).catch(() => {});
      },
    };
  } catch {
    return {
      get: (key) => entries.get(key) ?? null,
      set: (key, value) => void entries.set(key, value),
    };
  }
}
