/**
 * Checkpoints of runs in IndexedDB, one for each open document. A page that was killed leaves its own behind;
 * the next page that opens the same document finds it, unless the first is still alive (a held web lock says so).
 * A browser without IndexedDB loses only this.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { EpochLine, StepPoint } from '../../../src/runtime/protocol';

export interface StoredCheckpoint {
  /** Session of the document store that trained. */
  readonly session: string;
  /** `compileKey` of the document that was trained. */
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly epoch: number;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly points: readonly StepPoint[];
  readonly epochs: readonly EpochLine[];
}

interface Schema extends DBSchema {
  checkpoints: { key: string; value: StoredCheckpoint };
}

/** A dead page keeps its lock for a moment; who is still alive after this owns the run. */
const LINGER = 2000;
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const lockName = (session: string) => `netloom-run-${session}`;

let database: Promise<IDBPDatabase<Schema>> | null = null;
let held: { readonly session: string; readonly release: () => void } | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('netloom-runs', 1, {
    upgrade: (db) => void db.createObjectStore('checkpoints', { keyPath: 'session' }),
  });
  return database;
}

/** Says to other pages that this one is alive and owns the checkpoints of `session`. */
export function holdSession(session: string): void {
  if (held?.session === session || !('locks' in navigator)) return;
  held?.release();
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  held = { session, release };
  void navigator.locks.request(lockName(session), () => until).catch(() => undefined);
}

export async function storeCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
  try {
    await (await open()).put('checkpoints', checkpoint);
  } catch {
    // Private windows and full disks: the run goes on, it only cannot survive a killed page.
  }
}

export async function forgetCheckpoint(session: string): Promise<void> {
  try {
    await (await open()).delete('checkpoints', session);
  } catch {
    // As above.
  }
}

/** `compileKey` of every document with a checkpoint. Throws where the browser cannot say. */
export async function checkpointKeys(): Promise<readonly string[]> {
  return (await (await open()).getAll('checkpoints')).map(({ key }) => key);
}

/** The newest checkpoint of this document whose page is gone, or of this session itself. */
export async function findCheckpoint(
  session: string,
  key: string,
): Promise<StoredCheckpoint | null> {
  try {
    const db = await open();
    const look = async () => {
      const alive = await livingSessions();
      const all = await db.getAll('checkpoints');
      return chooseCheckpoint(all, { session, key, alive, now: Date.now() });
    };
    const { found, owned, stale } = await look();
    await Promise.all(stale.map((c) => db.delete('checkpoints', c.session)));
    if (found || !owned) return found;
    await sessionEnded(owned.session);
    return (await look()).found;
  } catch {
    return null;
  }
}

/** Which of the stored checkpoints a run can go on from, which one fits but has an open page, and which are too old to keep. */
export function chooseCheckpoint<C extends Pick<StoredCheckpoint, 'session' | 'key' | 'at'>>(
  all: readonly C[],
  asked: {
    readonly session: string;
    readonly key: string;
    /** Sessions whose pages are open. */
    readonly alive: ReadonlySet<string>;
    /** Milliseconds since 1970. */
    readonly now: number;
  },
): { readonly found: C | null; readonly owned: C | null; readonly stale: readonly C[] } {
  const stale = all.filter(({ at }) => asked.now - at > KEPT_FOR);
  const fitting = all
    .filter((c) => c.key === asked.key && !stale.includes(c))
    .sort((a, b) => b.at - a.at);
  const isFree = (c: C) => c.session === asked.session || !asked.alive.has(c.session);
  const owned = fitting.find((c) => !isFree(c)) ?? null;
  return { found: fitting.find(isFree) ?? null, owned, stale };
}

/** Resolves when the page of a session has let it go, or has held it long enough to be alive. */
async function sessionEnded(session: string): Promise<void> {
  const signal = AbortSignal.timeout(LINGER);
  await navigator.locks.request(lockName(session), { signal }, () => undefined).catch(() => {});
}

async function livingSessions(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held: locks = [] } = await navigator.locks.query();
  const prefix = lockName('');
  return new Set(
    locks.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}
