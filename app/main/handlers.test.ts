import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channel, ipcNames } from '../shared/ipc';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

const electron = vi.hoisted(() => ({
  handlers: new Map<string, (event: unknown, ...args: unknown[]) => unknown>(),
  window: { setTitle: vi.fn(), setDocumentEdited: vi.fn(), webContents: { send: vi.fn() } },
  open: vi.fn(),
  save: vi.fn(),
  menu: vi.fn((template: unknown) => template),
}));

vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, handler: Handler) => electron.handlers.set(name, handler) },
  BrowserWindow: { fromWebContents: () => electron.window },
  dialog: { showOpenDialog: electron.open, showSaveDialog: electron.save },
  Menu: { setApplicationMenu: vi.fn(), buildFromTemplate: electron.menu },
}));

const { createFiles } = await import('./files');
const { registerHandlers } = await import('./handlers');

const frame = { url: 'app://netloom/index.html' };
const fromStudio = { sender: { mainFrame: frame }, senderFrame: frame };
let folder: string;

const call = async (name: (typeof ipcNames)[number], ...args: unknown[]): Promise<unknown> =>
  electron.handlers.get(channel(name))?.(fromStudio, ...args);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netloom-'));
  registerHandlers(
    createFiles(path.join(folder, 'recent.json'), () => undefined),
    () => null,
  );
});

describe('calls from a window', () => {
  it('are all handled', () => {
    expect([...electron.handlers.keys()].sort()).toEqual(ipcNames.map(channel).sort());
  });

  it.each([
    [
      'another page',
      { sender: { mainFrame: frame }, senderFrame: { url: 'https://example.org/' } },
    ],
    ['a frame inside the studio', { sender: { mainFrame: frame }, senderFrame: { ...frame } }],
    ['a frame that is gone', { sender: { mainFrame: frame }, senderFrame: null }],
  ])('are refused when they come from %s', (_who, event) => {
    expect(() => electron.handlers.get(channel('recentFiles'))?.(event)).toThrow('Only the studio');
  });

  it.each([
    ['openRecent', [42]],
    ['openRecent', ['a\0b']],
    ['saveDocument', ['text']],
    ['saveDocument', [{ toString: () => 'text' }, null, 'name']],
    ['setTitle', ['title', 'yes']],
    ['setMenu', [[{ label: 'File', items: [{ id: 'save' }] }]]],
    ['recentFiles', ['extra']],
    ['chooseFiles', [['*']]],
  ] as const)('%s refuses the arguments %j', async (name, args) => {
    await expect(call(name, ...args)).rejects.toThrow('refused its arguments');
  });

  it('open what the dialog chose, and null when it was cancelled', async () => {
    const file = path.join(folder, 'net.netloom');
    await writeFile(file, '{}');
    electron.open.mockResolvedValueOnce({ canceled: false, filePaths: [file] });
    expect(await call('chooseFiles', ['.netloom'])).toEqual({ path: file, text: '{}' });
    electron.open.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(await call('chooseFiles', ['.netloom'])).toBeNull();
  });

  it('offer what the window opens, and hand models over without remembering them', async () => {
    const names = ['model.json', 'group1-shard1of1.bin'];
    const chosen = names.map((name) => path.join(folder, name));
    for (const file of chosen) await writeFile(file, Uint8Array.of(1, 255));
    for (const filePaths of [chosen, chosen.slice(1)]) {
      electron.open.mockResolvedValueOnce({ canceled: false, filePaths });
      const given = filePaths.map((file) => ({
        name: path.basename(file),
        bytes: Uint8Array.of(1, 255),
      }));
      expect(await call('chooseFiles', ['.json', '.bin'])).toEqual(given);
    }
    const [, options] = electron.open.mock.lastCall!;
    expect(options.filters).toEqual([{ name: 'Netloom', extensions: ['json', 'bin'] }]);
    expect(await call('recentFiles')).toEqual([]);
  });

  it('save where the dialog says and suggest a name without path separators', async () => {
    const file = path.join(folder, 'saved.netloom');
    electron.save.mockResolvedValueOnce({ canceled: false, filePath: file });
    expect(await call('saveDocument', '{}', null, 'a/b:c')).toBe(file);
    expect(electron.save.mock.lastCall?.[1]).toMatchObject({ defaultPath: 'a-b-c' });
  });

  it('make a menu whose items send their action to the window', async () => {
    await call('setMenu', [
      {
        label: 'File',
        items: [{ id: 'save', label: 'Save', accelerator: 'CmdOrCtrl+S', enabled: true }],
      },
    ]);
    const template = electron.menu.mock.lastCall?.[0] as {
      label?: string;
      submenu?: { click: () => void }[];
    }[]; // the mock returns what menuTemplate built
    template.find(({ label }) => label === 'File')?.submenu?.[0]?.click();
    expect(electron.window.webContents.send).toHaveBeenCalledWith('netloom:action', 'save');
  });
});
