import { beforeEach, describe, expect, it, vi } from 'vitest';

type Listener = (event: { preventDefault: () => void }) => void;

const electron = vi.hoisted(() => ({
  options: undefined as unknown,
  listeners: new Map<string, (event: { preventDefault: () => void }) => void>(),
  openHandler: undefined as undefined | (() => unknown),
  url: '',
}));

vi.mock('electron', () => ({
  BrowserWindow: class {
    webContents = {
      on: (name: string, listener: Listener) => electron.listeners.set(name, listener),
      setWindowOpenHandler: (handler: () => unknown) => (electron.openHandler = handler),
    };
    constructor(options: unknown) {
      electron.options = options;
    }
    once(): void {}
    async loadURL(url: string): Promise<void> {
      electron.url = url;
    }
  },
}));

const { createStudioWindow } = await import('./window');

describe('the studio window', () => {
  beforeEach(() => createStudioWindow('/app/preload.cjs'));

  it('is sandboxed, isolated and without Node', () => {
    expect(electron.options).toMatchObject({
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      },
    });
    expect(electron.url).toBe('app://netloom/index.html');
  });

  it.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('prevents %s', (name) => {
    const preventDefault = vi.fn();
    electron.listeners.get(name)?.({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('opens no other window', () => {
    expect(electron.openHandler?.()).toEqual({ action: 'deny' });
  });
});
