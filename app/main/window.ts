/** One studio window: sandboxed, isolated, unable to navigate away or to open others. */
import path from 'node:path';
import { BrowserWindow } from 'electron';
import { watchPresses } from './permissions';
import { STUDIO_URL } from './studio-protocol';

/** `preload` is the path of the built preload script. */
export function createStudioWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1600,
    height: 1000,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Netloom',
    webPreferences: {
      preload: path.resolve(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.webContents.on('will-redirect', (event) => event.preventDefault());
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  watchPresses(window.webContents);
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  void window.loadURL(STUDIO_URL);
  return window;
}
