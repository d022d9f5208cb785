/**
 * What a page that is ending still has to write. A transaction of IndexedDB that begins then may never be finished;
 * local storage takes it at once. An entry goes as soon as the store has the same or something newer.
 */
import type { SessionJournal, StoredSession } from './sessions';

const PREFIX = 'netloom.ending.';

function read(key: string): StoredSession | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    // Local storage belongs to this origin alone; `name`, `path` and `template` were written beside these.
    const entry = value as StoredSession | null;
    const isWhole =
      PREFIX + entry?.session === key &&
      typeof entry?.text === 'string' &&
      typeof entry.at === 'number';
    return isWhole ? entry : null;
  } catch {
    return null;
  }
}

/** Empty where the browser has no local storage. */
export const journal: SessionJournal = {
  write(entry) {
    try {
      localStorage.setItem(PREFIX + entry.session, JSON.stringify(entry));
    } catch {
      // It is too large, or there is no room: the store may still have it in time.
    }
  },
  entries() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      return keys.map(read).filter((entry) => entry !== null);
    } catch {
      return [];
    }
  },
  strike(session, upTo) {
    const key = PREFIX + session;
    try {
      if ((read(key)?.at ?? 0) <= upTo) localStorage.removeItem(key);
    } catch {
      // Nothing was written either.
    }
  },
};
