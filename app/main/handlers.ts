/** What main does for a window: each call's arguments are validated and its sender is checked. */
import path from 'node:path';
import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, Menu } from 'electron';
import { z } from 'zod';
import { ACTION_CHANNEL, channel, type Ipc, ipcNames, type OpenedFile } from '../shared/ipc';
import { type Files, MAX_DOCUMENT_BYTES } from './files';
import { menuTemplate } from './menu';
import { SCHEME } from './studio-protocol';

z.config({ jitless: true });

const text = (most: number) => z.string().max(most);
const filePath = text(4096).refine((value) => !value.includes('\0'), 'A path holds no NUL.');
const menuItem = z.object({
  id: text(100),
  label: text(200),
  accelerator: text(60).optional(),
  enabled: z.boolean(),
});

/** The arguments of each call, in order. */
const schemas = {
  chooseFiles: z.tuple([z.array(z.string().regex(/^\.\w{1,20}$/)).max(100)]),
  openRecent: z.tuple([filePath]),
  recentFiles: z.tuple([]),
  recentFingerprints: z.tuple([]),
  saveDocument: z.tuple([text(MAX_DOCUMENT_BYTES), filePath.nullable(), text(200)]),
  setTitle: z.tuple([text(300), z.boolean()]),
  setMenu: z.tuple([
    z.array(z.object({ label: text(100), items: z.array(menuItem).max(100) })).max(20),
  ]),
  takePendingFile: z.tuple([]),
} satisfies Record<keyof Ipc, z.ZodType>;

const documentEndings = ['.netloom', '.json'];
const filterOf = (endings: readonly string[]) => [
  { name: 'Netloom', extensions: endings.map((ending) => ending.slice(1)) },
];
const isDocument = (file: string): boolean =>
  documentEndings.includes(path.extname(file).toLowerCase());

type Handlers = {
  [K in keyof Ipc]: (window: BrowserWindow, ...args: Parameters<Ipc[K]>) => ReturnType<Ipc[K]>;
};

function handlers(files: Files, takePending: () => OpenedFile | null): Handlers {
  return {
    chooseFiles: async (window, endings) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        // A model.json is chosen together with its weight files.
        properties: ['openFile', 'multiSelections'],
        filters: filterOf(endings),
      });
      const [file] = filePaths;
      if (canceled || !file) return null;
      const isAlone = filePaths.length === 1;
      return isAlone && isDocument(file)
        ? files.open(file)
        : Promise.all(filePaths.map(files.readBytes));
    },
    openRecent: (_window, file) => files.reopen(file),
    recentFiles: () => files.recent(),
    recentFingerprints: () => files.fingerprints(),
    saveDocument: async (window, content, file, suggestedName) => {
      let target = file;
      if (target === null) {
        const { canceled, filePath: chosen } = await dialog.showSaveDialog(window, {
          defaultPath: suggestedName.replaceAll(/[\\/:*?"<>|]/g, '-'),
          filters: filterOf(documentEndings),
        });
        if (canceled || !chosen) return null;
        files.allow(chosen);
        target = chosen;
      }
      await files.save(target, content);
      return target;
    },
    setTitle: async (window, title, edited) => {
      window.setTitle(title);
      window.setDocumentEdited(edited);
    },
    setMenu: async (window, sections) => {
      const choose = (id: string) => window.webContents.send(ACTION_CHANNEL, id);
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(sections, choose)));
    },
    takePendingFile: async () => takePending(),
  };
}

/** The window that sent a message, if it is one of ours showing the studio in its main frame. */
function trustedWindow(event: IpcMainInvokeEvent): BrowserWindow {
  const frame = event.senderFrame;
  const window = BrowserWindow.fromWebContents(event.sender);
  const isStudio =
    frame?.url.startsWith(`${SCHEME}://netloom/`) && frame === event.sender.mainFrame;
  if (!window || !isStudio) throw new Error('Only the studio may call main.');
  return window;
}

export function registerHandlers(files: Files, takePending: () => OpenedFile | null): void {
  const all = handlers(files, takePending);
  for (const name of ipcNames) {
    ipcMain.handle(channel(name), (event, ...args: unknown[]) => {
      const window = trustedWindow(event);
      const parsed = schemas[name].safeParse(args);
      if (!parsed.success) {
        const where = parsed.error.issues.map(
          (issue) => `${issue.path.join('.')}: ${issue.message}`,
        );
        throw new Error(`${name} refused its arguments: ${where.join('; ')}`);
      }
      const handle = all[name] as (window: BrowserWindow, ...args: unknown[]) => unknown; // args were parsed by this name's schema
      return handle(window, ...parsed.data);
    });
  }
}
