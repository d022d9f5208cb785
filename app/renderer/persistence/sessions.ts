/**
 * Autosave: the document of every open window, in IndexedDB under its session. A window that ended leaves its document
 * behind and the next one takes it over; a window that is still open holds a web lock, so no two ever write the same
 * entry. A browser without IndexedDB or locks loses only this.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Document } from '../../../src/graph/document';
import { parse, serialise } from '../../../src/graph/serialise';

export interface StoredSession {
  readonly session: string;
  readonly name: string;
  /** The `.netloom` text; reading it back is the same total parser as for files. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly path?: string;
  readonly template?: string;
}

interface Schema extends DBSchema {
  sessions: { key: string; value: StoredSession };
}

/** How many documents of windows that ended are kept, and listed under Recent. */
const KEPT = 12;
const TAB = 'netloom.session';
const lockName = (session: string) => `netloom-document-${session}`;

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('netloom', 1, {
    upgrade: (db) => void db.createObjectStore('sessions', { keyPath: 'session' }),
  });
  return database;
}

const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
let release: (() => void) | null = null;

/** Takes the lock of a session; false where another window has it. Without web locks every tab trusts its own name. */
export function holdDocument(session: string): Promise<boolean> {
  rememberTab(session);
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const until = new Promise<void>((done) => {
      void locks
        .request(lockName(session), { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (!lock) return undefined;
          release?.();
          release = done;
          return until;
        })
        .catch(() => resolve(true));
    });
  });
}

/** A reloaded tab without web locks knows its own session by this. */
function rememberTab(session: string): void {
  try {
    sessionStorage.setItem(TAB, session);
  } catch {
    // Without storage a reload starts anew.
  }
}

function tabSession(): string | null {
  try {
    return sessionStorage.getItem(TAB);
  } catch {
    return null;
  }
}

export async function storeSession(
  entry: Omit<StoredSession, 'text'>,
  document: Document,
): Promise<boolean> {
  try {
    await (await open()).put('sessions', { ...entry, text: serialise(document) });
    return true;
  } catch {
    return false;
  }
}

/** Sessions of windows that ended, the newest first; older ones than the last twelve are forgotten. */
export async function orphans(): Promise<readonly StoredSession[]> {
  try {
    const db = await open();
    const living = await livingSessions();
    const all = (await db.getAll('sessions'))
      .filter(({ session }) => !living.has(session))
      .sort((a, b) => b.at - a.at);
    await Promise.all(all.slice(KEPT).map(({ session }) => db.delete('sessions', session)));
    return all.slice(0, KEPT);
  } catch {
    return [];
  }
}

async function livingSessions(): Promise<ReadonlySet<string>> {
  if (!locks) return new Set();
  const { held = [] } = await locks.query();
  const prefix = lockName('');
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}

export interface Restored {
  readonly entry: StoredSession;
  readonly document: Document;
}

/**
 * The document that this window goes on with: its own after a reload, else the newest that a window left behind.
 * `null` on the first run, and where what was stored cannot be read.
 */
export async function restore(): Promise<Restored | null> {
  const candidates = await orphans();
  const own = tabSession();
  const first = candidates.filter((entry) => entry.session === own);
  // Without locks nobody knows which windows live, so only the own tab's session is safe to take.
  const ordered = locks
    ? [...first, ...candidates.filter((entry) => entry.session !== own)]
    : first;
  for (const entry of ordered) {
    const read = parse(entry.text);
    if (!read.ok || !(await holdDocument(entry.session))) continue;
    return { entry, document: read.document };
  }
  return null;
}
