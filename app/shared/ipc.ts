/**
 * The one contract between a studio window and the desktop's main process.
 * Preload, handlers and `window.netloom` derive from it; in a plain browser `window.netloom` is absent.
 */

export interface OpenedFile {
  readonly path: string;
  readonly text: string;
}

/** Calls from the window; each is validated and its sender checked in `main`. */
export interface Ipc {
  /** Shows the open dialog; `null` when it was cancelled. */
  openDocument(): Promise<OpenedFile | null>;
  /** Reads a recent file again by the path that main gave out. */
  openRecent(path: string): Promise<OpenedFile>;
  recentFiles(): Promise<readonly string[]>;
  /** Writes to `path`, or asks for one when it is `null`; `null` when the dialog was cancelled. */
  saveDocument(text: string, path: string | null, suggestedName: string): Promise<string | null>;
  setTitle(title: string, edited: boolean): Promise<void>;
  /** A document that the operating system asked to open (file association), once. */
  takePendingFile(): Promise<OpenedFile | null>;
}

export const ipcNames = [
  'openDocument',
  'openRecent',
  'recentFiles',
  'saveDocument',
  'setTitle',
  'takePendingFile',
] as const satisfies readonly (keyof Ipc)[];

/** A type error here names a call that `ipcNames` forgot. */
export type EveryCallIsNamed =
  Exclude<keyof Ipc, (typeof ipcNames)[number]> extends never ? true : never;
export const everyCallIsNamed: EveryCallIsNamed = true;

/** What the window hears from the native menu: the id of an action. */
export interface Bridge extends Ipc {
  onAction(listener: (actionId: string) => void): () => void;
  onOpenFile(listener: (file: OpenedFile) => void): () => void;
}
