/**
 * Weights that people brought, kept in this browser: an imported model can be trained, undone and reopened without its
 * file. Their id is their hash, so the same model is kept once.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { keptWeights } from '../compiler/world';
import { sha256 } from './preparation/sha256';

interface Entry {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Schema extends DBSchema {
  weights: { key: string; value: Entry };
}

/** The oldest are forgotten beyond this many models. */
const MOST = 12;

let database: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('netloom-weights', 1, {
    upgrade: (created) => void created.createObjectStore('weights'),
  });
  return database;
}

/** Keeps a safetensors file and gives its id. Throws where the browser keeps nothing. */
export async function keepWeights(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const id = keptWeights(await sha256(bytes));
  const store = await open();
  await store.put('weights', { bytes, at: Date.now() }, id);
  const keys = await store.getAllKeys('weights');
  if (keys.length > MOST) {
    const entries = await Promise.all(
      keys.map(async (key) => ({ key, at: (await store.get('weights', key))?.at ?? 0 })),
    );
    const oldest = entries.sort((a, b) => a.at - b.at).slice(0, keys.length - MOST);
    await Promise.all(oldest.map(({ key }) => store.delete('weights', key)));
  }
  return id;
}

/** `undefined` where this browser does not have them. */
export async function readKept(id: string): Promise<Uint8Array | undefined> {
  try {
    return (await (await open()).get('weights', id))?.bytes;
  } catch {
    return undefined;
  }
}
