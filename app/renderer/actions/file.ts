/** Actions on the document as a file. */
import {
  FileInput,
  FilePlus,
  FolderOpen,
  LayoutGrid,
  Link,
  PackageOpen,
  Save,
  SaveAll,
  Weight,
} from 'lucide-react';
import { chooseExporter, hasWeights } from '../exchange/exchange-store';
import { openFile, pickModel, pickWeights } from '../exchange/open-files';
import { words } from '../i18n/index';
import { errorText } from '../i18n/messages';
import { download, fileName } from '../persistence/download';
import { newDocument, notify, saveFile, show } from '../persistence/files';
import { documentStore } from '../stores/document';
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
      text: errorText(error),
    });
  }
}

/** Puts a link in the clipboard that opens the document wherever the studio runs. */
async function copyLink(): Promise<void> {
  const { document } = documentStore().getState();
  const { linkTo } = await import('../persistence/share-link');
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
    id: 'file.import',
    section: 'file',
    label: () => words('exchange.importModel'),
    icon: FileInput,
    run: pickModel,
  },
  {
    id: 'file.startFrom',
    section: 'file',
    label: () => words('exchange.startFrom'),
    icon: Weight,
    run: pickWeights,
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
    icon: SaveAll,
    run: () => void saveFile(true),
  },
  {
    id: 'file.export',
    section: 'file',
    label: () => words('exchange.exportModel'),
    shortcut: 'Mod+Shift+E',
    icon: PackageOpen,
    run: chooseExporter,
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
