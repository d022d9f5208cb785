/**
 * Autosave: the document of every open window, stored under its session. A window that ended leaves its document behind
 * and the next one takes it over; a window that is still open holds a lock, so no two ever write the same entry.
 * Where the store or the locks are missing, only this is lost. It knows no browser: `browser-sessions.ts` does.
 */
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

export interface SessionStore {
  put(entry: StoredSession): Promise<void>;
  all(): Promise<readonly StoredSession[]>;
  delete(session: string): Promise<void>;
}

/** Takes at once what a store may only have after the page has ended. */
export interface SessionJournal {
  write(entry: StoredSession): void;
  entries(): readonly StoredSession[];
  /** Forgets what was written up to then. */
  strike(session: string, upTo: number): void;
}

export interface SessionLocks {
  /** Takes the lock of a session and lets the last one go; false where another window has it. */
  hold(session: string): Promise<boolean>;
  /** Sessions that some window holds. */
  living(): Promise<ReadonlySet<string>>;
  /** Resolves when no window holds the session, or after so many milliseconds. */
  ended(session: string, patience: number): Promise<void>;
}

export interface Lent {
  readonly store: SessionStore;
  readonly journal: SessionJournal;
  /** `null`: nobody knows which windows live, and every tab trusts its own name. */
  readonly locks: SessionLocks | null;
  /** What a tab remembers over a reload. */
  readonly tab: { get(): string | null; set(session: string): void };
}

export interface Restored {
  readonly entry: StoredSession;
  readonly document: Document;
}

export interface Sessions {
  /** Says that this window has the session; false where another one has it. */
  hold(session: string): Promise<boolean>;
  /** Writes a document under its session; false where it cannot be kept. */
  save(entry: Omit<StoredSession, 'text'>, document: Document): Promise<boolean>;
  /** Writes it before it returns, for a page that is ending; `save` may not come through any more. */
  jot(entry: Omit<StoredSession, 'text'>, document: Document): void;
  /** Sessions of windows that ended, the newest first; older ones than the last twelve are forgotten. */
  orphans(): Promise<readonly StoredSession[]>;
  /** Every session, of open windows too. Throws where the store cannot be read. */
  all(): Promise<readonly StoredSession[]>;
  /**
   * The document that this window goes on with: its own after a reload, else the newest that a window left behind.
   * `null` on the first run, and where what was stored cannot be read.
   */
  restore(): Promise<Restored | null>;
}

/** How many documents of windows that ended are kept, and listed under Recent. */
const KEPT = 12;
/** A page that was closed, killed or reloaded keeps its locks for up to 0.12 s (Chromium, busy machine). */
const LINGER = 250;

export function createSessions({ store, journal, locks, tab }: Lent): Sessions {
  const put = async (entry: StoredSession): Promise<void> => {
    await store.put(entry);
    journal.strike(entry.session, entry.at);
  };

  const forget = async ({ session, at }: StoredSession): Promise<void> => {
    journal.strike(session, at);
    await store.delete(session);
  };

  /** The newest of each session. */
  const all = async (): Promise<readonly StoredSession[]> => {
    const newest = new Map((await store.all()).map((entry) => [entry.session, entry]));
    for (const entry of journal.entries()) {
      if (entry.at > (newest.get(entry.session)?.at ?? 0)) newest.set(entry.session, entry);
    }
    return [...newest.values()];
  };

  const hold = (session: string): Promise<boolean> => {
    tab.set(session);
    return locks ? locks.hold(session) : Promise.resolve(true);
  };

  const orphans = async (): Promise<readonly StoredSession[]> => {
    try {
      const living: ReadonlySet<string> = (await locks?.living()) ?? new Set();
      const ended = (await all())
        .filter(({ session }) => !living.has(session))
        .sort((a, b) => b.at - a.at);
      await Promise.all(ended.slice(KEPT).map(forget));
      return ended.slice(0, KEPT);
    } catch {
      return [];
    }
  };

  /** The window that may be just ending: this tab before its reload, else the one that wrote last. */
  const ending = async (): Promise<void> => {
    const newest = [...(await all())].sort((a, b) => b.at - a.at);
    const last = newest.find(({ session }) => session === tab.get()) ?? newest[0];
    if (last) await locks?.ended(last.session, LINGER);
  };

  return {
    hold,
    orphans,
    all,
    async save(entry, document) {
      try {
        await put({ ...entry, text: serialise(document) });
        return true;
      } catch {
        return false;
      }
    },
    jot: (entry, document) => journal.write({ ...entry, text: serialise(document) }),
    async restore() {
      const own = tab.get();
      await ending().catch(() => undefined);
      const candidates = await orphans();
      const first = candidates.filter((entry) => entry.session === own);
      // Without locks only the own tab's session is safe to take.
      const others = locks ? candidates.filter((entry) => entry.session !== own) : [];
      for (const entry of [...first, ...others]) {
        const read = parse(entry.text);
        if (!read.ok || !(await hold(entry.session))) continue;
        // What only the journal had is in the store from now on.
        await put(entry).catch(() => undefined);
        return { entry, document: read.document };
      }
      return null;
    },
  };
}
