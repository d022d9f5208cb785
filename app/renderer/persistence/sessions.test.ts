// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setName } from '../../../src/graph/edits/training';
import { commit } from '../../../src/graph/history';
import { serialise } from '../../../src/graph/serialise';
import { startI18n } from '../i18n/index';
import { createDocumentStore, documentStore, installDocumentStore } from '../stores/document';
import { autosave, startAutosave } from './autosave';
import { notices, openText } from './files';
import { journal } from './journal';
import { createSessions, type Lent, type Sessions, type StoredSession } from './sessions';
import { firstTemplate } from './templates';

const { document: lenet } = firstTemplate();

/** One browser: what its windows share. */
function browser() {
  const kept = new Map<string, StoredSession>();
  const jotted = new Map<string, StoredSession>();
  const holders = new Map<string, object>();
  const waited = vi.fn<(session: string) => void>();
  /** A window; `close` is also what a crash does. */
  const open = (options: { readonly tab?: string; readonly locks?: boolean } = {}) => {
    const self = {};
    let name: string | null = options.tab ?? null;
    const letGo = () => {
      for (const [session, holder] of holders) if (holder === self) holders.delete(session);
    };
    const lent: Lent = {
      store: {
        put: async (entry) => void kept.set(entry.session, entry),
        all: async () => [...kept.values()],
        delete: async (session) => void kept.delete(session),
      },
      journal: {
        write: (entry) => void jotted.set(entry.session, entry),
        entries: () => [...jotted.values()],
        strike(session, upTo) {
          if ((jotted.get(session)?.at ?? 0) <= upTo) jotted.delete(session);
        },
      },
      locks:
        options.locks === false
          ? null
          : {
              hold: async (session) => {
                if (holders.has(session)) return holders.get(session) === self;
                letGo();
                holders.set(session, self);
                return true;
              },
              living: async () => new Set(holders.keys()),
              ended: async (session, patience) => {
                waited(session);
                const isFree = () => expect(holders.has(session)).toBe(false);
                await vi.waitFor(isFree, { timeout: patience, interval: 5 }).catch(() => undefined);
              },
            },
      tab: { get: () => name, set: (session) => void (name = session) },
    };
    return { sessions: createSessions(lent), close: letGo };
  };
  return { kept, jotted, open, waited };
}

const entry = (session: string, at: number) => ({ session, name: session, at });
const called = (name: string) => setName(lenet, name);

describe('sessions', () => {
  it('come back after a crash with the newest document that was left behind', async () => {
    const { open } = browser();
    const window = open();
    await window.sessions.hold('a');
    await window.sessions.save(entry('old', 1), called('old'));
    await window.sessions.save(entry('a', 2), called('newest'));
    window.close();
    const restored = await open().sessions.restore();
    expect(restored?.entry.session).toBe('a');
    expect(restored?.document.name).toBe('newest');
  });

  it('come back with what a page jotted down at its end, and keep it in the store from then on', async () => {
    const { open, kept, jotted } = browser();
    const window = open();
    await window.sessions.save(entry('a', 1), called('stored'));
    window.sessions.jot(entry('a', 2), called('edited since'));
    window.close();
    expect((await open().sessions.all()).map(({ at }) => at)).toEqual([2]);
    const restored = await open().sessions.restore();
    expect(restored?.document.name).toBe('edited since');
    expect(kept.get('a')?.at).toBe(2);
    expect(jotted.size).toBe(0);
  });

  it('come back with what the store has where it is newer than what was jotted down', async () => {
    const { open, kept } = browser();
    const { sessions } = open();
    sessions.jot(entry('a', 1), called('older'));
    kept.set('a', { ...entry('a', 2), text: serialise(called('newer')) });
    expect((await sessions.restore())?.document.name).toBe('newer');
  });

  it('prefer the own document of a reloaded tab', async () => {
    const { open } = browser();
    const before = open();
    await before.sessions.save(entry('own', 1), called('own'));
    await before.sessions.save(entry('other', 2), called('other'));
    const restored = await open({ tab: 'own' }).sessions.restore();
    expect(restored?.document.name).toBe('own');
  });

  it('are waited for while their window is ending, and never longer than a moment', async () => {
    const { open, waited } = browser();
    const [ending, staying] = [open(), open()];
    await ending.sessions.hold('ending');
    await ending.sessions.save(entry('ending', 2), called('just closed'));
    const restored = open().sessions.restore();
    await vi.waitFor(() => expect(waited).toHaveBeenCalledWith('ending'));
    ending.close();
    expect((await restored)?.document.name).toBe('just closed');
    await staying.sessions.hold('staying');
    await staying.sessions.save(entry('staying', 3), called('open'));
    expect(await open().sessions.restore()).toBeNull();
  });

  it('of two open windows are never taken, listed or overwritten by each other', async () => {
    const { open, kept } = browser();
    const [one, two] = [open(), open({ tab: 'a' })];
    await one.sessions.hold('a');
    await one.sessions.save(entry('a', 1), called('of one'));
    expect(await two.sessions.restore()).toBeNull();
    expect(await two.sessions.orphans()).toEqual([]);
    await two.sessions.hold('b');
    await two.sessions.save(entry('b', 2), called('of two'));
    expect([...kept.values()].map(({ text }) => JSON.parse(text).name)).toEqual([
      'of one',
      'of two',
    ]);
  });

  it('are taken by one of two windows that start at once', async () => {
    const { open } = browser();
    await open().sessions.save(entry('left', 1), lenet);
    const both = await Promise.all([open().sessions.restore(), open().sessions.restore()]);
    expect(both.filter((restored) => restored !== null)).toHaveLength(1);
  });

  it('without locks are taken by their own tab alone', async () => {
    const { open } = browser();
    await open().sessions.save(entry('a', 1), lenet);
    expect(await open({ locks: false }).sessions.restore()).toBeNull();
    expect((await open({ locks: false, tab: 'a' }).sessions.restore())?.entry.session).toBe('a');
  });

  it('pass over an entry that cannot be read', async () => {
    const { open, kept } = browser();
    await open().sessions.save(entry('good', 1), lenet);
    kept.set('torn', { ...entry('torn', 2), text: '{"format":"netl' });
    expect((await open().sessions.restore())?.entry.session).toBe('good');
  });

  it('keep the newest twelve that windows left behind', async () => {
    const { open, kept, jotted } = browser();
    const { sessions } = open();
    for (let at = 1; at <= 15; at++) await sessions.save(entry(`s${at}`, at), lenet);
    sessions.jot(entry('s0', 0.5), lenet);
    expect((await sessions.orphans())[0]?.session).toBe('s15');
    expect(kept.size).toBe(12);
    expect(kept.has('s3')).toBe(false);
    expect(jotted.size).toBe(0);
  });
});

