/** The desktop: opens the studio, hands it files, and does nothing else. Training runs in the window's worker. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, protocol, session } from 'electron';
import { OPEN_FILE_CHANNEL, type OpenedFile } from '../shared/ipc';
import { createFiles } from './files';
import { registerHandlers } from './handlers';
import { permitLittle } from './permissions';
import { SCHEME, serveStudio } from './studio-protocol';
import { createStudioWindow } from './window';

const here = path.dirname(fileURLToPath(import.meta.url));
const studio = path.join(here, '../renderer');
const preload = path.join(here, '../preload/index.cjs');

protocol.registerSchemesAsPrivileged([
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  },
]);

const files = createFiles(path.join(app.getPath('userData'), 'recent.json'), (file) =>
  app.addRecentDocument(file),
);
let pending: OpenedFile | null = null;

/** The document named on a command line, if any. */
function documentIn(words: readonly string[]): string | undefined {
  return words.slice(1).find((word) => /\.(netloom|json)$/i.test(word));
}

async function openFromSystem(file: string): Promise<void> {
  const opened = await files.open(file).catch(() => null);
  if (!opened) return;
  const window = BrowserWindow.getAllWindows()[0];
  if (!window) {
    pending = opened;
    return;
  }
  window.webContents.send(OPEN_FILE_CHANNEL, opened);
  window.focus();
}

function takePending(): OpenedFile | null {
  const file = pending;
  pending = null;
  return file;
}

async function start(): Promise<void> {
  await app.whenReady();
  protocol.handle(SCHEME, (request) => serveStudio(request.url, studio));
  permitLittle(session.defaultSession);
  registerHandlers(files, takePending);
  const named = documentIn(process.argv);
  if (named) await openFromSystem(path.resolve(named));
  createStudioWindow(preload);
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const named = documentIn(argv);
    if (named) void openFromSystem(path.resolve(workingDirectory, named));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void openFromSystem(file);
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) createStudioWindow(preload);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void start();
} else {
  app.quit();
}
