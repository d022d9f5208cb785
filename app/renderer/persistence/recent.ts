/** Documents opened before: files on the desktop, what earlier windows left in this browser otherwise. */
import { parse } from '../../../src/graph/serialise';
import { words } from '../i18n/index';
import { documentStore } from '../stores/document';
import { browserSessions } from './browser-sessions';
import { notify, openText, show } from './files';

export interface Recent {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970, where it is known. */
  readonly at?: number;
  readonly path?: string;
  readonly text?: string;
}

const SHOWN = 6;

/** The newest first; the open document is not among them. Empty where nothing is kept. */
export async function recentDocuments(): Promise<readonly Recent[]> {
  const { session } = documentStore().getState();
  try {
    if (window.netloom) {
      const paths = await window.netloom.recentFiles();
      return paths
        .slice(0, SHOWN)
        .map((path) => ({ id: path, path, name: path.split(/[\\/]/).at(-1) ?? path }));
    }
    return (await browserSessions.orphans())
      .filter((entry) => entry.session !== session)
      .slice(0, SHOWN)
      .map(({ session: id, name, at, text }) => ({ id, name, at, text }));
  } catch {
    return [];
  }
}

export async function openRecent(entry: Recent): Promise<void> {
  try {
    if (entry.path !== undefined && window.netloom) {
      const file = await window.netloom.openRecent(entry.path);
      openText(file.text, file.path);
      return;
    }
    const read = parse(entry.text ?? '');
    if (read.ok) show(read.document);
  } catch {
    notify({
      title: words('shell.fileTitle', { name: entry.name }),
      text: words('shell.fileRead'),
    });
  }
}
