/** What a browser lends to `sessions.ts`: IndexedDB, web locks, a journal and the memory of a tab; each may be missing. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { journal } from './journal';
import {
  createSessions,
  type SessionLocks,
  type SessionStore,
  type StoredSession,
} from './sessions';

interface Schema extends DBSchema {
  sessions: { key: string; value: StoredSession };
}

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('netloom', 1, {
    upgrade: (db) => void db.createObjectStore('sessions', { keyPath: 'session' }),
  });
  return database;
}

const store: SessionStore = {
  put: async (entry) => void (await (await open()).put('sessions', entry)),
  all: async () => (await open()).getAll('sessions'),
  delete: async (session) => (await open()).delete('sessions', session),
};

const PREFIX = 'netloom-document-';

function webLocks(manager: LockManager): SessionLocks {
  let release: (() => void) | null = null;
  return {
    hold: (session) =>
      new Promise((resolve) => {
        const until = new Promise<void>((done) => {
          void manager
            .request(PREFIX + session, { ifAvailable: true }, (lock) => {
              resolve(lock !== null);
              if (!lock) return undefined;
              release?.();
              release = done;
              return until;
            })
            .catch(() => resolve(true));
        });
      }),
    async living() {
      const { held = [] } = await manager.query();
      const names = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name] : []));
      return new Set(names.map((name) => name.slice(PREFIX.length)));
    },
    ended: (session, patience) =>
      manager
        .request(PREFIX + session, { signal: AbortSignal.timeout(patience) }, () => undefined)
        .catch(() => undefined),
  };
}

const TAB = 'netloom.session';

/** A reloaded tab knows its own session by this. */
const tab = {
  get(): string | null {
    try {
      return sessionStorage.getItem(TAB);
    } catch {
      return null;
    }
  },
  set(session: string): void {
    try {
      sessionStorage.setItem(TAB, session);
    } catch {
      // Without storage a reload starts anew.
    }
  },
};

const manager = typeof navigator === 'undefined' ? undefined : navigator.locks;

export const browserSessions = createSessions({
  store,
  journal,
  tab,
  locks: manager ? webLocks(manager) : null,
});
