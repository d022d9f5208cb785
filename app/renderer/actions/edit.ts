/** Undo and redo, named by what they would change. */
import { Redo2, Undo2 } from 'lucide-react';
import { redoLabel, undoLabel } from '../../../src/graph/history';
import { words } from '../i18n/index';
import { documentStore } from '../stores/document';
import type { Action } from './action';

const history = () => documentStore().getState().history;

export const editActions: readonly Action[] = [
  {
    id: 'edit.undo',
    section: 'edit',
    label: () => named(undoLabel(history()), 'shell.undoWhat', 'shell.undo'),
    shortcut: 'Mod+Z',
    icon: Undo2,
    enabled: () => undoLabel(history()) !== undefined,
    run: () => documentStore().getState().undo(),
  },
  {
    id: 'edit.redo',
    section: 'edit',
    label: () => named(redoLabel(history()), 'shell.redoWhat', 'shell.redo'),
    shortcut: ['Mod+Shift+Z', 'Mod+Y'],
    icon: Redo2,
    enabled: () => redoLabel(history()) !== undefined,
    run: () => documentStore().getState().redo(),
  },
];

function named(
  what: string | undefined,
  withName: 'shell.undoWhat' | 'shell.redoWhat',
  without: 'shell.undo' | 'shell.redo',
): string {
  return what ? words(withName, { what }) : words(without);
}