describe('the journal', () => {
  const stored = (session: string, at: number) => ({ ...entry(session, at), text: 'text' });

  it('holds one entry a session in local storage until something newer is kept', () => {
    journal.write(stored('a', 1));
    journal.write(stored('b', 1));
    journal.write(stored('a', 3));
    journal.strike('a', 2);
    journal.strike('b', 1);
    expect(journal.entries()).toEqual([stored('a', 3)]);
    journal.strike('a', 3);
    expect(localStorage).toHaveLength(0);
  });

  it('passes over what it cannot read', () => {
    journal.write(stored('torn', 1));
    for (const text of ['{"ses', 'null', '[]', '{"session":"other","text":"","at":1}']) {
      localStorage.setItem(localStorage.key(0)!, text);
      expect(journal.entries()).toEqual([]);
    }
    journal.strike('torn', 1);
  });
});

describe('autosave', () => {
  let stop = () => {};
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  function start(save: Sessions['save'], jot: Sessions['jot'] = () => undefined) {
    const store = createDocumentStore(lenet);
    stop = startAutosave(store, { save, jot, hold: async () => true });
    const rename = (name: string) =>
      store.getState().dispatch((document) => setName(document, name), commit('rename'));
    return { store, rename };
  }

  it('writes once, a second after the last edit', async () => {
    const save = vi.fn<Sessions['save']>(async () => true);
    const { rename, store } = start(save);
    rename('one');
    await vi.advanceTimersByTimeAsync(900);
    rename('two');
    await vi.advanceTimersByTimeAsync(900);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(save).toHaveBeenCalledTimes(1);
    const [saved, document] = save.mock.calls[0]!;
    expect(saved.session).toBe(store.getState().session);
    expect(document.name).toBe('two');
  });

  it('writes at once when the page goes away, and not again without an edit', async () => {
    const save = vi.fn<Sessions['save']>(async () => true);
    const { rename } = start(save);
    rename('last words');
    window.dispatchEvent(new Event('pagehide'));
    expect(save).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('jots down what the store has not confirmed when the page goes away', async () => {
    const jot = vi.fn<Sessions['jot']>();
    const { rename } = start(() => new Promise(() => undefined), jot);
    const leave = () => window.dispatchEvent(new Event('pagehide'));
    leave();
    expect(jot).not.toHaveBeenCalled();
    rename('on its way');
    await vi.advanceTimersByTimeAsync(1000);
    leave();
    expect(jot.mock.calls.map(([{ name }]) => name)).toEqual(['on its way']);
  });

  it('jots down nothing that the store has', async () => {
    const jot = vi.fn<Sessions['jot']>();
    const { rename } = start(async () => true, jot);
    rename('kept');
    await vi.advanceTimersByTimeAsync(1000);
    window.dispatchEvent(new Event('pagehide'));
    expect(jot).not.toHaveBeenCalled();
  });

  it('writes the last edit of a document when another one is opened', async () => {
    const save = vi.fn<Sessions['save']>(async () => true);
    const { rename, store } = start(save);
    const { session } = store.getState();
    rename('left behind');
    store.getState().open(lenet);
    await vi.advanceTimersByTimeAsync(2000);
    expect(save.mock.calls.map(([entry]) => [entry.session, entry.name])).toEqual([
      [session, 'left behind'],
    ]);
  });

  it('says that nothing is kept where storage refuses', async () => {
    const { rename } = start(async () => false);
    rename('lost');
    await vi.advanceTimersByTimeAsync(1000);
    expect(autosave.getState().at).toBe('failed');
  });
});

describe('a broken file', () => {
  const newer = JSON.stringify({ ...lenet, version: 999 });
  it.each([
    ['cut off', '{"format": "netloom", "version": 1, "netw'],
    ['not a document', '{"a": 1}'],
    ['of a newer version', newer],
    ['empty', ''],
  ])('that is %s leaves the open document as it is and says why', async (_, text) => {
    await startI18n('en');
    installDocumentStore(lenet);
    const before = documentStore().getState();
    notices.setState({ notice: null });
    expect(openText(text, '/home/somebody/broken.netloom')).toBe(false);
    expect(documentStore().getState()).toBe(before);
    expect(notices.getState().notice?.title).toBe('broken.netloom was not opened');
  });
});
