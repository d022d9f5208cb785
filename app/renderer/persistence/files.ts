/**
 * Opening and saving `.netloom` files: through the desktop's dialogs where there is a desktop, by download and upload in
 * a browser. A file that cannot be read gives one clear message and leaves the open document as it is.
 */
import { createStore } from 'zustand/vanilla';
import type { Document } from '../../../src/graph/document';
import { parse, serialise } from '../../../src/graph/serialise';
import type { Bridge } from '../../shared/ipc';
import { words } from '../i18n/index';
import { templateName } from '../i18n/names';
import { hasClasses } from '../my-classes/has-classes';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { download, fileName } from './download';
import { loadTemplate, type Template } from './templates';

declare global {
  interface Window {
    /** The desktop's bridge; absent in a browser. */
    readonly netloom?: Bridge;
  }
}

export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** A message about a file, shown until it is closed; never about what a node could say itself. */
export const notices = createStore<{ readonly notice: Notice | null }>()(() => ({ notice: null }));

export function notify(notice: Notice): void {
  notices.setState({ notice });
}

export function downloadDocument(document: Document): void {
  download(fileName(document.name, 'netloom'), serialise(document), 'application/json');
}

/** Puts a document in the window and shows it from its main network. */
export function show(document: Document, origin: { path?: string; template?: string } = {}): void {
  const first = Object.hasOwn(document.networks, 'main')
    ? 'main'
    : Object.keys(document.networks)[0];
  viewStore.getState().set({
    screen: 'studio',
    path: [first ?? 'main'],
    selection: [],
    selectedEdges: [],
    opened: [],
    preview: null,
    sample: 0,
  });
  documentStore().getState().open(document, origin);
}

/** The template under its name in the studio's language; from here on it is the person's own document. */
export function named({ id, document }: Template): Document {
  const name = templateName(words, id);
  return name === id || name === document.name ? document : { ...document, name };
}

export function showTemplate(template: Template): void {
  show(named(template), { template: template.id });
  // What such a template is for lies in the dock.
  const { set } = viewStore.getState();
  if (hasClasses(template.document)) set({ dockTab: 'try', dockFolded: false });
}

export async function openTemplate(id: string): Promise<void> {
  const template = await loadTemplate(id);
  if (template) showTemplate(template);
}

/** Opens the text of a file; says what is wrong with it otherwise. */
export function openText(text: string, path: string): boolean {
  const read = parse(text);
  const name = path.split(/[\\/]/).at(-1) ?? path;
  if (!read.ok) {
    const reasons = {
      json: 'shell.fileJson',
      format: 'shell.fileFormat',
      version: 'shell.fileVersion',
      size: 'shell.fileSize',
    } as const;
    notify({ title: words('shell.fileTitle', { name }), text: words(reasons[read.reason]) });
    return false;
  }
  show(read.document, { path });
  const count = read.defects.length + read.more;
  if (count > 0) {
    const [first] = read.defects;
    notify({
      title: words('shell.fileDefects', { name, count }),
      text: first ? `${first.path}: ${first.message}` : '',
    });
  }
  return true;
}

/** A file from a drop or an upload. */
export async function openDropped(file: File): Promise<void> {
  try {
    openText(await file.text(), file.name);
  } catch {
    notify({ title: words('shell.fileTitle', { name: file.name }), text: words('shell.fileRead') });
  }
}

/** Saves to where the document came from, or asks. `again` always asks. */
export async function saveFile(again: boolean): Promise<void> {
  const store = documentStore();
  const { document, origin } = store.getState();
  if (!window.netloom) {
    downloadDocument(document);
    store.getState().markSaved(fileName(document.name, 'netloom'));
    return;
  }
  try {
    const path = await window.netloom.saveDocument(
      serialise(document),
      again ? null : (origin.path ?? null),
      fileName(document.name, 'netloom'),
    );
    if (path !== null) store.getState().markSaved(path);
  } catch (error) {
    notify({
      title: words('shell.saveFailed', { name: document.name }),
      text: error instanceof Error ? error.message : String(error),
    });
  }
}

export function newDocument(): Document {
  return {
    format: 'netloom',
    version: 1,
    name: words('shell.untitled'),
    networks: { main: { nodes: [], edges: [] } },
  };
}
