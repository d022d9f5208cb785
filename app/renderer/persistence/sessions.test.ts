// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setName } from '../../../src/graph/edits/training';
import { commit } from '../../../src/graph/history';
import { startI18n } from '../i18n/index';
import { createDocumentStore, documentStore, installDocumentStore } from '../stores/document';
import { autosave, startAutosave } from './autosave';
import { notices, openText } from './files';
import { createSessions, type Lent, type Sessions, type StoredSession } from './sessions';
import { firstTemplate } from './templates';

const { document: lenet } = firstTemplate();

/** One browser: what its windows share. */
function browser() {
  const kept = new Map<string, StoredSession>();
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
  return { kept, open, waited };
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
    const { open, kept } = browser();
    const { sessions } = open();
    for (let at = 1; at <= 15; at++) await sessions.save(entry(`s${at}`, at), lenet);
    expect((await sessions.orphans())[0]?.session).toBe('s15');
    expect(kept.size).toBe(12);
    expect(kept.has('s3')).toBe(false);
  });
});

describe('autosave', () => {
  let stop = () => {};
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  function start(save: Sessions['save']) {
    const store = createDocumentStore(lenet);
    stop = startAutosave(store, { save, hold: async () => true });
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
