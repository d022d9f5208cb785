/**
 * The one contract between a studio window and the desktop's main process.
 * Preload, handlers and `window.netloom` derive from it; in a plain browser `window.netloom` is absent.
 */

export interface OpenedFile {
  readonly path: string;
  readonly text: string;
}

/** A file that is read and not written again: a model, weights, a picture. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One menu of the native menu bar, derived in the window from its actions. */
export interface MenuSection {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

export interface MenuItem {
  /** Id of the action; `-` draws a separator. */
  readonly id: string;
  readonly label: string;
  /** Electron's notation, e.g. `CmdOrCtrl+S`. Shown only: the window itself listens to its keys. */
  readonly accelerator?: string;
  readonly enabled: boolean;
}

/** Calls from the window; `main` checks the sender and validates every argument. */
export interface Ipc {
  /**
   * Shows the open dialog for files with these endings, dot included; `null` when it was cancelled. A document alone
   * comes with its path, so that it can be saved there.
   */
  chooseFiles(endings: readonly string[]): Promise<OpenedFile | readonly ChosenFile[] | null>;
  /** Reads a recent file again, by a path that `recentFiles` gave out. */
  openRecent(path: string): Promise<OpenedFile>;
  recentFiles(): Promise<readonly string[]>;
  /** Fingerprints of imported data that the recent files name; a file that cannot be read names none. */
  recentFingerprints(): Promise<readonly string[]>;
  /** Writes to `path`, or asks for one when it is `null`; `null` when the dialog was cancelled. */
  saveDocument(text: string, path: string | null, suggestedName: string): Promise<string | null>;
  setTitle(title: string, edited: boolean): Promise<void>;
  setMenu(sections: readonly MenuSection[]): Promise<void>;
  /** A document that the operating system asked to open (file association), once. */
  takePendingFile(): Promise<OpenedFile | null>;
}

/** Total by type: a call that is missing here does not compile. */
const calls: { readonly [K in keyof Ipc]: true } = {
  chooseFiles: true,
  openRecent: true,
  recentFiles: true,
  recentFingerprints: true,
  saveDocument: true,
  setTitle: true,
  setMenu: true,
  takePendingFile: true,
};

export const ipcNames = Object.keys(calls) as readonly (keyof Ipc)[]; // keys of a total map of Ipc

/** The channel of a call. */
export const channel = (name: keyof Ipc): string => `netloom:${name}`;

/** Messages from main to the window. */
export const ACTION_CHANNEL = 'netloom:action';
export const OPEN_FILE_CHANNEL = 'netloom:open-file';

/** `window.netloom` on the desktop. */
export interface Bridge extends Ipc {
  /** The id of an action chosen in the native menu. Returns the function that stops listening. */
  onAction(listener: (actionId: string) => void): () => void;
  onOpenFile(listener: (file: OpenedFile) => void): () => void;
}
