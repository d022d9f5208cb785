/** Actions on the document as a file. */
import { FilePlus, FolderOpen, LayoutGrid, Link, Save, Weight } from 'lucide-react';
import { words } from '../i18n/index';
import { download, fileName } from '../persistence/download';
import { newDocument, notify, openFile, saveFile, show } from '../persistence/files';
import { linkTo } from '../persistence/share-link';
import { documentStore } from '../stores/document';
import { runStore } from '../stores/run';
import { viewStore } from '../stores/view';
import { runClient } from '../worker-client';
import type { Action } from './action';

async function exportWeights(): Promise<void> {
  const { name } = documentStore().getState().document;
  try {
    const bytes = await runClient.saveWeights();
    download(fileName(name, 'safetensors'), bytes, 'application/octet-stream');
  } catch (error) {
    notify({
      title: words('shell.weightsFailed'),
      text: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Puts a link in the clipboard that opens the document wherever the studio runs. */
async function copyLink(): Promise<void> {
  const { document } = documentStore().getState();
  const link = linkTo(document, location.href);
  const say = (text: string) => notify({ title: words('shell.copyLink'), text });
  if (link === null) {
    say(words('shell.linkTooLong'));
    return;
  }
  try {
    await navigator.clipboard.writeText(link);
    say(words('shell.linkCopied', { characters: link.length }));
  } catch {
    say(words('shell.linkRefused'));
  }
}

/** Weights exist once a step was trained. */
function hasWeights(): boolean {
  const { state, checkpoint } = runStore.getState();
  return ['paused', 'finished', 'running'].includes(state.phase) || checkpoint !== null;
}

export const fileActions: readonly Action[] = [
  {
    id: 'file.new',
    section: 'file',
    label: () => words('shell.newDocument'),
    shortcut: 'Mod+Alt+N',
    icon: FilePlus,
    run: () => show(newDocument()),
  },
  {
    id: 'file.open',
    section: 'file',
    label: () => words('shell.openFile'),
    shortcut: 'Mod+O',
    icon: FolderOpen,
    run: () => void openFile(),
  },
  {
    id: 'file.templates',
    section: 'file',
    label: () => words('shell.templates'),
    icon: LayoutGrid,
    run: () => viewStore.getState().set({ screen: 'gallery' }),
  },
  {
    id: 'file.save',
    section: 'file',
    label: () => words('shell.save'),
    shortcut: 'Mod+S',
    icon: Save,
    run: () => void saveFile(false),
  },
  {
    id: 'file.saveAs',
    section: 'file',
    label: () => words('shell.saveAs'),
    shortcut: 'Mod+Shift+S',
    run: () => void saveFile(true),
  },
  {
    id: 'file.copyLink',
    section: 'file',
    label: () => words('shell.copyLink'),
    icon: Link,
    // The desktop's own address opens nowhere else.
    enabled: () => window.netloom === undefined,
    run: () => void copyLink(),
  },
  {
    id: 'file.weights',
    section: 'file',
    label: () => words('shell.exportWeights'),
    icon: Weight,
    enabled: hasWeights,
    run: () => void exportWeights(),
  },
];
