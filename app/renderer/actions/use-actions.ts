/** Actions as menu items: label, shortcut and whether it can run, following the stores. */
import { useSyncExternalStore } from 'react';
import type { MenuItem } from '../controls/Menu';
import { useWords } from '../i18n/index';
import { documentStore } from '../stores/document';
import { runStore } from '../stores/run';
import { viewStore } from '../stores/view';
import { type Action, isEnabled } from './action';
import { actionById } from './all';
import { shortcutText } from './keys';

export function menuItem(action: Action): MenuItem {
  return {
    id: action.id,
    label: action.label(),
    shortcut: shortcutText(action),
    icon: action.icon,
    disabled: !isEnabled(action),
    run: action.run,
  };
}

function subscribe(listener: () => void): () => void {
  const stops = [
    documentStore().subscribe(listener),
    viewStore.subscribe(listener),
    runStore.subscribe((state, before) => {
      if (state.state.phase !== before.state.phase || state.checkpoint !== before.checkpoint)
        listener();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** A key that changes when what the items say changes, so that a tick of telemetry renders nothing. */
function keyOf(ids: readonly string[]): string {
  return ids
    .map((id) => {
      const action = actionById(id);
      return action ? `${id}|${action.label()}|${isEnabled(action)}` : '';
    })
    .join('\n');
}

export function useMenuItems(ids: readonly string[]): readonly MenuItem[] {
  useWords();
  useSyncExternalStore(subscribe, () => keyOf(ids));
  return ids.flatMap((id) => {
    const action = actionById(id);
    return action ? [menuItem(action)] : [];
  });
}

/** One action's item. Throws for an id that nobody registered: a defect of the caller. */
export function useActionItem(id: string): MenuItem {
  const [item] = useMenuItems([id]);
  if (!item) throw new Error(`There is no action ${id}; actions/all.ts lists them.`);
  return item;
}
