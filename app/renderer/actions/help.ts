/** Help that is always one key away. */
import { Keyboard } from 'lucide-react';
import { words } from '../i18n/index';
import { viewStore } from '../stores/view';
import type { Action } from './action';

export const helpActions: readonly Action[] = [
  {
    id: 'help.shortcuts',
    section: 'help',
    label: () => words('shell.shortcuts'),
    shortcut: '?',
    icon: Keyboard,
    run: () => viewStore.getState().set({ shortcuts: true }),
  },
];
